import { z } from 'zod'
import { fileKind, fileOrigin, recordKind } from './intake-file.ts'

/** The types a target field can have. `instant` carries a time of day, `day` does not. */
export const targetTypes = [
  'text',
  'number',
  'integer',
  'money',
  'boolean',
  'day',
  'instant',
  'email',
  'phone',
  'domain',
  'currency',
] as const
export const targetType = z.enum(targetTypes)
export type TargetType = z.infer<typeof targetType>

/** The types a custom field can have; a proposal gives a new one any of them but `choice` and `url`. */
export const customFieldTypes = ['text', 'number', 'boolean', 'date', 'choice', 'url', 'money'] as const
export const customFieldType = z.enum(customFieldTypes)
export type CustomFieldType = z.infer<typeof customFieldType>

export const dateOrders = ['ymd', 'dmy', 'mdy'] as const
export const dateOrder = z.enum(dateOrders)
export type DateOrder = z.infer<typeof dateOrder>

export const decimalMark = z.enum(['.', ','])
export type DecimalMark = z.infer<typeof decimalMark>

export const wordsPerListMax = 2_000
const word = z.string().max(500)
const wordList = z.array(word).max(wordsPerListMax)
const wordMap = z.record(word, word)

/**
 * How the text of a cell becomes a value. A date transform reads every unambiguous form whatever its order;
 * `order` settles forms such as 03/04/2024, `serial` says that bare numbers are spreadsheet days or unix times.
 */
export const transform = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text') }),
  z.object({ type: z.literal('lowercase') }),
  z.object({ type: z.literal('number'), decimal: decimalMark, percent: z.boolean().default(false) }),
  z.object({ type: z.literal('money'), decimal: decimalMark, currency: z.string().length(3).optional() }),
  z.object({ type: z.literal('currency') }),
  z.object({
    type: z.literal('date'),
    order: dateOrder,
    serial: z.enum(['excel', 'excel1904', 'unix', 'unix-ms', 'none']).default('none'),
    zone: z.string().max(60).optional().describe('For times without a zone; the workspace zone unless told.'),
  }),
  z.object({ type: z.literal('boolean'), yes: wordList.default([]), no: wordList.default([]) }),
  z.object({ type: z.literal('email') }),
  z.object({ type: z.literal('phone'), country: z.string().length(2).optional() }),
  z.object({ type: z.literal('domain') }),
  z.object({ type: z.literal('personName'), order: z.enum(['first-last', 'last-first']) }),
  z.object({
    type: z.literal('stage'),
    values: wordMap.describe('From the written stage to the stage key.'),
    otherwise: z.enum(['create', 'flag']),
  }),
  z.object({
    type: z.literal('reference'),
    values: wordMap.describe('From the written name to the name it stands for.'),
    probably: wordMap
      .default({})
      .describe('Written names that look like another, which a person has not decided.'),
  }),
])
export type Transform = z.infer<typeof transform>
export type TransformOf<Type extends Transform['type']> = Extract<Transform, { type: Type }>

/** Where the value of a column goes: a field of the record, a custom field (existing or new), or nowhere. */
export const columnTarget = z.discriminatedUnion('to', [
  z.object({ to: z.literal('field'), field: z.string().max(120) }),
  z.object({
    to: z.literal('custom'),
    key: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/),
    label: z.string().min(1).max(120),
    type: customFieldType,
  }),
  z.object({ to: z.literal('ignore') }),
])
export type ColumnTarget = z.infer<typeof columnTarget>

/**
 * One source column and what becomes of it. `column` is the header as the file shows it (made unique by the
 * reader), so that a saved mapping still fits when the columns stand in another order. `blanks` are words that
 * this column uses for "nothing", such as `Select`; an empty cell is blank without being listed.
 */
export const columnMapping = z.object({
  column: z.string().max(500),
  target: columnTarget,
  transform,
  blanks: wordList.default([]),
})
export type ColumnMapping = z.infer<typeof columnMapping>

export const mappedColumnsMax = 1_000

/** Stands for the number of the row among the columns of `composed`, for files whose rows have no id at all. */
export const rowNumberColumn = '#row'

/**
 * A whole mapping: a plain value that can be saved, sent and edited. `constants` give fields a fixed value that
 * no column holds. `composed` builds a field, typically the external id, from several columns joined by ':'.
 */
export const mapping = z.object({
  version: z.literal(1),
  kind: fileKind,
  origin: fileOrigin,
  into: recordKind,
  columns: z.array(columnMapping).max(mappedColumnsMax),
  constants: z.record(z.string().max(120), z.string().max(500)).default({}),
  composed: z.record(z.string().max(120), z.array(z.string().max(500)).min(1).max(10)).default({}),
})
export type Mapping = z.infer<typeof mapping>
export type MappingInput = z.input<typeof mapping>

/** A choice that the data alone cannot settle, shown with what each option makes of a real cell. */
export const ambiguity = z.object({
  about: z.enum(['date-order', 'decimal-mark', 'name-order']),
  message: z.string(),
  options: z.array(z.object({ transform, label: z.string(), example: z.string() })),
})
export type Ambiguity = z.infer<typeof ambiguity>

/** A written name that is probably another one misspelt; a person decides. */
export const nearName = z.object({
  written: z.string(),
  probably: z.string(),
  rows: z.number().int(),
  automatic: z
    .boolean()
    .describe('Equal but for case, spaces and punctuation, and therefore mapped unasked.'),
})
export type NearName = z.infer<typeof nearName>

/** What is proposed for one column, with real values and the reasons. */
export const columnProposal = z.object({
  column: z.string(),
  index: z.number().int().min(0),
  samples: z.array(z.string()),
  blankRows: z.number().int(),
  distinctValues: z.number().int(),
  target: columnTarget,
  transform,
  blanks: z.array(z.string()),
  confidence: z.number().min(0).max(1),
  because: z.array(z.string()),
  ambiguity: ambiguity.optional(),
  nearNames: z.array(nearName).optional(),
})
export type ColumnProposal = z.infer<typeof columnProposal>

/** A field that the kind needs and no column gives. */
export const missingTarget = z.object({
  fields: z.array(z.string()).describe('Any one of these would do.'),
  message: z.string(),
  remedy: z.string(),
})
export type MissingTarget = z.infer<typeof missingTarget>

export const mappingProposal = z.object({
  mapping,
  columns: z.array(columnProposal),
  missing: z.array(missingTarget),
  rowsRead: z.number().int().describe('How many rows the proposal rests on.'),
})
export type MappingProposal = z.infer<typeof mappingProposal>

/** One field of a record kind, as the mapping screen and the documentation show it. */
export const targetField = z.object({
  field: z.string(),
  label: z.string(),
  type: targetType,
  need: z.enum(['required', 'key', 'optional']),
  lengthMax: z.number().int().describe('Of text, in characters.'),
  about: z.string().optional(),
})
export type TargetField = z.infer<typeof targetField>
