/**
 * The figures once more, as plain PostgreSQL over the tables themselves: no copy, no summary. Tests hold the
 * product equal to these, and benchmarks run them beside it. They ask as the owner and name the workspace.
 */
import type { ClientBase, Pool } from 'pg'

export type Asker = Pick<ClientBase, 'query'> | Pick<Pool, 'query'>

const QUARTER = `to_char(d.closed_at at time zone 'UTC', 'YYYY"-Q"Q')`
const MONTH = `to_char(d.closed_at at time zone 'UTC', 'YYYY-MM')`

/** Only a funnel by channel reads touches at all. */
const arrivals = `
  arrivals as (
    select distinct on (person) coalesce(c.merged_into_id, c.id) as person, h.key as channel
    from touches t join contacts c on c.workspace_id = $1 and c.id = t.contact_id
    left join channels h on h.workspace_id = $1 and h.id = t.channel_id
    where t.workspace_id = $1 order by person, t.occurred_at, t.id),`
const noArrivals = 'arrivals as (select null::uuid as person, null::text as channel where false),'

/** One row a lead: group keys, furthest rank, days to win. */
const leadProgress = (byChannel: boolean) => `
  ranks as (
    select id, won, row_number() over (order by position, id) as rank from stages where workspace_id = $1 and line = 'main'),
  entries as (
    select c.lead_id, r.rank, r.won, min(c.at) as at
    from stage_changes c join ranks r on r.id = c.to_stage_id where c.workspace_id = $1 group by 1, 2, 3),
  lags as (
    select lead_id, rank, won, at,
           extract(epoch from at - lag(at) over (partition by lead_id order by rank))::float8 / 86400 as days
    from entries),
  progress as (
    select lead_id, max(rank) as reached, min(at) filter (where won) as won_at from lags group by 1),
  sales as (
    select d.lead_id, sum(d.amount) as amount from deals d join workspaces w on w.id = d.workspace_id
    where d.workspace_id = $1 and d.outcome = 'won' and d.deleted_at is null and d.currency = w.currency group by 1),
  ${byChannel ? arrivals : noArrivals}
  facts as (
    select l.id, l.entered_at, to_char(l.entered_at at time zone 'UTC', 'YYYY-MM') as month, nullif(l.origin, '') as origin, nullif(l.landing_page, '') as landing_page,
           nullif(l.segment, '') as segment, l.campaign_id::text as campaign, l.owner_id::text as owner,
           nullif(m.region, '') as region, a.channel, coalesce(p.reached, 0) as reached, p.won_at, s.amount,
           st.line = 'exit' as left_line,
           extract(epoch from p.won_at - l.entered_at)::float8 / 86400 as days_to_win
    from leads l
    join contacts c on c.workspace_id = $1 and c.id = l.contact_id
    join stages st on st.workspace_id = $1 and st.id = l.stage_id
    left join progress p on p.lead_id = l.id
    left join sales s on s.lead_id = l.id
    left join members m on m.workspace_id = $1 and m.id = l.owner_id
    left join arrivals a on a.person = coalesce(c.merged_into_id, c.id)
    where l.workspace_id = $1 and l.deleted_at is null)`

export type PlainFunnelRow = {
  readonly key: string | null
  readonly entered: number
  readonly won: number
  readonly won30: number
  readonly won90: number
  readonly win_mean: number | null
  readonly win_median: number | null
  readonly win_p90: number | null
  readonly revenue: number | null
  readonly stages: readonly PlainStage[]
}
export type PlainStage = {
  readonly rank: number
  readonly reached: number
  readonly lags: number
  readonly negative: number
  readonly mean: number | null
  readonly median: number | null
  readonly p90: number | null
}

/** The funnel by one of its groups. */
export async function plainFunnel(
  asker: Asker,
  workspaceId: number,
  group: string,
): Promise<PlainFunnelRow[]> {
  const key = group === 'none' ? 'null::text' : `f.${group.replace('-', '_')}`
  const { rows } = await asker.query(
    `with ${leadProgress(group === 'channel')},
     reached as (
       select ${key} as key, r.rank, count(*)::int as reached
       from facts f join ranks r on r.rank <= f.reached group by 1, 2),
     measured as (
       select ${key} as key, l.rank, count(*)::int as lags, count(*) filter (where l.days < 0)::int as negative,
              avg(l.days) as mean, percentile_cont(0.5) within group (order by l.days) as median,
              percentile_cont(0.9) within group (order by l.days) as p90
       from lags l join facts f on f.id = l.lead_id where l.days is not null group by 1, 2),
     grouped as (
       select ${key} as key, count(*)::int as entered,
              count(*) filter (where f.reached >= (select min(rank) from ranks where won))::int as won,
              count(*) filter (where days_to_win <= 30)::int as won30, count(*) filter (where days_to_win <= 90)::int as won90,
              avg(days_to_win) as win_mean, percentile_cont(0.5) within group (order by days_to_win) as win_median,
              percentile_cont(0.9) within group (order by days_to_win) as win_p90, sum(amount)::float8 as revenue
       from facts f group by 1)
     select g.*, (
       select json_agg(json_build_object('rank', r.rank, 'reached', coalesce(c.reached, 0), 'lags', coalesce(m.lags, 0),
                'negative', coalesce(m.negative, 0), 'mean', m.mean, 'median', m.median, 'p90', m.p90) order by r.rank)
       from ranks r
       left join reached c on c.rank = r.rank and c.key is not distinct from g.key
       left join measured m on m.rank = r.rank and m.key is not distinct from g.key) as stages
     from grouped g`,
    [workspaceId],
  )
  return rows
}

export type PlainDealRow = {
  readonly key: string | null
  readonly counted: number
  readonly open: number
  readonly won: number
  readonly lost: number
  readonly revenue: number | null
  readonly average_won: number | null
  readonly win_rate: number | null
  readonly win_rate_by_value: number | null
  readonly open_value: number | null
  readonly won_cycle_mean: number | null
  readonly won_cycle_median: number | null
  readonly lost_cycle_mean: number | null
  readonly lost_cycle_median: number | null
}

const dealKeys: Readonly<Record<string, string>> = {
  none: 'null::text',
  quarter: `case when d.outcome <> 'open' then ${QUARTER} end`,
  month: `case when d.outcome <> 'open' then ${MONTH} end`,
  region: `nullif(m.region, '')`,
  owner: 'd.owner_id::text',
  product: 'd.product_id::text',
  stage: 'd.stage_id::text',
}

/** The pipeline by one of its groups. */
export async function plainPipeline(
  asker: Asker,
  workspaceId: number,
  group: string,
): Promise<PlainDealRow[]> {
  const amount = 'case when d.currency = w.currency then d.amount end'
  const cycle = 'extract(epoch from d.closed_at - d.opened_at)::float8 / 86400'
  const { rows } = await asker.query(
    `select ${dealKeys[group]} as key, count(*)::int as counted, count(*) filter (where outcome = 'open')::int as open,
            count(*) filter (where outcome = 'won')::int as won, count(*) filter (where outcome = 'lost')::int as lost,
            (sum(${amount}) filter (where outcome = 'won'))::float8 as revenue,
            (avg(${amount}) filter (where outcome = 'won'))::float8 as average_won,
            (count(*) filter (where outcome = 'won'))::float8 / nullif(count(*) filter (where outcome <> 'open'), 0) as win_rate,
            coalesce(sum(${amount}) filter (where outcome = 'won'), 0)::float8
              / nullif(sum(${amount}) filter (where outcome <> 'open'), 0)::float8 as win_rate_by_value,
            (sum(${amount}) filter (where outcome = 'open'))::float8 as open_value,
            avg(${cycle}) filter (where outcome = 'won') as won_cycle_mean,
            percentile_cont(0.5) within group (order by ${cycle}) filter (where outcome = 'won') as won_cycle_median,
            avg(${cycle}) filter (where outcome = 'lost') as lost_cycle_mean,
            percentile_cont(0.5) within group (order by ${cycle}) filter (where outcome = 'lost') as lost_cycle_median
     from deals d join workspaces w on w.id = d.workspace_id left join members m on m.workspace_id = $1 and m.id = d.owner_id
     where d.workspace_id = $1 and d.deleted_at is null group by 1`,
    [workspaceId],
  )
  return rows
}

export type PlainCampaignRow = {
  readonly key: string | null
  readonly spend: number | null
  readonly touches: number
  readonly people: number
  readonly leads: number
  readonly won: number
  readonly revenue: number | null
}

/** What each campaign cost and brought. */
export async function plainCampaigns(asker: Asker, workspaceId: number): Promise<PlainCampaignRow[]> {
  const { rows } = await asker.query(
    `with ${leadProgress(false)},
     spent as (select campaign_id::text as key, sum(amount)::float8 as spend from campaign_spend where workspace_id = $1 group by 1),
     touched as (
       select t.campaign_id::text as key, count(*)::int as touches, count(distinct coalesce(c.merged_into_id, c.id))::int as people
       from touches t join contacts c on c.workspace_id = $1 and c.id = t.contact_id where t.workspace_id = $1 group by t.campaign_id),
     entered as (
       select campaign as key, count(*)::int as leads, count(*) filter (where won_at is not null)::int as won from facts group by 1),
     sold as (
       select coalesce(l.campaign_id, d.campaign_id)::text as key, sum(d.amount)::float8 as revenue
       from deals d join workspaces w on w.id = $1
       left join leads l on l.workspace_id = $1 and l.id = d.lead_id and l.deleted_at is null
       where d.workspace_id = $1 and d.deleted_at is null and d.outcome = 'won' and d.currency = w.currency group by 1)
     select k.key, s.spend, coalesce(t.touches, 0) as touches, coalesce(t.people, 0) as people,
            coalesce(e.leads, 0) as leads, coalesce(e.won, 0) as won, r.revenue
     from (select id::text as key from campaigns where workspace_id = $1 and deleted_at is null union all select null) k
     left join spent s on s.key = k.key
     left join touched t on t.key is not distinct from k.key
     left join entered e on e.key is not distinct from k.key
     left join sold r on r.key is not distinct from k.key`,
    [workspaceId],
  )
  return rows
}
