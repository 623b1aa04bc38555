import type { Relation } from '../relation.ts'

export const leads: Relation = {
  table: 'leads',
  columns: {
    id: 'uuid',
    contact_id: 'uuid',
    entered_at: 'timestamptz',
    origin: 'text',
    landing_page: 'text',
    campaign_id: 'uuid',
    segment: 'text',
    owner_id: 'uuid',
    stage_id: 'smallint',
    stage_since: 'timestamptz',
    external_source: 'text',
    external_id: 'text',
    custom: 'jsonb',
    created_at: 'timestamptz',
  },
  ledger: 'lead',
  attributes: {
    origin: 'origin',
    landing_page: 'landingPage',
    campaign_id: 'campaignId',
    segment: 'segment',
    owner_id: 'ownerId',
    entered_at: 'enteredAt',
  },
  stamps: ['import_id', 'recorded_at', 'updated_at', 'changed_xid'],
}

export const stageChanges: Relation = {
  table: 'stage_changes',
  columns: {
    lead_id: 'uuid',
    from_stage_id: 'smallint',
    to_stage_id: 'smallint',
    at: 'timestamptz',
    kind: 'text',
    reason: 'text',
    assumed: 'boolean',
  },
  stamps: ['import_id', 'recorded_at', 'changed_xid'],
}

export const channels: Relation = {
  table: 'channels',
  columns: { id: 'smallint', key: 'text', name: 'text', team: 'text' },
  stamps: ['import_id', 'created_at'],
}

export const campaigns: Relation = {
  table: 'campaigns',
  columns: {
    id: 'uuid',
    name: 'text',
    name_key: 'text',
    type: 'text',
    works_on: 'text',
    channel_id: 'smallint',
    utm_source: 'text',
    utm_medium: 'text',
    utm_campaign: 'text',
    budget: 'numeric(14,2)',
    starts_on: 'date',
    ends_on: 'date',
    owner_id: 'uuid',
    external_source: 'text',
    external_id: 'text',
    created_at: 'timestamptz',
  },
  ledger: 'campaign',
  attributes: {
    channel_id: 'channelId',
    utm_source: 'utmSource',
    utm_medium: 'utmMedium',
    utm_campaign: 'utmCampaign',
    budget: 'budget',
    starts_on: 'startsOn',
    ends_on: 'endsOn',
    owner_id: 'ownerId',
    external_source: 'externalSource',
    external_id: 'externalId',
  },
  stamps: ['import_id', 'recorded_at', 'updated_at', 'changed_xid'],
}

export const campaignSpend: Relation = {
  table: 'campaign_spend',
  columns: { campaign_id: 'uuid', day: 'date', amount: 'numeric(14,2)', entry_key: 'text' },
  stamps: ['import_id', 'recorded_at', 'changed_xid'],
}

export const touches: Relation = {
  table: 'touches',
  columns: {
    contact_id: 'uuid',
    occurred_at: 'timestamptz',
    campaign_id: 'uuid',
    channel_id: 'smallint',
    kind: 'smallint',
    key: 'uuid',
    detail: 'jsonb',
  },
  stamps: ['import_id', 'recorded_at', 'changed_xid'],
}

export const qualityFlags: Relation = {
  table: 'quality_flags',
  columns: {
    record_kind: 'text',
    record_id: 'uuid',
    code: 'text',
    field: 'text',
    value: 'text',
    message: 'text',
  },
  stamps: ['import_id', 'found_at'],
  onConflict: 'on conflict do nothing',
}
