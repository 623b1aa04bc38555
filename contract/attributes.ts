import { z } from 'zod'
import { apiPrefix, endpoint, idParams, instant, pageOf, pageQuery } from './endpoint.ts'
import { fieldInput, memberReference, recordKind } from './records.ts'

const tag = 'Fields and changes'

export const fieldTypes = ['text', 'number', 'boolean', 'date', 'choice', 'url', 'money'] as const
export type FieldType = (typeof fieldTypes)[number]

export const fieldsMax = 200
export const optionsMax = 200
export const labelLengthMax = 120
export const textValueLengthMax = 2000

const fieldKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,62}$/, 'starts with a letter; small letters, digits and _ only')
const label = z.string().trim().min(1).max(labelLengthMax)
const options = z.array(z.string().trim().min(1).max(labelLengthMax)).max(optionsMax)

/** A custom field: what a workspace keeps of its records beyond the standard fields. */
export const fieldView = z
  .object({
    id: z.uuid(),
    recordKind,
    key: z.string(),
    label: z.string(),
    type: z.enum(fieldTypes),
    options: z.array(z.string()).describe('The values a choice can take.'),
    createdAt: instant,
    retiredAt: instant.nullable().describe('A retired field is no longer asked for; its values are kept.'),
  })
  .meta({ id: 'Field' })
export type FieldView = z.infer<typeof fieldView>

export const listFields = endpoint({
  id: 'listFields',
  method: 'GET',
  path: `${apiPrefix}/fields`,
  summary: 'The custom fields of contacts, accounts, leads and deals',
  tag,
  query: z.object({ recordKind: recordKind.optional() }),
  response: z.object({ items: z.array(fieldView) }),
})

export const createField = endpoint({
  id: 'createField',
  method: 'POST',
  path: `${apiPrefix}/fields`,
  summary: 'Add a custom field',
  tag,
  body: z.object({
    recordKind,
    label,
    key: fieldKey.optional().describe('Made from the label unless given; it never changes.'),
    type: z.enum(fieldTypes),
    options: options.default([]),
  }),
  response: fieldView,
  status: 201,
  refusals: ['not-allowed', 'already-exists', 'not-possible-now'],
})

export const changeField = endpoint({
  id: 'changeField',
  method: 'PATCH',
  path: `${apiPrefix}/fields/{id}`,
  summary: 'Rename a custom field, or change what a choice offers',
  tag,
  params: idParams,
  body: z.object({ label: label.optional(), options: options.optional() }),
  response: fieldView,
  refusals: ['not-allowed', 'not-found'],
})

export const retireField = endpoint({
  id: 'retireField',
  method: 'DELETE',
  path: `${apiPrefix}/fields/{id}`,
  summary: 'Retire a custom field; its values are kept',
  tag,
  params: idParams,
  response: null,
  refusals: ['not-allowed', 'not-found'],
})

export const reviveField = endpoint({
  id: 'reviveField',
  method: 'POST',
  path: `${apiPrefix}/fields/{id}/restoration`,
  summary: 'Bring a retired field back',
  tag,
  params: idParams,
  response: fieldView,
  refusals: ['not-allowed', 'not-found'],
})

export const changeSources = [
  'import',
  'form',
  'member',
  'key',
  'operator',
  'merge',
  'undo',
  'system',
] as const
export type ChangeSource = (typeof changeSources)[number]

/** Any JSON value that an attribute can hold. */
const attributeValue = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type AttributeValue = z.infer<typeof attributeValue>

export const attributeChangeView = z
  .object({
    id: z.number().int(),
    knownFrom: instant,
    recordedAt: instant,
    assumed: z
      .boolean()
      .describe('The value came without a date and counts as known since the record began.'),
    source: z.enum(changeSources),
    actor: memberReference.nullable(),
    importId: z.number().int().nullable(),
    eventId: z.number().int().nullable(),
    fields: z.array(
      z.object({
        field: z.string().describe('A standard field, or `custom.` and the key of a custom one.'),
        label: z.string(),
        before: attributeValue,
        after: attributeValue,
        beforeName: z.string().optional().describe('The name behind an id.'),
        afterName: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'AttributeChange' })
export type AttributeChangeView = z.infer<typeof attributeChangeView>

export const listAttributeChanges = endpoint({
  id: 'listAttributeChanges',
  method: 'GET',
  path: `${apiPrefix}/records/{kind}/{id}/attribute-changes`,
  summary: 'What changed on a record, newest first, with who said so and since when it is known',
  tag,
  params: z.object({ kind: recordKind, id: z.uuid() }),
  query: pageQuery,
  response: pageOf(attributeChangeView),
  refusals: ['not-found'],
})

export const bulkRecordsMax = 10_000
const keptShownMax = 100

export const createBulkChange = endpoint({
  id: 'createBulkChange',
  method: 'POST',
  path: `${apiPrefix}/bulk-changes`,
  summary: 'Set one field of up to 10,000 records in one act',
  description:
    'Name the records by `ids`, or by `filter`: the query of the list they are chosen from, of leads also that of the ' +
    'leads behind a figure of the funnel. The answer names the event; a reversal of it restores what stood before.',
  tag,
  body: z
    .object({
      recordKind,
      ids: z.array(z.uuid()).min(1).max(bulkRecordsMax).optional(),
      filter: z.record(z.string(), z.unknown()).optional(),
      except: z
        .array(z.uuid())
        .max(bulkRecordsMax)
        .optional()
        .describe('Records that the filter matches and that stay as they are.'),
      field: z.string().max(80),
      value: fieldInput,
    })
    .refine((body) => (body.ids === undefined) !== (body.filter === undefined), {
      message: 'give either ids or a filter',
      path: ['ids'],
    }),
  response: z.object({
    eventId: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    missing: z.number().int().describe('Ids that name no visible record.'),
  }),
  status: 201,
  refusals: ['not-allowed', 'too-large', 'not-found'],
})

export const createReversal = endpoint({
  id: 'createReversal',
  method: 'POST',
  path: `${apiPrefix}/reversals`,
  summary: 'Undo an act that changed attributes',
  description:
    'Restores what stood before wherever the value still is what the act wrote. What somebody changed since is left ' +
    `alone and reported, the first ${keptShownMax} by name.`,
  tag,
  body: z.object({ eventId: z.number().int().min(1) }),
  response: z.object({
    eventId: z.number().int(),
    restored: z.number().int().describe('Records that got values back.'),
    keptCount: z.number().int(),
    kept: z
      .array(z.object({ recordId: z.uuid(), field: z.string(), label: z.string() }))
      .max(keptShownMax)
      .describe('Values that somebody changed since.'),
  }),
  status: 201,
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})
