import type { Relation } from '../relation.ts'

export const products: Relation = {
  table: 'products',
  columns: {
    id: 'uuid',
    name: 'text',
    name_key: 'text',
    series: 'text',
    list_price: 'numeric(14,2)',
    created_at: 'timestamptz',
  },
  ledger: 'product',
  attributes: { name: 'name', series: 'series', list_price: 'listPrice' },
  stamps: ['import_id', 'changed_xid'],
}

export const pipelines: Relation = {
  table: 'pipelines',
  columns: { id: 'uuid', name: 'text', position: 'smallint', external_source: 'text', external_id: 'text' },
  stamps: ['import_id', 'created_at'],
}

export const pipelineStages: Relation = {
  table: 'pipeline_stages',
  columns: {
    id: 'uuid',
    pipeline_id: 'uuid',
    name: 'text',
    name_key: 'text',
    position: 'smallint',
    outcome: 'text',
    external_source: 'text',
    external_id: 'text',
  },
  attributes: { external_source: 'externalSource', external_id: 'externalId' },
  stamps: ['import_id', 'changed_xid'],
}

export const deals: Relation = {
  table: 'deals',
  columns: {
    id: 'uuid',
    name: 'text',
    pipeline_id: 'uuid',
    stage_id: 'uuid',
    stage_since: 'timestamptz',
    outcome: 'text',
    account_id: 'uuid',
    contact_id: 'uuid',
    lead_id: 'uuid',
    campaign_id: 'uuid',
    product_id: 'uuid',
    owner_id: 'uuid',
    amount: 'numeric(14,2)',
    currency: 'text',
    opened_at: 'timestamptz',
    closed_at: 'timestamptz',
    lost_reason: 'text',
    external_source: 'text',
    external_id: 'text',
    custom: 'jsonb',
    created_at: 'timestamptz',
  },
  ledger: 'deal',
  attributes: {
    name: 'name',
    account_id: 'accountId',
    contact_id: 'contactId',
    lead_id: 'leadId',
    campaign_id: 'campaignId',
    product_id: 'productId',
    owner_id: 'ownerId',
    amount: 'amount',
    currency: 'currency',
    opened_at: 'openedAt',
    closed_at: 'closedAt',
    lost_reason: 'lostReason',
  },
  derived: { search: searchOf },
  stamps: ['import_id', 'recorded_at', 'updated_at', 'changed_xid'],
}

/** The same words that the pipeline itself writes: the deal, its company, its person. */
function searchOf(row: string): string {
  return `rapport_deal_words($1, ${row}.name, ${row}.account_id, ${row}.contact_id)`
}

export const dealStageChanges: Relation = {
  table: 'deal_stage_changes',
  columns: {
    deal_id: 'uuid',
    from_stage_id: 'uuid',
    to_stage_id: 'uuid',
    at: 'timestamptz',
    kind: 'text',
    reason: 'text',
    assumed: 'boolean',
  },
  stamps: ['import_id', 'recorded_at', 'changed_xid'],
}
