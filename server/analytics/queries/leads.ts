/** Exactly the leads that a figure of the funnel counts. */
import { z } from 'zod'
import type { MainLine } from '../facts.ts'
import { LAG_STAGES_MAX } from '../shape.ts'
import { ageDays, funnelFilters, grouping, groupings, leadConditions, leadsOf, patience } from './funnel.ts'
import { allOf, query, wantOneOf } from './query.ts'
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
      text: `select count(*) as total from ${leadsOf(parameters.filters, tablesOf(parameters))} where ${allOf(conditions)}`,
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
        select f.lead_id::varchar as id, epoch_us(f.entered_at)::varchar as entered,
               ${lagOf(rankOf(parameters, line))} as lag, f.days_to_win
        from ${leadsOf(parameters.filters, tablesOf(parameters))} where ${allOf(conditions)}
        order by f.entered_at desc, f.lead_id desc limit $limit`,
      values: { ...conditions.values, limit },
    }
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

function wantGroup(conditions: Conditions, { group, key }: Cell): void {
  if (key === undefined || group === 'none') return
  if (group === 'month') {
    conditions.texts.push(key === '' ? 'f.month is null' : `strftime(f.month, '%Y-%m') = $month`)
    if (key !== '') conditions.values['month'] = key
    return
  }
  const column = group === 'channel' ? 'h.key' : groupings[group].key
  wantOneOf(conditions, { column, type: groupings[group].type }, [key])
}

/** A channel is known by its key, which the leads themselves do not carry. */
function tablesOf({ group }: Cell): 'members' | 'channels' | undefined {
  return group === 'channel' ? 'channels' : groupings[group].needs
}

/** The stage's place on the main line; 0 for a stage that is not on it, or none. */
function rankOf({ stage }: Pick<Cell, 'stage'>, { stageIds }: MainLine): number {
  return stage === undefined ? 0 : stageIds.indexOf(stage) + 1
}

function lagOf(rank: number): string {
  return rank > 1 && rank <= LAG_STAGES_MAX ? `f.lag_${rank}` : 'null::double'
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
      return 'f.days_to_win <= 30'
    case 'won-within-90-days':
      return 'f.days_to_win <= 90'
    case 'censored':
      return `f.reached < ${wonRank} and ${ageDays} < (${patience})`
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
      return `${lagOf(rank)} is not null`
    default:
      return `${lagOf(rank)} < 0`
  }
}
