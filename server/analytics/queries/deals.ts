/** Won, lost and open deals, and exactly the deals that each of these figures counts. */
import { z } from 'zod'
import { meanDays } from './mean.ts'
import { numberFields, numberRow, numbersOf } from './numbers.ts'
import { allOf, noConditions, query, wantOneOf } from './query.ts'
import type { Conditions } from './query.ts'

const filters = z.object({
  from: z.string().optional(),
  to: z.string().optional(),
  pipeline: z.string().optional(),
  owner: z.string().optional(),
  product: z.string().optional(),
  region: z.string().optional(),
})
type Filters = z.infer<typeof filters>

const groupingNames = ['none', 'quarter', 'month', 'region', 'owner', 'product', 'stage'] as const
const grouping = z.enum(groupingNames)

/** Only closed deals have a period; an open one stands in the group without a key. */
const closedIn = (format: string) => `case when d.outcome <> 'open' then ${format} end`

type Grouping = {
  readonly key: string
  readonly label?: string
  readonly order: string
  readonly type?: 'uuid'
}
const byRevenue = 'revenue desc nulls last, counted desc, key'
const groupings: Readonly<Record<(typeof groupingNames)[number], Grouping>> = {
  none: { key: 'null::varchar', order: 'key' },
  quarter: {
    key: closedIn(`strftime(d.closed_at, '%Y-Q') || quarter(d.closed_at)`),
    order: 'key nulls last',
  },
  month: { key: closedIn(`strftime(d.closed_at, '%Y-%m')`), order: 'key nulls last' },
  region: { key: 'm.region', order: byRevenue },
  owner: { key: 'd.owner_id', type: 'uuid', label: 'any_value(m.name)', order: byRevenue },
  product: { key: 'd.product_id', type: 'uuid', label: 'any_value(p.name)', order: byRevenue },
  stage: { key: 'd.stage_id', type: 'uuid', label: 'any_value(s.name)', order: 'any_value(s.position), key' },
}

const tables = `
  deals d left join members m on m.id = d.owner_id left join products p on p.id = d.product_id
  left join pipeline_stages s on s.id = d.stage_id, workspace w`

function dealConditions(wanted: Filters): Conditions {
  const conditions = noConditions()
  conditions.texts.push('not d.deleted')
  const days = [
    wanted.from === undefined ? undefined : 'd.closed_at >= $from_day::date',
    wanted.to === undefined ? undefined : 'd.closed_at < $to_day::date + 1',
  ].filter((text) => text !== undefined)
  if (days.length > 0) conditions.texts.push(`(d.outcome = 'open' or (${days.join(' and ')}))`)
  if (wanted.from !== undefined) conditions.values['from_day'] = wanted.from
  if (wanted.to !== undefined) conditions.values['to_day'] = wanted.to
  wantOneOf(conditions, { column: 'd.pipeline_id', type: 'uuid' }, listed(wanted.pipeline))
  wantOneOf(conditions, { column: 'd.owner_id', type: 'uuid' }, listed(wanted.owner))
  wantOneOf(conditions, { column: 'd.product_id', type: 'uuid' }, listed(wanted.product))
  wantOneOf(conditions, { column: 'm.region' }, listed(wanted.region))
  return conditions
}

function listed(value: string | undefined): string[] | undefined {
  return value === undefined ? undefined : [value]
}

const count = z.number().int()
const figure = z.number().nullable()

export const dealGroups = query({
  name: 'dealGroups',
  parameters: z.object({ filters, group: grouping, limit: z.number().int() }),
  row: z.object({
    key: z.string().nullable(),
    label: z.string().nullable(),
    counted: count,
    open: count,
    won: count,
    lost: count,
    other_currency: count,
    revenue: figure,
    average_won: figure,
    win_rate: figure,
    win_rate_by_value: figure,
    open_value: figure,
    won_cycle_mean: figure,
    won_cycle_median: figure,
    lost_cycle_mean: figure,
    lost_cycle_median: figure,
    velocity: figure,
  }),
  statement: ({ filters: wanted, group, limit }) => {
    const conditions = dealConditions(wanted)
    const { key, label = key, order } = groupings[group]
    return {
      text: `
        with chosen as (
          select d.*, case when d.currency = w.currency then d.amount end as value, m.name, m.region,
                 (epoch_us(d.closed_at) - epoch_us(d.opened_at)) / 86400e6 as cycle,
                 d.amount is not null and d.currency <> w.currency as is_other
          from ${tables} where ${allOf(conditions)})
        select *, open * average_won * win_rate / nullif(won_cycle_mean, 0) as velocity
        from (select ${key}::varchar as key, (${label})::varchar as label, ${dealFigures}
              from chosen d left join members m on m.id = d.owner_id left join products p on p.id = d.product_id
              left join pipeline_stages s on s.id = d.stage_id
              ${group === 'none' ? '' : `group by ${key}`} order by ${order} limit $limit)`,
      values: { ...conditions.values, limit },
    }
  },
})

export type DealGroupRow = z.output<typeof dealGroups.row>

const won = `filter (d.outcome = 'won')`
const lost = `filter (d.outcome = 'lost')`

/** The formulas of the registry; sums of money are decimals until they are told. Division by zero is null. */
const dealFigures = `
  count(*) as counted, count(*) filter (d.outcome = 'open') as open, count(*) ${won} as won, count(*) ${lost} as lost,
  count(*) filter (d.is_other) as other_currency,
  (sum(d.value) ${won})::double as revenue,
  (sum(d.value) ${won})::double / nullif(count(d.value) ${won}, 0) as average_won,
  (count(*) ${won})::double / nullif(count(*) filter (d.outcome <> 'open'), 0) as win_rate,
  coalesce(sum(d.value) ${won}, 0)::double / nullif(sum(d.value) filter (d.outcome <> 'open'), 0)::double as win_rate_by_value,
  (sum(d.value) filter (d.outcome = 'open'))::double as open_value,
  ${meanDays('d.cycle', won)} as won_cycle_mean, quantile_cont(d.cycle, 0.5) ${won} as won_cycle_median,
  ${meanDays('d.cycle', lost)} as lost_cycle_mean, quantile_cont(d.cycle, 0.5) ${lost} as lost_cycle_median`

const cellParameters = z.object({
  filters,
  group: grouping,
  key: z.string().optional(),
  cell: z.enum(['counted', 'won', 'lost', 'open', 'other-currency']),
})
type Cell = z.infer<typeof cellParameters>

const cellTexts: Readonly<Record<Cell['cell'], string>> = {
  counted: 'true',
  won: `d.outcome = 'won'`,
  lost: `d.outcome = 'lost'`,
  open: `d.outcome = 'open'`,
  'other-currency': 'd.amount is not null and d.currency <> w.currency',
}

export const dealCellSize = query({
  name: 'dealCellSize',
  parameters: cellParameters,
  row: z.object({ total: count }),
  statement: (parameters) => {
    const conditions = cellConditions(parameters)
    return {
      text: `select count(*) as total from ${tables} where ${allOf(conditions)}`,
      values: conditions.values,
    }
  },
})

/** Newest first; `created` is in microseconds as text, for the next page's `after`. */
export const dealCell = query({
  name: 'dealCell',
  parameters: cellParameters.extend({
    limit: z.number().int(),
    after: z.object({ created: z.string().regex(/^-?\d{1,18}$/), id: z.uuid() }).optional(),
  }),
  row: z.object({ id: z.uuid(), created: z.string() }),
  statement: ({ limit, after, ...parameters }) => {
    const conditions = cellConditions(parameters)
    if (after !== undefined) {
      conditions.texts.push('(d.created_at, d.id) < (make_timestamp($created::bigint), $id::uuid)')
      conditions.values['created'] = after.created
      conditions.values['id'] = after.id
    }
    return {
      text: `
        select d.id::varchar as id, epoch_us(d.created_at)::varchar as created from ${tables}
        where ${allOf(conditions)} order by d.created_at desc, d.id desc limit $limit`,
      values: { ...conditions.values, limit },
    }
  },
})

/** What the custom numbers of these deals come to. */
export const dealNumbers = query({
  name: 'dealNumbers',
  parameters: cellParameters.extend({ fields: numberFields }),
  row: numberRow,
  statement: ({ fields, ...parameters }) => {
    const conditions = cellConditions(parameters)
    return { text: numbersOf(fields, { tables, custom: 'd.custom', conditions }), values: conditions.values }
  },
})

function cellConditions({ filters: wanted, group, key, cell }: Cell): Conditions {
  const conditions = dealConditions(wanted)
  conditions.texts.push(cellTexts[cell])
  const { key: column, type } = groupings[group]
  if (key !== undefined && group !== 'none') wantOneOf(conditions, { column, type }, [key])
  return conditions
}
