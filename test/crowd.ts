/** A crowd of people, leads and deals with every peculiarity that figures have to get right. */
import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { defaultStages } from '../server/domains/leads/index.ts'

const LEADS = 300
const idOf = (workspaceId: number, kind: string, n: number) => {
  const hash = createHash('sha256').update(`${workspaceId} ${kind} ${n}`).digest('hex')
  return `0190a000-0000-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`
}

/**
 * Fills a founded workspace: blanks and the word unknown, negative lags, skipped stages, exits, merged people,
 * trashed leads, deals in another currency, without dates, without amounts, campaigns without spend or leads.
 */
export async function crowd(pool: Pool, workspaceId: number): Promise<void> {
  const ids = (kind: string, count: number) =>
    Array.from({ length: count }, (_, n) => idOf(workspaceId, kind, n))
  const say = (text: string, values: unknown[] = []) => pool.query(text, [workspaceId, ...values])
  for (const { id, key, name, buyerStep, team, line, position, won } of defaultStages) {
    await say(
      `insert into stages (workspace_id, id, key, name, name_key, buyer_step, team, line, position, won)
       values ($1, $2, $3, $4, $3, $5, $6, $7, $8, $9) on conflict do nothing`,
      [id, key, name, buyerStep, team, line, position, won],
    )
  }
  await say(
    `insert into channels (workspace_id, id, key, name, team) select $1, id, key, initcap(key), 'marketing'
     from unnest(array['web', 'email', 'social']) with ordinality as x (key, id) on conflict do nothing`,
  )
  await say(
    `with made as (insert into pipelines (workspace_id, id, name) select $1, $2, 'Crowd' returning id)
     insert into pipeline_stages (workspace_id, id, pipeline_id, name, name_key, position, outcome)
     select $1, ($3::uuid[])[n], made.id, outcome, outcome, n, outcome from made, unnest(array['open', 'won', 'lost']) with ordinality as x (outcome, n)`,
    [idOf(workspaceId, 'pipeline', 1), ids('pipeline stage', 3)],
  )
  await say(
    `insert into members (workspace_id, id, name, team, role, region) select $1, id, 'Seller ' || n, 'sales', 'member', (array['North', 'South', null])[1 + n % 3]
    from unnest($2::uuid[]) with ordinality as x (id, n)`,
    [ids('member', 5)],
  )
  await say(
    `insert into campaigns (workspace_id, id, name, name_key, created_at) select $1, id, 'Campaign ' || n, 'campaign' || n, now() from unnest($2::uuid[]) with ordinality as x (id, n)`,
    [ids('campaign', 5)],
  )
  await say(
    `insert into campaign_spend (workspace_id, campaign_id, day, amount) select $1, id, date '2025-01-01' + d, 10.01 * d from unnest($2::uuid[]) id, generate_series(1, 20) d`,
    [ids('campaign', 3)],
  )
  await say(
    `insert into products (workspace_id, id, name, name_key, created_at) select $1, id, 'Product ' || n, 'product' || n, now() from unnest($2::uuid[]) with ordinality as x (id, n)`,
    [ids('product', 3)],
  )
  await say(
    `insert into contacts (workspace_id, id, full_name, email, country, created_at) select $1, id, case when n % 9 > 0 then 'Person ' || n else '' end, case when n % 4 > 0 then 'p' || n || '@example.com' end, nullif('DE', (array['DE', ''])[1 + (n % 2)::int]), now()
    from unnest($2::uuid[]) with ordinality as x (id, n)`,
    [ids('contact', LEADS)],
  )
  await say(
    `update contacts c set merged_into_id = w.id, changed_xid = rapport_xid() from unnest($2::uuid[]) with ordinality as x (id, n) join unnest($2::uuid[]) with ordinality as w (id, n) on w.n = x.n + 1
    where c.workspace_id = $1 and c.id = x.id and x.n % 20 = 3`,
    [ids('contact', LEADS)],
  )
  await say(
    `insert into leads (workspace_id, id, contact_id, entered_at, origin, landing_page, custom, segment, campaign_id, owner_id, stage_id, stage_since, next_step, deleted_at, created_at)
    select $1, l.id, c.id, timestamptz '2025-01-01' + (l.n * 39 % 11900) * interval '1 hour', (array['social', 'unknown', null, 'Web', '=cmd', 'social', ''])[1 + l.n % 7],
      (array['/demo', '/pricing?plan=pro', null, ''])[1 + l.n % 4],
      case l.n % 3 when 0 then '{}' when 1 then jsonb_build_object('seats', 0, 'note', 'none') else jsonb_build_object('seats', l.n / 8.0, 'declared', '12.50') end,
      (array['small', 'large', null])[1 + l.n % 3], ($3::uuid[])[1 + l.n % 6], ($4::uuid[])[1 + l.n % 7], case when l.n % 11 = 0 then 22 else 1 + l.n % 7 end, now(),
      case when l.n % 2 = 0 then 'Call' end, case when l.n % 37 = 0 then now() end, now()
    from unnest($2::uuid[]) with ordinality as l (id, n) join unnest($5::uuid[]) with ordinality as c (id, n) on c.n = l.n`,
    [ids('lead', LEADS), ids('campaign', 4), ids('member', 5), ids('contact', LEADS)],
  )
  await say(
    `insert into stage_changes (workspace_id, lead_id, to_stage_id, at, kind)
    select $1, x.id, s, l.entered_at + (s - 1) * ((x.n * s * 7 % 50) - 4) * interval '5 hours', case when s = 1 then 'entry' else 'forward' end
    from unnest($2::uuid[]) with ordinality as x (id, n) join leads l on l.workspace_id = $1 and l.id = x.id, generate_series(1, (1 + x.n * 13 % 7)::int) s
    where x.n % 50 <> 0 and (x.n + s) % 5 <> 0`,
    [ids('lead', LEADS)],
  )
  await say(
    `insert into stage_changes (workspace_id, lead_id, from_stage_id, to_stage_id, at, kind, reason) select $1, x.id, 3, 2, l.entered_at + interval '300 days', 'backward', 'Not yet' from unnest($2::uuid[]) with ordinality as x (id, n) join leads l on l.workspace_id = $1 and l.id = x.id where x.n % 17 = 0`,
    [ids('lead', LEADS)],
  )
  await say(
    `insert into touches (workspace_id, contact_id, occurred_at, channel_id, campaign_id, kind, key) select $1, c.id, timestamptz '2024-12-01' + (c.n * t * 31 % 9000) * interval '1 hour',
    case when (c.n + t) % 4 > 0 then (select h.id from channels h where h.workspace_id = $1 order by h.id offset (c.n * t) % greatest(1, (select count(*) from channels where workspace_id = $1)) limit 1) end,
    ($3::uuid[])[1 + (c.n * t) % 6], 1, gen_random_uuid() from unnest($2::uuid[]) with ordinality as c (id, n), generate_series(1, (c.n % 4)::int) t`,
    [ids('contact', LEADS), ids('campaign', 4)],
  )
  await say(
    `insert into deals (workspace_id, id, name, pipeline_id, stage_id, stage_since, outcome, lead_id, campaign_id, product_id, owner_id, amount, currency, opened_at, closed_at, created_at, deleted_at, custom)
    select $1, d.id, 'Deal ' || d.n, s.pipeline_id, s.id, now(), s.outcome, case when d.n % 3 > 0 then ($3::uuid[])[d.n] end, ($4::uuid[])[1 + d.n % 6], ($5::uuid[])[1 + d.n % 4], ($6::uuid[])[1 + d.n % 6],
      case when d.n % 8 > 0 then 100.10 * d.n end, case when d.n % 10 = 0 then 'USD' else 'EUR' end, case when d.n % 6 > 0 then timestamptz '2025-02-01' + d.n * interval '1 day' end,
      case when s.outcome <> 'open' and d.n % 15 > 0 then timestamptz '2025-03-01' + d.n * interval '31 hours' end, now() - d.n * interval '1 hour', case when d.n % 25 = 0 then now() end,
      case when d.n % 3 > 0 then jsonb_build_object('declared', (d.n % 4) * 7.25) else '{}' end
    from unnest($2::uuid[]) with ordinality as d (id, n), lateral (
      select * from pipeline_stages where workspace_id = $1 order by position, id offset d.n % (select count(*) from pipeline_stages where workspace_id = $1) limit 1) s`,
    [ids('deal', 150), ids('lead', LEADS), ids('campaign', 4), ids('product', 3), ids('member', 5)],
  )
}
