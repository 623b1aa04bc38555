import { sql } from 'kysely'
import { z } from 'zod'
import type { RecordKind } from '../../../../contract/records.ts'
import type { Scope } from '../../../platform/database.ts'
import type { FactValue, RecordHistory } from '../rules/dossier.ts'
import { factOf } from '../rules/fact.ts'
import type { Field, Fields } from '../rules/field.ts'
import { historyOf } from '../rules/history.ts'
import type { LedgerEntry, StandingRecord } from '../rules/history.ts'
import { millis } from './millis.ts'

export const tables: Readonly<Record<RecordKind, string>> = {
  contact: 'contacts',
  account: 'accounts',
  lead: 'leads',
  deal: 'deals',
}
const customPrefix = 'custom.'

type Asked = { readonly kind: RecordKind; readonly ids: readonly string[]; readonly fields: Fields }

/** What was known of each of these records over time, by id; those that do not exist are left out. */
export async function selectHistories(scope: Scope, asked: Asked): Promise<Map<string, RecordHistory>> {
  if (asked.ids.length === 0) return new Map()
  const fields = [...asked.fields.values()].filter(({ of }) => of === asked.kind)
  const standing = await selectStanding(scope, asked, fields)
  const ledger = await selectLedger(scope, asked, fields)
  const now = scope.now.getTime()
  return new Map(standing.map((record) => [record.id, historyOf(record, ledger.get(record.id) ?? [], now)]))
}

type StandingRow = Readonly<Record<string, unknown>> & {
  readonly id: string
  readonly known_from: number
  readonly gone_from: number | null
}
const customShape = z.record(z.string(), z.unknown())

async function selectStanding(
  scope: Scope,
  { kind, ids }: Asked,
  fields: readonly Field[],
): Promise<StandingRecord[]> {
  const columns = fields.flatMap(({ column }) => (column === null ? [] : [sql`t.${sql.ref(column)}`]))
  const found = await sql<StandingRow>`
    select t.id, ${millis(sql`t.created_at`)} as known_from, ${millis(sql`t.deleted_at`)} as gone_from,
      ${sql.join([sql`t.custom`, ...columns])}
    from ${sql.table(tables[kind])} t
    where t.workspace_id = ${scope.workspaceId} and t.id = any(${ids}::uuid[])`.execute(scope.tx)
  return found.rows.map((row) => ({
    kind,
    id: row.id,
    from: row.known_from,
    until: row.gone_from,
    current: currentOf(row, fields),
  }))
}

function currentOf(row: StandingRow, fields: readonly Field[]): Map<string, FactValue> {
  const custom = customShape.parse(row['custom'] ?? {})
  return new Map(
    fields.map(({ field, column, type }) => {
      const raw = column === null ? custom[field.slice(customPrefix.length)] : row[column]
      return [field, factOf(type, raw)]
    }),
  )
}

type LedgerRow = Omit<LedgerEntry, 'changed' | 'before'> & {
  readonly recordId: string
  readonly changed: Readonly<Record<string, unknown>>
  readonly before: Readonly<Record<string, unknown>>
}

async function selectLedger(
  scope: Scope,
  { kind, ids }: Asked,
  fields: readonly Field[],
): Promise<Map<string, LedgerEntry[]>> {
  const found = await sql<LedgerRow>`
    select h.record_id as "recordId", h.id, ${millis(sql`h.known_from`)} as "knownFrom", h.assumed, h.changed, h.before
    from attribute_changes h
    where h.workspace_id = ${scope.workspaceId} and h.record_id = any(${ids}::uuid[]) and h.record_kind = ${kind}
    order by h.record_id, h.id`.execute(scope.tx)
  const types = new Map(fields.map(({ field, type }) => [field, type]))
  const factsOf = (values: Readonly<Record<string, unknown>>): Record<string, FactValue> => {
    const facts: Record<string, FactValue> = {}
    for (const [field, raw] of Object.entries(values)) {
      const type = types.get(field)
      if (type !== undefined) facts[field] = factOf(type, raw)
    }
    return facts
  }
  const entries = found.rows.map(({ changed, before, ...row }) => ({
    ...row,
    changed: factsOf(changed),
    before: factsOf(before),
  }))
  return Map.groupBy(entries, ({ recordId }) => recordId)
}
