import { z } from 'zod'
import { criteria } from './criteria.ts'
import { apiPrefix, endpoint, instant, pageLimitDefault, pageLimitMax } from './endpoint.ts'
import { reference } from './records.ts'

/** How long counting may take before it is given up. */
export const matchingSecondsMax = 10

/** Somebody who fulfils criteria: a pass through the funnel, or a person who has none. */
export const criteriaMatch = z
  .object({
    contact: reference,
    leadId: z.uuid().nullable(),
    stageId: z.number().int().nullable().describe('Where the lead stands today.'),
  })
  .meta({ id: 'CriteriaMatch' })
export type CriteriaMatch = z.infer<typeof criteriaMatch>

export const matchCriteria = endpoint({
  id: 'matchCriteria',
  method: 'POST',
  path: `${apiPrefix}/criteria/matches`,
  summary: 'Who fulfils criteria: how many, the first of them, and the criteria in English',
  description:
    `Judges the whole workspace at once, within ${matchingSecondsMax} seconds. For a past instant it goes by what was ` +
    'known then; scores are always those of the last judgement.',
  tag: 'Criteria',
  body: z.object({
    criteria,
    of: z
      .enum(['leads', 'everybody'])
      .default('leads')
      .describe('Passes through the funnel, or people without one as well.'),
    at: instant.optional().describe('Now unless told; never in the future.'),
    after: z
      .object({ contactId: z.uuid(), leadId: z.uuid().nullable() })
      .optional()
      .describe('Where the previous page ended.'),
    limit: z.number().int().min(1).max(pageLimitMax).default(pageLimitDefault),
  }),
  response: z.object({
    sentence: z.string(),
    matches: z.number().int().describe('How many leads, and people without one where these were asked for.'),
    people: z.number().int(),
    items: z.array(criteriaMatch),
    next: z.object({ contactId: z.uuid(), leadId: z.uuid().nullable() }).nullable(),
  }),
  refusals: ['not-possible-now', 'not-allowed'],
})
