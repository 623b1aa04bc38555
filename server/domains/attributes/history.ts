import type { listAttributeChanges } from '../../../contract/attributes.ts'
import type { EndpointAnswer } from '../../../contract/endpoint.ts'
import type { RecordKind } from '../../../contract/records.ts'
import { notFound } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { selectFields } from './fields.store.ts'
import { selectHistory, selectNames } from './history.store.ts'
import type { HistoryAsked, HistoryRow } from './history.store.ts'
import { recordExists } from './ledger.store.ts'
import { presentChange } from './present.ts'
import type { Wording } from './present.ts'

const idText = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/

/** A page of what changed on a record, newest first. Refuses `not-found`. */
export async function history(
  scope: Scope,
  asked: HistoryAsked,
): Promise<EndpointAnswer<typeof listAttributeChanges>> {
  if (!(await recordExists(scope, asked.kind, asked.id))) throw notFound(asked.kind)
  const { rows, nextCursor } = await selectHistory(scope, asked)
  const wording = await wordingOf(scope, asked.kind, rows)
  const items = rows.map((row) => presentChange(row, asked.kind, wording))
  return { items, nextCursor, total: null, totalIsEstimate: false }
}

/** The labels of custom fields and the names behind ids that these rows of the ledger need to be read. */
export async function wordingOf(
  scope: Scope,
  kind: RecordKind,
  rows: readonly Pick<HistoryRow, 'changed' | 'before'>[],
): Promise<Wording> {
  const fields = await selectFields(scope, kind)
  const ids = new Set(rows.flatMap((row) => [...idsIn(row.changed), ...idsIn(row.before)]))
  const named = await selectNames(scope, [...ids])
  return {
    labels: new Map(fields.map((field) => [field.key, field.label])),
    names: new Map(named.map((row) => [row.id, row.name])),
  }
}

function idsIn(values: unknown): string[] {
  if (typeof values !== 'object' || values === null) return []
  return Object.values(values).filter(
    (value): value is string => typeof value === 'string' && idText.test(value),
  )
}
