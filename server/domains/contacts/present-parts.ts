import type { ContactView } from '../../../contract/contacts.ts'
import { memberOrNull, oneOf } from '../../../contract/records.ts'
import type { DealOfRecord, MergedRow } from './detail.store.ts'

export function presentDeal(row: DealOfRecord): ContactView['deals'][number] {
  return {
    id: row.id,
    name: row.name,
    stage: row.stage,
    outcome: oneOf(['open', 'won', 'lost'] as const, row.outcome),
    amount: row.amount,
    currency: row.currency,
    owner: memberOrNull(row.owner_id, row.owner_name, row.owner_team),
    openedAt: isoOrNull(row.opened_at),
    closedAt: isoOrNull(row.closed_at),
  }
}

export function presentMerged(row: MergedRow) {
  return {
    mergeId: row.merge_id,
    id: row.id,
    name: row.name,
    mergedAt: row.merged_at.toISOString(),
    by: memberOrNull(row.by_id, row.by_name, row.by_team),
  }
}

export function isoOrNull(at: Date | null): string | null {
  return at?.toISOString() ?? null
}
