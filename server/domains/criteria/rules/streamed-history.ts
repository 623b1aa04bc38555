import type { FactValue, KnownValue, RecordHistory } from './dossier.ts'
import { factOf } from './fact.ts'
import type { Field } from './field.ts'
import { valuesOver } from './history.ts'
import type { LedgerEntry, StandingRecord } from './history.ts'

/** Each write of the ledger as the stream packs it: three words of itself, then three of each field. */
const wordsOfEntry = 3
const wordsOfField = 3

type Typed = Pick<Field, 'field' | 'type'>

/** A record as it stands, and the words of its ledger and of its fields. */
export type StreamedRecord = Omit<StandingRecord, 'current'> & {
  readonly fields: readonly Typed[]
  readonly standing: readonly unknown[]
  readonly ledger: readonly unknown[]
}

/**
 * What `historyOf` says of the same record, straight from the words of the stream. Nearly every field of nearly every
 * record was written once or never, and a replay asks for two million records.
 */
export function streamedHistory(record: StreamedRecord, now: number): RecordHistory {
  const { kind, id, from, until, fields } = record
  const values = new Map<string, readonly KnownValue[]>()
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index]
    if (field !== undefined) values.set(field.field, valuesOf(record, { field, index, now }))
  }
  return { kind, id, from, until, values }
}

type Asked = { readonly field: Typed; readonly index: number; readonly now: number }

function valuesOf(record: StreamedRecord, asked: Asked): readonly KnownValue[] {
  const { field, index, now } = asked
  const current = factOf(field.type, record.standing[index])
  const at = wordsOfEntry + index * wordsOfField
  let written: readonly unknown[] | undefined
  for (const entry of record.ledger) {
    if (!Array.isArray(entry) || entry[at] !== true) continue
    if (written !== undefined) return valuesOfMany(record, asked, current)
    written = entry
  }
  const known = written === undefined ? neverWritten(record, current) : writtenOnce(record, written, asked)
  const last = known.at(-1)
  if (last === undefined) return current === null ? known : [{ from: now, value: current, assumed: true }]
  if (last.from > now) return valuesOfMany(record, asked, current)
  return last.value === current ? known : [...known, { from: now, value: current, assumed: true }]
}

function neverWritten({ from }: StreamedRecord, current: FactValue): KnownValue[] {
  return current === null ? [] : [{ from, value: current, assumed: true }]
}

function writtenOnce(
  { from }: StreamedRecord,
  written: readonly unknown[],
  { field: { type }, index }: Asked,
): KnownValue[] {
  const at = wordsOfEntry + index * wordsOfField
  const knownFrom = Number(written[1])
  const value: KnownValue = {
    from: knownFrom,
    value: factOf(type, written[at + 1]),
    assumed: written[2] === true,
  }
  const before = factOf(type, written[at + 2])
  return before === null || knownFrom <= from ? [value] : [{ from, value: before, assumed: true }, value]
}

function valuesOfMany(
  record: StreamedRecord,
  { field, index, now }: Asked,
  current: FactValue,
): readonly KnownValue[] {
  const ledger = record.ledger.flatMap((entry) =>
    Array.isArray(entry) ? entryOf(entry, field, wordsOfEntry + index * wordsOfField) : [],
  )
  return valuesOver(field.field, { record, ledger, current }, now)
}

function entryOf(words: readonly unknown[], { field, type }: Typed, at: number): LedgerEntry[] {
  if (words[at] !== true) return []
  return [
    {
      id: Number(words[0]),
      knownFrom: Number(words[1]),
      assumed: words[2] === true,
      changed: { [field]: factOf(type, words[at + 1]) },
      before: { [field]: factOf(type, words[at + 2]) },
    },
  ]
}
