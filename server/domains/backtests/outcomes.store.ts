import { run } from '../../platform/database.ts'
import type { Scope } from '../../platform/database.ts'
import type { Outcome } from './rules/tally.ts'

type OutcomeRow = {
  readonly leadId: string
  readonly accepted: boolean
  readonly wonAt: number | null
  readonly cents: number
}

/**
 * What became of leads that got anywhere. A lead counts as accepted when sales said so or when it reached a stage of
 * the main line that sales owns, as won by its first won deal or by a stage that is won; of deals in the currency of
 * the workspace the amounts are added.
 */
const outcomesQuery = `
with reached as (
  select s.lead_id, bool_or(g.team = 'sales') as accepted, min(s.at) filter (where g.won) as won_at
  from stage_changes s join stages g on g.workspace_id = $1 and g.id = s.to_stage_id
  where s.workspace_id = $1 and g.line = 'main' and (g.team = 'sales' or g.won)
  group by s.lead_id
), said as (
  select distinct lead_id from lead_acceptances where workspace_id = $1 and outcome = 'accepted'
), sold as (
  select d.lead_id, min(coalesce(d.closed_at, d.stage_since)) as won_at,
         coalesce(sum(d.amount) filter (where d.currency = w.currency), 0) as amount
  from deals d join workspaces w on w.id = $1
  where d.workspace_id = $1 and d.outcome = 'won' and d.deleted_at is null and d.lead_id is not null
  group by d.lead_id
)
select lead_id as "leadId", coalesce(r.accepted, false) or a.lead_id is not null as accepted,
       (extract(epoch from least(r.won_at, d.won_at)) * 1000)::float8 as "wonAt", (coalesce(d.amount, 0) * 100)::float8 as cents
from reached r full join said a using (lead_id) full join sold d using (lead_id)`

/** Everything is read from its beginning to its end; fetched by an index, a million leads take ten times as long. */
const planning = { random_page_cost: '8', work_mem: '192MB' } as const

/** What became of every lead that got anywhere, by its id. */
export async function selectOutcomes(scope: Scope): Promise<Map<string, Outcome>> {
  for (const setting of Object.entries(planning))
    await run(scope.tx, 'select set_config($1, $2, true)', setting)
  const rows = await run<OutcomeRow>(scope.tx, outcomesQuery, [scope.workspaceId])
  for (const name of Object.keys(planning)) await run(scope.tx, `set local ${name} to default`)
  return new Map(
    rows.map(({ leadId, accepted, wonAt, cents }) => [leadId, { accepted, wonAt, cents: Math.round(cents) }]),
  )
}
