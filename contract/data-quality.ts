import { z } from 'zod'
import { apiPrefix, endpoint, instant, pageOf, pageQuery } from './endpoint.ts'
import { metricId } from './metrics.ts'

const tag = 'Data quality'
const codeLengthMax = 300

export const qualityFamilies = [
  'flag',
  'negative-lag',
  'unmapped',
  'without-owner',
  'without-next-step',
  'blank',
] as const
export const qualityRecordKinds = [
  'contact',
  'account',
  'lead',
  'deal',
  'campaign',
  'touch',
  'member',
  'product',
] as const

export const qualityGroup = z
  .object({
    code: z
      .string()
      .describe(
        'Opens to its records: `flag.<code>`, `blank.lead.origin`, `unmapped.lead.origin.<origin>`, …',
      ),
    family: z.enum(qualityFamilies),
    metric: metricId,
    recordKind: z.enum(qualityRecordKinds),
    field: z.string().nullable(),
    message: z.string().describe('What is wrong, in a sentence.'),
    count: z.number().int(),
    of: z.number().int().nullable().describe('Out of how many records; null for flags.'),
  })
  .meta({ id: 'QualityGroup' })
export type QualityGroup = z.infer<typeof qualityGroup>

export const readDataQuality = endpoint({
  id: 'readDataQuality',
  method: 'GET',
  path: `${apiPrefix}/data-quality`,
  summary:
    'What looks wrong or is missing in the data, counted by kind; groups without a record are left out',
  tag,
  response: z.object({ asOf: instant, groups: z.array(qualityGroup) }),
  refusals: ['not-ready'],
})

export const qualityRecord = z
  .object({
    recordKind: z.enum(qualityRecordKinds),
    recordId: z.uuid(),
    name: z.string().describe('The name to show; a lead goes by its person.'),
    field: z.string().nullable(),
    value: z.string().nullable(),
    message: z.string().nullable(),
    flagId: z.number().int().nullable().describe('Names the flag to settle; null where nothing was flagged.'),
    importId: z.number().int().nullable(),
    foundAt: instant.nullable(),
  })
  .meta({ id: 'QualityRecord' })
export type QualityRecord = z.infer<typeof qualityRecord>

export const listQualityRecords = endpoint({
  id: 'listQualityRecords',
  method: 'GET',
  path: `${apiPrefix}/data-quality/{code}/records`,
  summary: 'Exactly the records that a group of the data-quality panel counts',
  tag,
  params: z.object({ code: z.string().min(1).max(codeLengthMax) }),
  query: pageQuery,
  response: pageOf(qualityRecord),
  refusals: ['not-found', 'not-ready'],
})

export const settleFlag = endpoint({
  id: 'settleFlag',
  method: 'POST',
  path: `${apiPrefix}/data-quality/flags/{id}/settlement`,
  summary: 'Settle a flag: a person has looked, and the record stands as it is',
  tag,
  params: z.object({ id: z.coerce.number().int().positive() }),
  response: z.object({ id: z.number().int(), settledAt: instant }),
  status: 201,
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})

export const reopenFlag = endpoint({
  id: 'reopenFlag',
  method: 'DELETE',
  path: `${apiPrefix}/data-quality/flags/{id}/settlement`,
  summary: 'Undo the settlement of a flag',
  tag,
  params: z.object({ id: z.coerce.number().int().positive() }),
  response: null,
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})
