import type { z } from 'zod'
import { bulkRecordsMax } from '../../../contract/attributes.ts'
import type { createBulkChange } from '../../../contract/attributes.ts'
import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import type { RecordKind } from '../../../contract/records.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { record } from '../journal/index.ts'
import { provenanceOf, readOne } from './ledger.ts'
import { selectLiveIds, writeValues } from './ledger.store.ts'
import { mayChangeRecords } from './policy.ts'

/** Finds the ids that a list's query matches, at most `limit`; each domain that has a list gives one. */
export type Selector = (
  scope: Scope,
  filter: Readonly<Record<string, unknown>>,
  limit: number,
) => Promise<string[]>
export type Selectors = Readonly<Partial<Record<RecordKind, Selector>>>

type Body = EndpointParsed<typeof createBulkChange>['body']

/**
 * Sets one field of many records, as one act with one event. Refuses more than 10,000 records, fields that tell one
 * record from another, and values that do not fit.
 */
export async function changeInBulk(
  scope: Scope,
  body: Body,
  selectors: Selectors,
): Promise<EndpointAnswer<typeof createBulkChange>> {
  if (!mayChangeRecords(scope.actor)) throw new Refusal('not-allowed')
  const { value, label, bulk } = await readOne(scope, body.recordKind, body)
  if (!bulk) {
    throw new Refusal('invalid-input', {
      message: `${label} tells one ${body.recordKind} from another, so it cannot be set for many.`,
      place: 'field',
    })
  }
  const asked = await chosen(scope, body, selectors)
  const ids = await selectLiveIds(scope, body.recordKind, asked)
  const eventId = await record(scope, {
    kind: `${body.recordKind}.changed-in-bulk`,
    subjectKind: body.recordKind,
    subjectId: ids.length === 1 ? (ids[0] ?? '') : 'many',
    payload: { field: body.field, label, value, records: ids.length },
  })
  const written = await writeValues(scope, {
    kind: body.recordKind,
    records: ids.map((id) => ({ id, values: { [body.field]: value } })),
    provenance: provenanceOf(scope, { eventId }),
  })
  const changed = written.filter((row) => row.changed !== null).length
  return { eventId, changed, unchanged: ids.length - changed, missing: asked.length - ids.length }
}

async function chosen(scope: Scope, body: Body, selectors: Selectors): Promise<string[]> {
  if (body.ids !== undefined) return [...new Set(body.ids)]
  const select = selectors[body.recordKind]
  if (select === undefined) {
    throw new Refusal('invalid-input', {
      message: `Name each ${body.recordKind} by its id.`,
      place: 'filter',
    })
  }
  const except = new Set(body.except)
  const found = await select(scope, body.filter ?? {}, bulkRecordsMax + 1 + except.size)
  const ids = found.filter((id) => !except.has(id))
  if (ids.length <= bulkRecordsMax) return ids
  throw new Refusal('too-large', {
    message: `This filter matches more than ${bulkRecordsMax.toLocaleString('en')} records.`,
    place: 'filter',
    remedy: 'Narrow the filter, and change the rest in further acts.',
  })
}

/** What a list's query says beside its filter; an act on all that match cares for none of it. */
const besideFilter = new Set(['sort', 'cursor', 'limit'])

/**
 * Reads a filter as its list would; in a body, yes and no may be said as JSON does. Refuses what the list does not
 * know: a filter that is misspelt would otherwise match everything.
 */
export function readListFilter<Schema extends z.ZodObject>(
  schema: Schema,
  filter: Readonly<Record<string, unknown>>,
): z.output<Schema> {
  const said = Object.entries(filter).filter(([name]) => !besideFilter.has(name))
  const unknown = said.find(([name]) => !(name in schema.shape))
  if (unknown !== undefined) {
    throw new Refusal('invalid-input', {
      message: `The list has no filter ${unknown[0]}.`,
      place: `filter.${unknown[0]}`,
      remedy: `It has: ${Object.keys(schema.shape).join(', ')}.`,
    })
  }
  const texts = said.map(([name, value]) => [name, typeof value === 'boolean' ? String(value) : value])
  const read = schema.safeParse(Object.fromEntries(texts))
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new Refusal('invalid-input', {
    message: issue?.message,
    place: ['filter', ...(issue?.path.map(String) ?? [])].join('.'),
  })
}
