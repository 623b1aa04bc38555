import type { ChangeSource } from '../../../contract/attributes.ts'
import type { RecordKind } from '../../../contract/records.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { selectFields } from './fields.store.ts'
import type { FieldRow } from './fields.store.ts'
import { wordingOf } from './history.ts'
import { selectValues, writeValues } from './ledger.store.ts'
import type { Provenance, WrittenRecord } from './ledger.store.ts'
import { customPrefix, standardFields } from './rules/standard-fields.ts'
import { readValue } from './rules/values.ts'
import type { ValueShape } from './rules/values.ts'
import { fieldType, optionsOf } from './present.ts'

/** Where a change comes from and since when it is known; by default: who acts, now, and not assumed. */
export type ChangeOrigin = {
  readonly eventId?: number
  readonly knownFrom?: Date
  readonly assumed?: boolean
  readonly source?: { readonly kind: ChangeSource; readonly id?: string | null }
}

export type RecordChange = ChangeOrigin & {
  readonly recordKind: RecordKind
  readonly recordId: string
  /** Of a record made in this act everything that is said goes into the ledger, also what it was made with. */
  readonly isNew?: boolean
  /** Values by standard field; custom ones by key under `custom`. What is undefined stays as it is. */
  readonly changes: Readonly<Record<string, unknown>>
}

export type AppliedChange = Pick<WrittenRecord, 'changed' | 'before'>

/**
 * Changes attributes of one record: reads every value, writes those that differ, and keeps one append-only row that
 * says what stood before. Refuses unknown fields and unfit values by their place, and a record that is not there.
 */
export async function applyChanges(scope: Scope, change: RecordChange): Promise<AppliedChange> {
  const shapes = await shapesOf(scope, change.recordKind, usesCustom(change.changes))
  const values = readChanges(shapes, change.changes)
  if (Object.keys(values).length === 0) return { changed: null, before: null }
  const written = await writeValues(scope, {
    kind: change.recordKind,
    records: [{ id: change.recordId, values }],
    provenance: provenanceOf(scope, change),
    isNew: change.isNew ?? false,
  })
  const [row] = written
  if (row === undefined) throw notFound(change.recordKind)
  return row
}

export type RecordChanges = ChangeOrigin & {
  readonly recordKind: RecordKind
  readonly records: readonly Pick<RecordChange, 'recordId' | 'changes'>[]
}

/** Changes attributes of many records in one statement, each in its own way. Records that are not there are left out. */
export async function applyEach(
  scope: Scope,
  { recordKind, records, ...origin }: RecordChanges,
): Promise<void> {
  const shapes = await shapesOf(
    scope,
    recordKind,
    records.some(({ changes }) => usesCustom(changes)),
  )
  const read = records.map(({ recordId, changes }) => ({
    id: recordId,
    values: readChanges(shapes, changes),
  }))
  await writeValues(scope, { kind: recordKind, records: read, provenance: provenanceOf(scope, origin) })
}

/** Writes values as they stand on another record, in the ledger's own form: they were judged when they came in. */
export async function copyValues(
  scope: Scope,
  { recordKind, recordId, changes, ...origin }: RecordChange,
): Promise<AppliedChange> {
  const records = [{ id: recordId, values: changes }]
  const written = await writeValues(scope, {
    kind: recordKind,
    records,
    provenance: provenanceOf(scope, origin),
  })
  return written[0] ?? { changed: null, before: null }
}

/** What is known of records now, by field and in the ledger's form, with what each field is called. */
export async function currentValues(scope: Scope, kind: RecordKind, ids: readonly string[]) {
  const shapes = await shapesOf(scope, kind, true)
  const rows = await selectValues(scope, { kind, ids, fields: [...shapes.keys()] })
  const wording = await wordingOf(
    scope,
    kind,
    rows.map((row) => ({ changed: row.values, before: {} })),
  )
  return {
    labels: new Map([...shapes].map(([field, shape]) => [field, shape.label])),
    names: wording.names,
    values: new Map(rows.map((row) => [row.id, row.values])),
  }
}

/** Reads one value for a field of a kind of record, as a bulk edit gives it. */
export async function readOne(
  scope: Scope,
  kind: RecordKind,
  { field, value }: { field: string; value: unknown },
): Promise<{ value: unknown; label: string; bulk: boolean }> {
  const shapes = await shapesOf(scope, kind, field.startsWith(customPrefix))
  const shape = shapes.get(field)
  if (shape === undefined) throw unknownField(field, 'field')
  const read = readValue(shape, value)
  if ('problem' in read) throw unfit('value', read.problem)
  return { value: read.value, label: shape.label, bulk: shape.bulk === true }
}

export function provenanceOf(scope: Scope, origin: ChangeOrigin): Provenance {
  const source = origin.source ?? { kind: scope.actor.kind, id: scope.actor.memberId }
  return {
    knownFrom: origin.knownFrom ?? scope.now,
    assumed: origin.assumed ?? false,
    sourceKind: source.kind,
    sourceId: source.id ?? null,
    eventId: origin.eventId ?? null,
  }
}

type NamedShape = ValueShape & { readonly label: string; readonly bulk?: boolean }
type Shapes = ReadonlyMap<string, NamedShape>

async function shapesOf(scope: Scope, kind: RecordKind, withCustom: boolean): Promise<Shapes> {
  const shapes = new Map<string, NamedShape>(Object.entries(standardFields[kind]))
  if (!withCustom) return shapes
  for (const field of await selectFields(scope, kind)) {
    if (field.retired_at === null) shapes.set(customPrefix + field.key, customShape(field))
  }
  return shapes
}

function customShape(field: FieldRow): NamedShape {
  return { type: fieldType(field), options: optionsOf(field), label: field.label, bulk: true }
}

function usesCustom(changes: Readonly<Record<string, unknown>>): boolean {
  return typeof changes['custom'] === 'object' && changes['custom'] !== null
}

function readChanges(shapes: Shapes, changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [field, place, given] of flattened(changes)) {
    const shape = shapes.get(field)
    if (shape === undefined) throw unknownField(field, place)
    const read = readValue(shape, given)
    if ('problem' in read) throw unfit(place, read.problem)
    values[field] = read.value
  }
  return values
}

function* flattened(changes: Readonly<Record<string, unknown>>): Generator<[string, string, unknown]> {
  for (const [field, given] of Object.entries(changes)) {
    if (given === undefined) continue
    if (field !== 'custom') yield [field, field, given]
    else
      for (const [key, value] of Object.entries(given ?? {}))
        yield [customPrefix + key, `custom.${key}`, value]
  }
}

function unknownField(field: string, place: string): Refusal {
  return new Refusal('invalid-input', {
    message: `There is no field ${field}.`,
    place,
    remedy: 'The list of fields is at /api/v1/fields; a retired field takes no values.',
  })
}

function unfit(place: string, problem: string): Refusal {
  return new Refusal('invalid-input', { message: `${place}: ${problem}.`, place })
}
