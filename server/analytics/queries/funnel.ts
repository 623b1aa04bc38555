/** The funnel: who entered, how far they came, how long it took. It rests on `lead_facts` and `lead_lags`. */
import { z } from 'zod'
import type { MainLine } from '../facts.ts'
import { daysOf, MICROSECONDS_A_DAY } from './mean.ts'
import { funnelFilters, grouping, groupings, leadConditions, leadsIn } from './lead-groups.ts'
import { allOf, query } from './query.ts'

const count = z.number().int()
const days = z.number().nullable()
const counts = z.array(count)

/** Null where none of the group's leads concerns it: nobody won, nobody went beyond the first stage. */
const funnelRow = z.object({
  /** The row of all groups together; it comes first. */
  is_total: z.boolean(),
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
export const patience = `select ${daysOf('quantile_cont(win_microseconds, 0.9)')} as days from lead_facts`

/**
 * All leads together, and then one row a group, up to a limit of groups. `reached`, `lags` and the rest hold one entry
 * for each stage of the main line. A lead is censored when it is not won and entered fewer than `censorDays` before
 * `now`. Nothing is kept but the summary of each lead: every figure is counted over the leads that the filters leave.
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
    const { key, text, label = text, names = '', order = 'e.entered desc, 4 nulls last' } = groupings[group]
    const from = (table: 'lead_facts' | 'lead_lags') => `${leadsIn(table, group)} where ${allOf(conditions)}`
    const grouped = groupedBy(group === 'none' ? undefined : key)
    const ofProgress = groupedBy(group === 'none' ? undefined : 'key')
    return {
      text: `
        with progress as (
          select ${key} as key, f.reached, count(*) as leads, count(*) filter (${isYoung}) as young, sum(f.won_amount) as revenue
          from ${from('lead_facts')} group by ${group === 'none' ? '' : `${key}, `}f.reached),
        entered as (
          select ${ofProgress.head}, sum(leads) as entered, coalesce(sum(leads) filter (reached >= ${line.wonRank}), 0) as won,
                 coalesce(sum(young) filter (reached < ${line.wonRank}), 0) as censored, sum(revenue) as revenue,
                 ${reachedCounts(line)}
          from progress ${ofProgress.by()}),
        wins as (
          select ${grouped.head}, ${winColumns} from ${from('lead_facts')} and f.win_microseconds is not null ${grouped.by()}),
        steps as (
          select ${grouped.head}, f.rank, count(*) as lags, sum(f.lag_microseconds) as total,
                 count(*) filter (f.lag_microseconds < 0) as negative, ${medianAndP90('f.lag_microseconds')} as quantiles
          from ${from('lead_lags')} ${grouped.by('f.rank')}),
        lags as (select is_total, key, ${lagColumns(line)} from steps group by is_total, key)
        select e.entered::double as entered, e.won::double as won, e.is_total, ${text}::varchar as key, ${label}::varchar as label,
               e.reached, e.censored::double as censored, e.revenue::double as revenue, w.* exclude (is_total, key), l.* exclude (is_total, key)
        from entered e
        left join wins w on w.is_total = e.is_total and w.key is not distinct from e.key
        left join lags l on l.is_total = e.is_total and l.key is not distinct from e.key
        ${names}
        where e.entered is not null
        order by e.is_total desc, ${order} limit $limit`,
      values: { ...conditions.values, limit: limit + 1, now },
    }
  },
})

/** How to count over each group and over all of them in one pass; without a key there is only the whole. */
function groupedBy(key: string | undefined): { head: string; by: (more?: string) => string } {
  if (key === undefined) {
    return {
      head: 'true as is_total, null::integer as key',
      by: (more) => (more === undefined ? '' : `group by ${more}`),
    }
  }
  return {
    head: `grouping(${key}) = 1 as is_total, ${key} as key`,
    by: (more) =>
      more === undefined
        ? `group by grouping sets ((${key}), ())`
        : `group by grouping sets ((${key}, ${more}), (${more}))`,
  }
}

/** Whether the lead entered fewer days before `$now` than the patience lasts; without wins nobody knows it. */
export const isYoung = `f.entered_at > (
  select make_timestamp(floor(epoch_us($now::timestamp) - quantile_cont(win_microseconds, 0.9))::bigint) from lead_facts)`

const QUANTILES = '[0.5, 0.9]'

/** Interpolated as PostgreSQL's `percentile_cont` does, in days. */
function medianAndP90(microseconds: string): string {
  return `list_transform(quantile_cont(${microseconds}, ${QUANTILES}), lambda each: ${daysOf('each')})`
}

const winColumns = `
  count(*) filter (f.win_microseconds <= ${30 * MICROSECONDS_A_DAY}) as won30,
  count(*) filter (f.win_microseconds <= ${90 * MICROSECONDS_A_DAY}) as won90,
  ${daysOf('sum(f.win_microseconds)::double')} / count(*) as win_mean, ${medianAndP90('f.win_microseconds')} as win_quantiles`

/** A list with one entry for each stage of the main line. */
function perStage({ stages }: MainLine, entry: (rank: number) => string): string {
  return `[${Array.from({ length: stages }, (_, index) => entry(index + 1)).join(', ')}]`
}

function reachedCounts(line: MainLine): string {
  return `${perStage(line, (rank) => `coalesce(sum(leads) filter (reached >= ${rank}), 0)::double`)} as reached`
}

/** `steps` holds one row a group and stage with lags. Sums are whole microseconds, the same in whatever order. */
function lagColumns(line: MainLine): string {
  return `
    ${perStage(line, countAt('lags'))} as lags, ${perStage(line, countAt('negative'))} as negative,
    ${perStage(line, figureAt(`${daysOf('total::double')} / lags`))} as lag_means,
    ${perStage(line, figureAt('quantiles'))} as lag_quantiles`
}

function figureAt(figure: string): (rank: number) => string {
  return (rank) => `any_value(${figure}) filter (rank = ${rank})`
}

function countAt(figure: string): (rank: number) => string {
  return (rank) => `coalesce(any_value(${figure}) filter (rank = ${rank}), 0)`
}
