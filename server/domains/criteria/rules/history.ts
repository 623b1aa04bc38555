import type { FactValue, KnownValue, RecordHistory } from './dossier.ts'
import type { Speaker } from './lineage.ts'

/** A row of the ledger, with its values in the form of facts. */
export type LedgerEntry = {
  readonly id: number
  readonly knownFrom: number
  readonly assumed: boolean
  readonly changed: Readonly<Record<string, FactValue>>
  readonly before: Readonly<Record<string, FactValue>>
}

/** A record as it stands now. */
export type StandingRecord = {
  readonly kind: RecordHistory['kind']
  readonly id: string
  readonly from: number
  readonly until: number | null
  readonly current: ReadonlyMap<string, FactValue>
}

/**
 * The values of a record over time. What was written last counts from when it was known, whatever was written before
 * it; what was never written to the ledger counts as known from the record's creation, and is assumed. At `now` the
 * record itself has the last word.
 */
export function historyOf(
  record: StandingRecord,
  ledger: readonly LedgerEntry[],
  now: number,
): RecordHistory {
  const values = new Map<string, readonly KnownValue[]>()
  for (const [field, current] of record.current)
    values.set(field, valuesOver(field, { record, ledger, current }, now))
  return { kind: record.kind, id: record.id, from: record.from, until: record.until, values }
}

type Written = {
  readonly record: Pick<StandingRecord, 'from'>
  readonly ledger: readonly LedgerEntry[]
  readonly current: FactValue
}

/** The values of one field over time. */
export function valuesOver(field: string, written: Written, now: number): readonly KnownValue[] {
  return withStanding(knownValues(field, written), written.current, now)
}

function knownValues(field: string, { record, ledger, current }: Written): KnownValue[] {
  const rows = ledger.filter(({ changed }) => field in changed).toSorted((one, other) => one.id - other.id)
  const [first] = rows
  const base = first === undefined ? current : (first.before[field] ?? null)
  const replaced = rows.some(({ knownFrom }) => knownFrom <= record.from)
  const known: KnownValue[] =
    base === null || replaced ? [] : [{ from: record.from, value: base, assumed: true }]
  let newest = 0
  for (const row of rows.toSorted((one, other) => one.knownFrom - other.knownFrom || one.id - other.id)) {
    // Written before something that counted earlier already: it never was the last word.
    if (row.id < newest) continue
    newest = row.id
    known.push({ from: row.knownFrom, value: row.changed[field] ?? null, assumed: row.assumed })
  }
  return known
}

function withStanding(known: readonly KnownValue[], current: FactValue, now: number): KnownValue[] {
  const until = known.filter(({ from }) => from <= now)
  const last = until.at(-1)?.value ?? null
  return last === current ? until : [...until, { from: now, value: current, assumed: true }]
}

/** One history of a record that others spoke for after it: at each moment the values of whoever spoke. */
export function spokenHistory(
  speakers: readonly Speaker[],
  histories: readonly RecordHistory[],
): RecordHistory {
  const [own] = histories
  const last = histories.at(-1)
  if (own === undefined || last === undefined) throw new Error('a record without a history')
  if (histories.length === 1) return own
  const fields = new Set(histories.flatMap(({ values }) => [...values.keys()]))
  const values = new Map<string, readonly KnownValue[]>()
  for (const field of fields) {
    values.set(
      field,
      histories.flatMap((history, index) => spoken(history.values.get(field) ?? [], speakers, index)),
    )
  }
  return { ...own, until: last.until, values }
}

/** What a speaker says of a field while it speaks, beginning with what it says when it begins. */
function spoken(known: readonly KnownValue[], speakers: readonly Speaker[], index: number): KnownValue[] {
  const from = speakers[index]?.from ?? Number.NEGATIVE_INFINITY
  const until = speakers[index + 1]?.from ?? Number.POSITIVE_INFINITY
  if (from >= until) return []
  const within = known.filter((value) => value.from > from && value.from < until)
  if (index === 0) return within
  const standing = known.findLast((value) => value.from <= from)
  return [{ value: standing?.value ?? null, assumed: standing?.assumed ?? false, from }, ...within]
}
