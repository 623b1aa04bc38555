/** The funnel: who entered, how far they came, how long it took. All figures rest on `lead_facts`. */
import { z } from 'zod'
import type { MainLine } from '../facts.ts'
import { LAG_STAGES_MAX } from '../shape.ts'
import { meanDays } from './mean.ts'
import { allOf, noConditions, query, wantDays, wantOneOf } from './query.ts'
import type { Conditions } from './query.ts'

const wanted = z.array(z.string()).optional()

export const funnelFilters = z.object({
  from: z.string().optional(),
  to: z.string().optional(),
  origin: wanted,
  segment: wanted,
  region: wanted,
  campaign: wanted,
  owner: wanted,
  channel: wanted,
})
export type CopyFunnelFilters = z.infer<typeof funnelFilters>

type Grouping = {
  /** What leads are grouped by; dates and ids stay what they are until the few groups are named. */
  readonly key: string
  readonly needs?: 'members'
  /** The column that a wanted key is compared with, where it is not `key` as text. */
  readonly type?: 'uuid'
  /** The key as text and the label, of a group `e`, with the table that knows its name. */
  readonly text?: string
  readonly label?: string
  readonly names?: string
  readonly order?: string
}

const groupingNames = [
  'month',
  'origin',
  'campaign',
  'segment',
  'owner',
  'region',
  'channel',
  'none',
] as const
const month = `strftime(e.key, '%Y-%m')`

export const groupings: Readonly<Record<(typeof groupingNames)[number], Grouping>> = {
  month: { key: 'f.month', text: month, label: month, order: 'e.key' },
  origin: { key: 'f.origin' },
  segment: { key: 'f.segment' },
  campaign: {
    key: 'f.campaign_id',
    type: 'uuid',
    names: 'left join campaigns g on g.id = e.key',
    label: 'g.name',
  },
  owner: { key: 'f.owner_id', type: 'uuid', names: 'left join members g on g.id = e.key', label: 'g.name' },
  region: { key: 'm.region', needs: 'members' },
  channel: {
    key: 'f.channel_id',
    names: 'left join channels g on g.id = e.key',
    text: 'g.key',
    label: 'g.name',
  },
  none: { key: 'null::varchar' },
}
export const grouping = z.enum(groupingNames)

/** The leads with the small tables that a filter, a group or a key speaks of. */
export function leadsOf(filters: CopyFunnelFilters, needs: 'members' | 'channels' | undefined): string {
  const joins = [
    needs === 'members' || filters.region !== undefined ? 'left join members m on m.id = f.owner_id' : '',
    needs === 'channels' || filters.channel !== undefined
      ? 'left join channels h on h.id = f.channel_id'
      : '',
  ]
  return `lead_facts f ${joins.join(' ')}`
}

export function leadConditions(filters: CopyFunnelFilters): Conditions {
  const conditions = noConditions()
  wantDays(conditions, 'f.entered_at', filters)
  wantOneOf(conditions, { column: 'f.origin' }, filters.origin)
  wantOneOf(conditions, { column: 'f.segment' }, filters.segment)
  wantOneOf(conditions, { column: 'm.region' }, filters.region)
  wantOneOf(conditions, { column: 'f.campaign_id', type: 'uuid' }, filters.campaign)
  wantOneOf(conditions, { column: 'f.owner_id', type: 'uuid' }, filters.owner)
  wantOneOf(conditions, { column: 'h.key' }, filters.channel)
  return conditions
}

const count = z.number().int()
const days = z.number().nullable()
const counts = z.array(count)

/** Null where none of the group's leads concerns it: nobody won, nobody went beyond the first stage. */
const funnelRow = z.object({
  key: z.string().nullable(),
  label: z.string().nullable(),
  entered: count,
  censored: count,
  revenue: z.number().nullable(),
  reached: counts,
  won: count,
  won30: count.nullable(),
  won90: count.nullable(),
  win_mean: days,
  win_quantiles: z.tuple([days, days]).nullable(),
  lags: counts.nullable(),
  lag_means: z.array(days).nullable(),
  lag_quantiles: z.array(z.tuple([days, days]).nullable()).nullable(),
  negative: counts.nullable(),
})
export type FunnelRow = z.infer<typeof funnelRow>

/** How long the workspace has to wait until nine of ten wins have come. */
export const patience = 'select quantile_cont(days_to_win, 0.9) as days from lead_facts'

const MEDIAN_AND_P90 = '[0.5, 0.9]'

/**
 * One row a group. `reached`, `lags` and the rest hold one entry for each stage of the main line. A lead is
 * censored when it is not won and entered fewer than `censorDays` before `now`.
 */
export const funnelGroups = query({
  name: 'funnelGroups',
  parameters: z.object({
    filters: funnelFilters,
    group: grouping,
    limit: z.number().int(),
    now: z.string(),
  }),
  row: funnelRow,
  statement: ({ filters, group, limit, now }, line) => {
    const conditions = leadConditions(filters)
    const {
      key,
      text = 'e.key',
      label = text,
      names = '',
      order = 'e.entered desc, 1 nulls last',
    } = groupings[group]
    const leads = (more: string) =>
      `${leadsOf(filters, groupings[group].needs)} where ${allOf(conditions)}${more}`
    const by = group === 'none' ? '' : `group by ${key}`
    return {
      text: `
        with patience as (${patience}),
        progress as (
          select ${key} as key, f.reached, count(*) as leads,
                 count(*) filter (f.reached >= ${line.wonRank}) as won,
                 count(*) filter (f.reached < ${line.wonRank} and ${ageDays} < (select days from patience)) as censored,
                 sum(f.won_amount) as revenue
          from ${leads('')} group by ${group === 'none' ? '' : `${key}, `}f.reached),
        entered as (
          select ${group === 'none' ? 'null' : 'key'} as key, sum(leads) as entered, sum(won) as won, sum(censored) as censored, sum(revenue) as revenue,
                 ${reachedCounts(line)}
          from progress ${group === 'none' ? '' : 'group by key'}),
        wins as (select ${key} as key, ${winColumns} from ${leads(' and f.won_at is not null')} ${by}),
        lags as (select ${key} as key, ${lagColumns(line)} from ${leads(' and f.reached > 1')} ${by}),
        negatives as (select ${key} as key, ${negativeCounts(line)} from ${leads(' and f.has_negative_lag')} ${by})
        select ${text}::varchar as key, ${label}::varchar as label, e.entered::double as entered, e.won::double as won, e.reached, e.censored::double as censored,
               e.revenue::double as revenue, w.* exclude (key), l.* exclude (key), n.* exclude (key)
        from entered e
        left join wins w on w.key is not distinct from e.key
        left join lags l on l.key is not distinct from e.key
        left join negatives n on n.key is not distinct from e.key
        ${names}
        where e.entered is not null
        order by ${order} limit $limit`,
      values: { ...conditions.values, limit, now },
    }
  },
})

/** Days since the lead entered, as of `$now`. */
export const ageDays = `(epoch_us($now::timestamp) - epoch_us(f.entered_at)) / 86400e6`

const winColumns = `
  count(*) filter (f.days_to_win <= 30) as won30, count(*) filter (f.days_to_win <= 90) as won90,
  ${meanDays('f.days_to_win')} as win_mean, quantile_cont(f.days_to_win, ${MEDIAN_AND_P90}) as win_quantiles`

/** A list with one entry for each stage of the main line. */
function perStage({ stages }: MainLine, entry: (rank: number) => string): string {
  return `[${Array.from({ length: stages }, (_, index) => entry(index + 1)).join(', ')}]`
}

function reachedCounts(line: MainLine): string {
  return `${perStage(line, (rank) => `coalesce(sum(leads) filter (reached >= ${rank}), 0)::double`)} as reached`
}

const isMeasured = (rank: number) => rank > 1 && rank <= LAG_STAGES_MAX

function lagColumns(line: MainLine): string {
  const each = (entry: (lag: string) => string, otherwise: string) =>
    perStage(line, (rank) => (isMeasured(rank) ? entry(`f.lag_${rank}`) : otherwise))
  return `
    ${each((lag) => `count(${lag})`, '0')} as lags,
    ${each((lag) => meanDays(lag), 'null::double')} as lag_means,
    ${each((lag) => `quantile_cont(${lag}, ${MEDIAN_AND_P90})`, 'null::double[]')} as lag_quantiles`
}

function negativeCounts(line: MainLine): string {
  const negatives = perStage(line, (rank) => (isMeasured(rank) ? `count(*) filter (f.lag_${rank} < 0)` : '0'))
  return `${negatives} as negative`
}
