/** By what leads are filtered and grouped, alike over `lead_facts` and `lead_lags`, which are both called `f`. */
import { z } from 'zod'
import { MONTH_ZERO } from '../shape.ts'
import { noConditions, wantDays, wantNamed } from './query.ts'
import type { Conditions, Names } from './query.ts'

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

const named = {
  origin: { column: 'f.origin_no', table: 'origins', number: 'no', name: 'name' },
  // Landing pages are grouped by seldom and can be many, so they have no numbers of their own.
  'landing-page': { column: 'f.lead_no', table: 'leads', number: 'no', name: 'landing_page' },
  segment: { column: 'f.segment_no', table: 'segments', number: 'no', name: 'name' },
  campaign: { column: 'f.campaign_no', table: 'campaigns', number: 'no', name: 'id', type: 'uuid' },
  owner: { column: 'f.owner_no', table: 'members', number: 'no', name: 'id', type: 'uuid' },
  region: { column: 'f.owner_no', table: 'members', number: 'no', name: 'region' },
  channel: { column: 'f.channel_id', table: 'channels', number: 'id', name: 'key' },
} as const satisfies Readonly<Record<string, Names>>

/** Narrows leads to those that every filter leaves. */
export function leadConditions(filters: CopyFunnelFilters): Conditions {
  const conditions = noConditions()
  wantDays(conditions, 'f.entered_at', filters)
  for (const field of namedFields) wantNamed(conditions, named[field], filters[field])
  return conditions
}

const namedFields = ['origin', 'segment', 'campaign', 'owner', 'region', 'channel'] as const

type Grouping = {
  /** The number that leads are grouped by. */
  readonly key: string
  /** The key as text and the label of a group `e`, with the table `g` that knows its name. */
  readonly text: string
  readonly label?: string
  readonly names?: string
  readonly order?: string
}

const groupingNames = [
  'month',
  'origin',
  'landing-page',
  'campaign',
  'segment',
  'owner',
  'region',
  'channel',
  'none',
] as const
export const grouping = z.enum(groupingNames)
export type CopyGrouping = (typeof groupingNames)[number]

export const groupings: Readonly<Record<CopyGrouping, Grouping>> = {
  month: { key: 'f.month', text: `strftime(${MONTH_ZERO} + to_months(e.key), '%Y-%m')`, order: 'e.key' },
  origin: namedGrouping('origin', 'g.name'),
  'landing-page': { key: 'l.landing_page', text: 'e.key' },
  segment: namedGrouping('segment', 'g.name'),
  campaign: namedGrouping('campaign', 'g.id', 'g.name'),
  owner: namedGrouping('owner', 'g.id', 'g.name'),
  region: { ...namedGrouping('region', 'g.region'), key: 'm.region_no' },
  channel: namedGrouping('channel', 'g.key', 'g.name'),
  none: { key: 'null::integer', text: 'null' },
}

function namedGrouping(field: keyof typeof named, text: string, label = text): Grouping {
  const { column, table, number } = named[field]
  return { key: column, text, label, names: `left join ${table} g on g.${number} = e.key` }
}

/** The table with what its leads are grouped by. A region goes by the number of its first member. */
export function leadsIn(table: 'lead_facts' | 'lead_lags', group: CopyGrouping): string {
  if (group === 'landing-page') return `${table} f join leads l on l.no = f.lead_no`
  if (group !== 'region') return `${table} f`
  return `
    ${table} f left join (
      select no, case when region is not null then min(no) over (partition by region) end as region_no from members
    ) m on m.no = f.owner_no`
}

/** Narrows leads to the group of this key as text; the empty string is the group without one. */
export function wantGroup(
  conditions: Conditions,
  { group, key }: { group: CopyGrouping; key?: string },
): void {
  if (key === undefined || group === 'none') return
  if (group !== 'month') return wantNamed(conditions, named[group], [key])
  if (key === '') return void conditions.texts.push('f.month is null')
  conditions.texts.push(`f.month = date_diff('month', ${MONTH_ZERO}, try_cast($month || '-01' as date))`)
  conditions.values['month'] = key
}
