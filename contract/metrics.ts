import { z } from 'zod'
import { fieldTypes } from './attributes.ts'
import { apiPrefix, endpoint, instant } from './endpoint.ts'
import { keysOf } from './keys.ts'
import { metricDefinitions } from './metric-definitions.ts'
import type { MetricId } from './metric-definitions.ts'
import { team } from './records.ts'

export const metricUnits = ['count', 'ratio', 'days', 'money', 'money-per-day', 'unit-of-field'] as const
export type MetricUnit = (typeof metricUnits)[number]

/** What one figure is counted over. */
export const metricGrains = ['lead', 'deal', 'campaign', 'contact', 'touch', 'record'] as const
export type MetricGrain = (typeof metricGrains)[number]

const metricIds = keysOf(metricDefinitions)
export const metricId = z.enum(metricIds)

/** Why a figure has no value. A figure without data is never zero. */
export const noDataReasons = {
  'no-leads': 'No lead is in this group.',
  'no-wins': 'None of these leads was won yet.',
  'nobody-before': 'Nobody reached the stage before.',
  'not-recorded': 'No lead has both this stage and an earlier one recorded.',
  'no-deals': 'No deal is in this group.',
  'no-closed-deals': 'None of these deals is closed yet.',
  'no-won-deals': 'None of these deals is won yet.',
  'no-lost-deals': 'None of these deals is lost.',
  'no-open-deals': 'None of these deals is open.',
  'no-amounts': 'None of these deals carries an amount.',
  'no-cycle': 'No won deal carries both its opening and its closing date.',
  'no-spend': 'No spend was entered for this campaign.',
  withheld: 'Your role does not see amounts of deals.',
} as const
export type NoDataReason = keyof typeof noDataReasons

const reasonCodes = keysOf(noDataReasons)

/**
 * One figure: its value, or null with the reason. Ratios are parts of one, days are days of 24 hours, money is
 * in the workspace's currency and was summed as decimals. What it means stands in the registry under its key.
 */
export const figure = z
  .object({ value: z.number().nullable(), reason: z.enum(reasonCodes).nullable() })
  .meta({ id: 'Figure' })
export type Figure = z.infer<typeof figure>

/** The shape of an object that holds exactly these figures, each under its id in the registry. */
export function figures<const Ids extends readonly [MetricId, ...MetricId[]]>(ids: Ids) {
  const shape = Object.fromEntries(ids.map((id) => [id, figure]))
  // Each of the ids has just been given its figure.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return z.object(shape as Record<Ids[number], typeof figure>)
}

/** Figures as a plain object, for whoever reads them without knowing which there are. */
export type Figures<Id extends MetricId = MetricId> = Readonly<Record<Id, Figure>>

/** What the custom numbers of the records behind a figure come to, field by field. */
export const customNumbers = z
  .object({
    asOf: instant,
    items: z.array(
      z.object({
        key: z.string().describe('The key of the custom field.'),
        label: z.string(),
        type: z.enum(fieldTypes),
        figures: figures(['attribute-known', 'attribute-not-zero', 'attribute-sum']),
      }),
    ),
  })
  .meta({ id: 'CustomNumbers' })
export type CustomNumbers = z.infer<typeof customNumbers>

export const metricView = z
  .object({
    id: metricId,
    name: z.string(),
    formula: z.string().describe('The formula in words.'),
    unit: z.enum(metricUnits),
    grain: z.enum(metricGrains),
    owners: z.array(team).describe('The teams that answer for the definition.'),
    source: z.string().describe('Where the formula comes from.'),
    version: z.number().int(),
  })
  .meta({ id: 'Metric' })
export type MetricView = z.infer<typeof metricView>

export const listMetrics = endpoint({
  id: 'listMetrics',
  method: 'GET',
  path: `${apiPrefix}/metrics`,
  summary: 'Every figure that Rapport shows, with its formula, unit, owner and version',
  tag: 'Metrics',
  response: z.object({ items: z.array(metricView), reasons: z.record(z.enum(reasonCodes), z.string()) }),
})

export const copyRebuildView = z.object({
  seconds: z.number(),
  rows: z.number().int(),
  bytes: z.number().int().describe('The size of the copy on disk.'),
})
export type CopyRebuildView = z.infer<typeof copyRebuildView>

export const rebuildCopy = endpoint({
  id: 'rebuildCopy',
  method: 'POST',
  path: `${apiPrefix}/analytics/rebuilds`,
  summary: 'Throw the columnar copy away and make it anew from the database',
  description:
    'The copy holds nothing of its own, so nothing is lost. Until the new one stands, figures come from the old one and say as of when.',
  tag: 'Metrics',
  response: copyRebuildView,
  status: 201,
  refusals: ['not-allowed', 'not-ready'],
})
