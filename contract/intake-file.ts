import { z } from 'zod'

/** The kinds of record an import can write. */
export const recordKinds = [
  'contact',
  'account',
  'lead',
  'deal',
  'touch',
  'campaign',
  'spend',
  'member',
  'product',
  'stage',
  'stageChange',
] as const
export const recordKind = z.enum(recordKinds)
export type RecordKind = z.infer<typeof recordKind>

/**
 * What a file can turn out to hold. Wider than what can be written: a file of lead conversions is written into
 * leads, a file of channel paths is recognised only to say plainly that it holds no records.
 */
export const fileKinds = [
  ...recordKinds,
  'leadConversion',
  'saleConversion',
  'formSubmission',
  'pipeline',
  'dealContact',
  'dealAccount',
  'propertyChange',
  'team',
  'teamMember',
  'channelPath',
  'summary',
] as const
export const fileKind = z.enum(fileKinds)
export type FileKind = z.infer<typeof fileKind>

/** Where a file came from. `plain` means that nothing in it points to a known product. */
export const fileOrigins = [
  'hubspot',
  'hubspot-tables',
  'salesforce',
  'pipedrive',
  'olist-funnel',
  'crm-sales',
  'attribution-playbook',
  'xeducation',
  'bank-marketing',
  'google-ads',
  'meta-ads',
  'linkedin-ads',
  'plain',
] as const
export const fileOrigin = z.enum(fileOrigins)
export type FileOrigin = z.infer<typeof fileOrigin>

/** One guess at what a file holds and where it came from, with the evidence in sentences. */
export const recognitionCandidate = z.object({
  kind: fileKind,
  origin: fileOrigin,
  confidence: z.number().min(0).max(1),
  because: z.array(z.string()),
})
export type RecognitionCandidate = z.infer<typeof recognitionCandidate>

/** All guesses, the likeliest first; empty where nothing speaks for any kind. */
export const recognition = z.object({ candidates: z.array(recognitionCandidate) })
export type Recognition = z.infer<typeof recognition>

/** Everything that can be wrong or remarkable with one row. */
export const rowProblemCodes = [
  'missing-key',
  'missing-required',
  'deleted-at-source',
  'invalid-email',
  'invalid-phone',
  'invalid-domain',
  'freemail-domain',
  'unreadable-date',
  'impossible-date',
  'unexpected-date-order',
  'unreadable-number',
  'number-too-large',
  'unreadable-boolean',
  'unknown-currency',
  'unknown-stage',
  'probably-same-as',
  'spelled-differently',
  'ended-before-started',
  'won-before-first-contact',
  'text-too-long',
  'missing-cells',
  'surplus-cells',
  'broken-quotes',
  'broken-characters',
] as const
export const rowProblemCode = z.enum(rowProblemCodes)
export type RowProblemCode = z.infer<typeof rowProblemCode>

/** `refused` keeps the row out; `flagged` keeps the row and says what is odd about it. */
export const rowProblem = z.object({
  line: z.number().int().describe('The physical line in the file, from 1; in a spreadsheet the row number.'),
  column: z.string().nullable(),
  value: z.string().nullable(),
  code: rowProblemCode,
  message: z.string(),
  remedy: z.string(),
  severity: z.enum(['refused', 'flagged']),
})
export type RowProblem = z.infer<typeof rowProblem>

/** How the bytes of a file were understood. */
export const fileDescription = z.object({
  format: z.enum(['csv', 'xlsx']),
  encoding: z.string(),
  delimiter: z.string().nullable(),
  newline: z.enum(['LF', 'CRLF', 'CR', 'mixed']).nullable(),
  sheets: z.array(z.object({ name: z.string(), rows: z.number().int() })),
  sheet: z.string().nullable(),
  headerLine: z.number().int().describe('The line the column names stand on; 0 where the file has none.'),
  dataFromLine: z.number().int().describe('Rows that begin before this line are not data.'),
  columns: z.array(z.string()),
  notes: z.array(z.string()).describe('What a person should know, such as a header that was not on line 1.'),
})
export type FileDescription = z.infer<typeof fileDescription>
