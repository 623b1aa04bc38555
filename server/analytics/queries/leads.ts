/** Exactly the leads that a figure of the funnel counts. */
import { z } from 'zod'
import type { MainLine } from '../facts.ts'
import { isYoung } from './funnel.ts'
import { funnelFilters, grouping, leadConditions, wantGroup } from './lead-groups.ts'
import { daysOf, MICROSECONDS_A_DAY } from './mean.ts'
import { numberFields, numberRow, numbersOf } from './numbers.ts'
import { allOf, query } from './query.ts'
import type { Conditions } from './query.ts'

const cell = z.enum([
  'entered',
  'won',
  'open',
  'lost',
  'won-within-30-days',
  'won-within-90-days',
  'censored',
  'reached',
  'stopped',
  'stopped-open',
  'stopped-lost',
  'lag-measured',
  'lag-negative',
])

const cellParameters = z.object({
  filters: funnelFilters,
  group: grouping,
  key: z.string().optional(),
  cell,
  stage: z.number().int().optional(),
  now: z.string(),
})
type Cell = z.infer<typeof cellParameters>

export const cellSize = query({
  name: 'cellSize',
  parameters: cellParameters,
  row: z.object({ total: z.number().int() }),
  statement: (parameters, line) => {
    const conditions = cellConditions(parameters, line)
    return {
      text: `select count(*) as total from lead_facts f where ${allOf(conditions)}`,
      values: conditions.values,
    }
  },
})

/** Newest entry first. `entered` is in microseconds as text, for the next page's `after`. */
export const cellLeads = query({
  name: 'cellLeads',
  parameters: cellParameters.extend({
    limit: z.number().int(),
    after: z.object({ entered: z.string().regex(/^-?\d{1,18}$/), id: z.uuid() }).optional(),
  }),
  row: z.object({
    id: z.uuid(),
    entered: z.string(),
    lag: z.number().nullable(),
    days_to_win: z.number().nullable(),
  }),
  statement: ({ limit, after, ...parameters }, line) => {
    const conditions = cellConditions(parameters, line)
    if (after !== undefined) {
      conditions.texts.push('(f.entered_at, f.lead_id) < (make_timestamp($entered::bigint), $id::uuid)')
      conditions.values['entered'] = after.entered
      conditions.values['id'] = after.id
    }
    return {
      text: `
        with page as (
          select f.lead_no, f.lead_id, f.entered_at, f.win_microseconds from lead_facts f where ${allOf(conditions)}
          order by f.entered_at desc, f.lead_id desc limit $limit)
        select p.lead_id::varchar as id, epoch_us(p.entered_at)::varchar as entered,
               ${daysOf('g.lag_microseconds')} as lag, ${daysOf('p.win_microseconds')} as days_to_win
        from page p left join lead_lags g on g.lead_no = p.lead_no and g.rank = ${rankOf(parameters, line)}
        order by p.entered_at desc, p.lead_id desc`,
      values: { ...conditions.values, limit },
    }
  },
})

/** What the custom numbers of these leads come to. */
export const cellNumbers = query({
  name: 'cellNumbers',
  parameters: cellParameters.extend({ fields: numberFields }),
  row: numberRow,
  statement: ({ fields, ...parameters }, line) => {
    const conditions = cellConditions(parameters, line)
    const tables = 'lead_facts f join leads l on l.no = f.lead_no'
    return { text: numbersOf(fields, { tables, custom: 'l.custom', conditions }), values: conditions.values }
  },
})

function cellConditions(parameters: Cell, line: MainLine): Conditions {
  const conditions = leadConditions(parameters.filters)
  wantGroup(conditions, parameters)
  const condition = cellCondition(parameters.cell, rankOf(parameters, line), line)
  conditions.texts.push(condition)
  if (condition.includes('$now')) conditions.values['now'] = parameters.now
  return conditions
}

/** The stage's place on the main line; 0 for a stage that is not on it, or none. */
function rankOf({ stage }: Pick<Cell, 'stage'>, { stageIds }: MainLine): number {
  return stage === undefined ? 0 : stageIds.indexOf(stage) + 1
}

function cellCondition(of: Cell['cell'], rank: number, { wonRank }: MainLine): string {
  switch (of) {
    case 'entered':
      return 'true'
    case 'won':
      return `f.reached >= ${wonRank}`
    case 'open':
      return `f.reached < ${wonRank} and not f.left_line`
    case 'lost':
      return `f.reached < ${wonRank} and f.left_line`
    case 'won-within-30-days':
      return `f.win_microseconds <= ${30 * MICROSECONDS_A_DAY}`
    case 'won-within-90-days':
      return `f.win_microseconds <= ${90 * MICROSECONDS_A_DAY}`
    case 'censored':
      return `f.reached < ${wonRank} and ${isYoung}`
    default:
      return rank === 0 ? 'false' : stageCondition(of, rank)
  }
}

function stageCondition(of: Cell['cell'], rank: number): string {
  switch (of) {
    case 'reached':
      return `f.reached >= ${rank}`
    case 'stopped':
      return `f.reached = ${rank}`
    case 'stopped-open':
      return `f.reached = ${rank} and not f.left_line`
    case 'stopped-lost':
      return `f.reached = ${rank} and f.left_line`
    case 'lag-measured':
      return withLag(rank)
    default:
      return withLag(rank, 'and lag_microseconds < 0')
  }
}

function withLag(rank: number, more = ''): string {
  return `f.lead_no in (select lead_no from lead_lags where rank = ${rank} ${more})`
}
