/** What each campaign cost, and what came of it by the campaign that leads name. */
import { z } from 'zod'
import type { MainLine } from '../facts.ts'
import { allOf, noConditions, query, wantDays } from './query.ts'
import type { Conditions } from './query.ts'

const count = z.number().int()

export const campaignGroups = query({
  name: 'campaignGroups',
  parameters: z.object({
    from: z.string().optional(),
    to: z.string().optional(),
    campaign: z.string().optional(),
    limit: z.number().int(),
  }),
  row: z.object({
    key: z.string().nullable(),
    label: z.string().nullable(),
    spend: z.number().nullable(),
    touches: count,
    people: count,
    leads: count,
    won: count,
    deals_won: count,
    revenue: z.number().nullable(),
    cost_per_lead: z.number().nullable(),
  }),
  statement: ({ campaign, limit, ...period }, line) => {
    const { in: within, values } = periodOf(period)
    const only = campaign === undefined ? 'true' : 'g.id = try_cast($campaign as uuid)'
    return {
      text: `
        with spent as (select campaign_id as id, sum(amount) as spend from campaign_spend where ${within('day')} group by 1),
        families as (select c.no, root.no as root_no from contacts c join contacts root on root.id = c.merged_into_id),
        touched as (
          select k.id, t.touches, t.people from (
            select campaign_no, count(*) as touches, count(distinct coalesce(f.root_no, contact_no)) as people
            from touches left join families f on f.no = contact_no where ${within('occurred_at')} group by campaign_no) t
          left join campaigns k on k.no = t.campaign_no),
        entered as (${enteredBy(line, within('entered_at'))}),
        sold as (
          select coalesce(l.campaign_id, d.campaign_id) as id, count(*) as deals_won,
                 sum(d.amount) filter (d.currency = w.currency) as revenue
          from deals d left join leads l on l.id = d.lead_id and not l.deleted, workspace w
          where d.outcome = 'won' and not d.deleted and ${within('d.closed_at')} group by 1),
        known as (select id, name from campaigns where not deleted union all select null, null),
        named as (
          select coalesce(k.id, e.id) as id, coalesce(k.name, c.name) as name
          from known k full join (select id from entered union select id from sold union select id from spent) e
            on e.id is not distinct from k.id
          left join campaigns c on c.id = e.id)
        select g.id::varchar as key, g.name as label, s.spend::double as spend,
               coalesce(t.touches, 0) as touches, coalesce(t.people, 0) as people,
               coalesce(e.leads, 0) as leads, coalesce(e.won, 0) as won,
               coalesce(d.deals_won, 0) as deals_won, d.revenue::double as revenue,
               s.spend::double / nullif(e.leads, 0) as cost_per_lead
        from named g
        left join spent s on s.id = g.id
        left join touched t on t.id is not distinct from g.id
        left join entered e on e.id is not distinct from g.id
        left join sold d on d.id is not distinct from g.id
        where ${only} order by leads desc, spend desc nulls last, key nulls last limit $limit`,
      values: { ...values, limit, ...(campaign === undefined ? {} : { campaign }) },
    }
  },
})

export type CampaignRow = z.output<typeof campaignGroups.row>

function enteredBy({ wonRank }: MainLine, condition: string): string {
  return `
    select k.id, e.leads, e.won from (
      select campaign_no, count(*) as leads, count(*) filter (reached >= ${wonRank}) as won
      from lead_facts where ${condition} group by 1) e
    left join campaigns k on k.no = e.campaign_no`
}

/** The same period over several columns. */
function periodOf(period: { from?: string; to?: string }): {
  in: (column: string) => string
  values: Conditions['values']
} {
  const conditionsOf = (column: string) => {
    const conditions = noConditions()
    wantDays(conditions, column, period)
    return conditions
  }
  return { in: (column) => allOf(conditionsOf(column)), values: conditionsOf('day').values }
}
