/**
 * Makes one large workspace straight in PostgreSQL, the same for the same numbers: people with names and mails,
 * accounts, leads with dated stages, touches, deals, campaigns with spend. Connect as the owner of the tables.
 */
import type { Client } from 'pg'
import { defaultStages } from '../server/domains/leads/rules/default-stages.ts'

export type Volume = { readonly leads: number; readonly touches: number }
export type Generated = { readonly workspaceId: number; readonly seconds: number }

const TEAM_SIZE = 40
const CAMPAIGNS = 40
const CHANNELS = 8
const DAYS = 730
const LEADS_PER_ACCOUNT = 20
const LEADS_PER_DEAL = 10
const TOUCHES_PER_STATEMENT = 2_000_000
const FIRST_DAY = '2024-01-01'

const ORIGINS = [
  'organic_search',
  'paid_search',
  'social',
  'email',
  'referral',
  'direct_traffic',
  'display',
  'event',
  'unknown',
]

/** Fills a workspace of its own. Takes a minute or two for a million leads and ten million touches. */
export async function generate(client: Client, volume: Volume, { dated = false } = {}): Promise<Generated> {
  const startedAt = performance.now()
  await client.query('set synchronous_commit = off')
  await client.query(functions)
  const workspaceId = await foundWorkspace(client, dated ? datedSlugOf(volume) : slugOf(volume))
  for (const statement of [members, campaigns, channels, products, pipeline, spend]) {
    await client.query(statement(workspaceId))
  }
  await layStages(client, workspaceId)
  await client.query(drawPeople(volume))
  for (const [table, statement] of people(workspaceId, volume)) {
    await withoutIndexes(client, table, () => client.query(statement))
  }
  await withoutIndexes(client, 'touches', () => addTouches(client, workspaceId, volume))
  if (dated) await withoutIndexes(client, 'attribute_changes', () => addWritings(client, workspaceId, volume))
  await withoutIndexes(client, 'contact_activity', () => client.query(activity(workspaceId)))
  await client.query(scoring(workspaceId))
  await withoutIndexes(client, 'contact_scores', () => client.query(scores(workspaceId)))
  await client.query('vacuum analyze')
  return { workspaceId, seconds: (performance.now() - startedAt) / 1000 }
}

/** The name of the workspace of so much. */
export function slugOf({ leads, touches }: Volume): string {
  return `bench-${leads}-${touches}`
}

/** The name of the workspace of so much in which every value has the dates at which it was written. */
export function datedSlugOf(volume: Volume): string {
  return `${slugOf(volume)}-dated`
}

async function foundWorkspace(client: Client, slug: string): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `select rapport_found_workspace($1, 'Bench', 'EUR', 'UTC', false) as id`,
    [slug],
  )
  return rows[0]!.id
}

/** A uniform number in [0, 1) for a row and a purpose, and ids that sort by time as the product's own do. */
const functions = `
  create or replace function pg_temp.dice(i bigint, purpose bigint) returns double precision
    language sql immutable as $$ select (hashint8extended(i, purpose) & 1048575) / 1048576.0 $$;
  create or replace function pg_temp.made_id(second bigint, kind text, i bigint) returns uuid
    language sql as $$
      select (lpad(to_hex(second * 1000), 12, '0') || '7' || substr(md5(kind || i), 1, 3)
              || '8' || substr(md5(kind || i), 5, 15))::uuid $$;
  create or replace function pg_temp.thing_id(kind text, i bigint) returns uuid
    language sql as $$ select pg_temp.made_id(extract(epoch from timestamptz '${FIRST_DAY}')::bigint, kind, i) $$;
`

const members = (ws: number) => `
  insert into members (workspace_id, id, name, email, team, role, region)
  select ${ws}, pg_temp.thing_id('member', i), 'Member ' || i, 'member' || i || '@example.com',
         case when i % 2 = 0 then 'sales' else 'marketing' end, 'member',
         (array['North', 'South', 'East', 'West'])[1 + i % 4]
  from generate_series(1, ${TEAM_SIZE}) i`

const channels = (ws: number) => `
  insert into channels (workspace_id, id, key, name, team)
  select ${ws}, i, 'channel_' || i, 'Channel ' || i, case when i > 6 then 'sales' else 'marketing' end
  from generate_series(1, ${CHANNELS}) i`

const campaigns = (ws: number) => `
  insert into campaigns (workspace_id, id, name, name_key, created_at)
  select ${ws}, pg_temp.thing_id('campaign', i), 'Campaign ' || i, 'campaign' || i, '${FIRST_DAY}'
  from generate_series(1, ${CAMPAIGNS}) i`

const products = (ws: number) => `
  insert into products (workspace_id, id, name, name_key, created_at)
  select ${ws}, pg_temp.thing_id('product', i), 'Product ' || i, 'product' || i, '${FIRST_DAY}'
  from generate_series(1, 12) i`

const pipeline = (ws: number) => `
  insert into pipelines (workspace_id, id, name, created_at)
  values (${ws}, pg_temp.thing_id('pipeline', 1), 'Sales', '${FIRST_DAY}');
  insert into pipeline_stages (workspace_id, id, pipeline_id, name, name_key, position, outcome)
  select ${ws}, pg_temp.thing_id('pipeline stage', i), pg_temp.thing_id('pipeline', 1), name, lower(name), i,
         case name when 'Won' then 'won' when 'Lost' then 'lost' else 'open' end
  from unnest(array['Qualified', 'Proposal', 'Negotiation', 'Won', 'Lost']) with ordinality as s (name, i)`

const spend = (ws: number) => `
  insert into campaign_spend (workspace_id, campaign_id, day, amount)
  select ${ws}, pg_temp.thing_id('campaign', i), date '${FIRST_DAY}' + d, round((20 + 200 * pg_temp.dice(i * 1000 + d, 2))::numeric, 2)
  from generate_series(1, ${CAMPAIGNS}) i, generate_series(0, ${DAYS - 1}) d`

async function layStages(client: Client, ws: number): Promise<void> {
  for (const stage of defaultStages) {
    await client.query(
      `insert into stages (workspace_id, id, key, name, name_key, buyer_step, team, line, position, won)
       values ($1, $2, $3, $4, $3, $5, $6, $7, $8, $9)`,
      [
        ws,
        stage.id,
        stage.key,
        stage.name,
        stage.buyerStep,
        stage.team,
        stage.line,
        stage.position,
        stage.won,
      ],
    )
  }
}

/** One row a person, drawn once: when they entered, and how far they came on the main line (about 4 % are won). */
const drawPeople = ({ leads }: Volume) => `
  create temp table drawn as
  with seconds as materialized (
    select i, extract(epoch from timestamptz '${FIRST_DAY}')::bigint + floor(86400.0 * ${DAYS} * sqrt(pg_temp.dice(i, 1)))::bigint as second
    from generate_series(1, ${leads}) i)
  select i::integer, to_timestamp(second) as entered_at, pg_temp.made_id(second, 'contact', i) as contact_id, pg_temp.made_id(second, 'lead', i) as lead_id,
         least(7, 1 + floor(-ln(1 - 0.999999 * pg_temp.dice(i, 3)) / 0.54))::smallint as reached
  from seconds;
  create unique index on drawn (i);
  create temp table teammates as select i::integer, pg_temp.thing_id('member', i) as id from generate_series(1, ${TEAM_SIZE}) i;
  create temp table running as select i::integer, pg_temp.thing_id('campaign', i) as id from generate_series(1, ${CAMPAIGNS}) i;
  analyze drawn, teammates, running`

const originOf = `(array['${ORIGINS.join("','")}', null])[1 + floor(${ORIGINS.length + 1} * power(pg_temp.dice(l.i, 4), 1.5))::int]`

const cityOf = (dice: number) =>
  `(array['Aachen', 'Bonn', 'Celle', 'Dresden', 'Essen'])[1 + floor(5 * pg_temp.dice(l.i, ${dice}))::int]`

function people(ws: number, volume: Volume): [table: string, statement: string][] {
  const accounts = Math.max(1, Math.round(volume.leads / LEADS_PER_ACCOUNT))
  const all = `from drawn l
       join teammates m on m.i = 1 + floor(${TEAM_SIZE} * pg_temp.dice(l.i, 7))::int
       left join running c on c.i = 1 + floor(${CAMPAIGNS} * pg_temp.dice(l.i, 6))::int and pg_temp.dice(l.i, 5) < 0.7`
  return [
    [
      'accounts',
      `insert into accounts (workspace_id, id, name, name_key, domain, industry, created_at, search)
       select ${ws}, pg_temp.thing_id('account', i), 'Company ' || i, 'company' || i, 'company' || i || '.example',
              (array['retail', 'software', 'medical', 'finance'])[1 + i % 4], '${FIRST_DAY}', 'company ' || i
       from generate_series(1, ${accounts}) i`,
    ],
    [
      'contacts',
      `insert into contacts (workspace_id, id, first_name, last_name, full_name, email, account_id, owner_id, origin, lead_id, stage_id, stage_since, created_at, city, search)
       select ${ws}, l.contact_id, first, last, first || ' ' || last, 'p' || l.i || '@company.example',
              pg_temp.thing_id('account', 1 + l.i % ${accounts}), m.id, ${originOf},
              l.lead_id, l.reached, l.entered_at, l.entered_at, case when l.i % 5 = 0 then ${cityOf(41)} else ${cityOf(40)} end,
              lower(first || ' ' || last || ' p' || l.i || '@company.example company ' || (1 + l.i % ${accounts}))
       ${all}, lateral (select
         (array['Ada','Berta','Chen','Dora','Emil','Farah','Gita','Hugo','Ines','Jonas','Kofi','Lena','Milan','Nora','Omar','Pia'])[1 + floor(16 * pg_temp.dice(l.i, 20))::int] as first,
         (array['Ahlers','Brandt','Castro','Dietz','Eriksen','Fuchs','Gruber','Haddad','Ito','Jansen','Keller','Lopez','Meyer','Novak','Okafor','Petrov'])[1 + floor(16 * pg_temp.dice(l.i, 21))::int] || to_hex(l.i % 4096) as last) as named`,
    ],
    [
      'leads',
      `insert into leads (workspace_id, id, contact_id, entered_at, origin, campaign_id, segment, owner_id, stage_id, stage_since, created_at)
       select ${ws}, l.lead_id, l.contact_id,
              l.entered_at, ${originOf}, c.id, (array['Small', 'Medium', 'Large', null])[1 + l.i % 4],
              m.id, l.reached, l.entered_at, l.entered_at
       ${all}`,
    ],
    [
      'stage_changes',
      `insert into stage_changes (workspace_id, lead_id, from_stage_id, to_stage_id, at, kind)
       select ${ws}, l.lead_id, nullif(s - 1, 0), s,
              l.entered_at + interval '1 second' * floor(86400 * 9 * (s - 1) * (0.3 + pg_temp.dice(l.i, 10 + s))),
              case when s = 1 then 'entry' else 'forward' end
       ${all}, generate_series(1, l.reached) s`,
    ],
    [
      'deals',
      `insert into deals (workspace_id, id, name, pipeline_id, stage_id, stage_since, outcome, account_id, contact_id, lead_id, product_id, owner_id, amount, currency, opened_at, closed_at, created_at, search)
       select ${ws}, pg_temp.made_id(extract(epoch from l.entered_at)::bigint, 'deal', l.i), 'Deal ' || l.i, pg_temp.thing_id('pipeline', 1), pg_temp.thing_id('pipeline stage', s),
              l.entered_at, (array['open', 'open', 'open', 'won', 'lost'])[s],
              pg_temp.thing_id('account', 1 + l.i % ${accounts}), l.contact_id,
              l.lead_id, pg_temp.thing_id('product', 1 + l.i % 12), m.id,
              round((500 + 20000 * power(pg_temp.dice(l.i, 22), 3))::numeric, 2), 'EUR', l.entered_at,
              case when s > 3 then l.entered_at + interval '1 day' * floor(5 + 90 * pg_temp.dice(l.i, 23)) end,
              l.entered_at, 'deal ' || l.i
       ${all}, lateral (select 1 + floor(5 * pg_temp.dice(l.i, 24))::int as s) as stage where l.i % ${LEADS_PER_DEAL} = 0`,
    ],
  ]
}

/** Touches cluster after the entry of a lead; most name a campaign, all a channel. */
async function addTouches(client: Client, ws: number, volume: Volume): Promise<void> {
  for (let first = 1; first <= volume.touches; first += TOUCHES_PER_STATEMENT) {
    const last = Math.min(volume.touches, first + TOUCHES_PER_STATEMENT - 1)
    await client.query(
      `insert into touches (workspace_id, contact_id, occurred_at, recorded_at, campaign_id, channel_id, kind, key)
       select ${ws}, l.contact_id, o.at, o.at, c.id, 1 + floor(${CHANNELS} * pg_temp.dice(t, 33))::int, 1 + t % 5, md5('touch' || t)::uuid
       from generate_series(${first}, ${last}) t
       join drawn l on l.i = 1 + floor(${volume.leads} * pg_temp.dice(t, 34))::int
       cross join lateral (select l.entered_at + interval '1 second' * floor(86400 * (120 * pg_temp.dice(t, 30) - 14)) as at) o
       left join running c on c.i = 1 + floor(${CAMPAIGNS} * pg_temp.dice(t, 32))::int and pg_temp.dice(t, 31) < 0.6`,
    )
  }
}

/** What stands in people, leads and companies, as it was written when they came; one person in five moves later. */
async function addWritings(client: Client, ws: number, { leads }: Volume): Promise<void> {
  const accounts = Math.max(1, Math.round(leads / LEADS_PER_ACCOUNT))
  const head = `insert into attribute_changes (workspace_id, record_kind, record_id, known_from, source_kind, changed, before)`
  await client.query(`
    ${head} select ${ws}, 'contact', l.contact_id, l.entered_at, 'system',
      jsonb_build_object('city', ${cityOf(40)}, 'accountId', pg_temp.thing_id('account', 1 + l.i % ${accounts}), 'origin', ${originOf}), '{}'
    from drawn l;
    ${head} select ${ws}, 'contact', l.contact_id, l.entered_at + interval '30 days' * pg_temp.dice(l.i, 42), 'system',
      jsonb_build_object('city', ${cityOf(41)}), jsonb_build_object('city', ${cityOf(40)})
    from drawn l where l.i % 5 = 0;
    ${head} select ${ws}, 'lead', l.id, l.entered_at, 'system',
      jsonb_build_object('origin', l.origin, 'segment', l.segment, 'enteredAt', l.entered_at), '{}'
    from leads l where l.workspace_id = ${ws};
    ${head} select ${ws}, 'account', a.id, a.created_at, 'system', jsonb_build_object('name', a.name, 'industry', a.industry), '{}'
    from accounts a where a.workspace_id = ${ws}`)
}

const activity = (ws: number) => `
  insert into contact_activity (workspace_id, contact_id, touch_count, first_touch_at, first_channel_id, last_touch_at)
  select ${ws}, contact_id, count(*), min(occurred_at), (array_agg(channel_id order by occurred_at, id))[1], max(occurred_at)
  from touches where workspace_id = ${ws} group by contact_id`

const scoring = (ws: number) => `
  with agreed as (
    insert into agreements (workspace_id, id, kind, title, created_at)
    values (${ws}, pg_temp.thing_id('agreement', 1), 'scoring', 'Points', '${FIRST_DAY}') returning id
  )
  insert into agreement_versions (workspace_id, agreement_id, number, body, created_at, changed_at)
  select ${ws}, id, 1, '{}', '${FIRST_DAY}', '${FIRST_DAY}' from agreed`

/** Most people fit little and did little; a version of points that is a draft judges nobody anew. */
const scores = (ws: number) => `
  insert into contact_scores (workspace_id, contact_id, version_id, fit, engagement, as_of)
  select ${ws}, c.id, v.id, (100 * power(pg_temp.dice(c.i, 11), 2))::int, (200 * power(pg_temp.dice(c.i, 12), 3))::int, '${FIRST_DAY}'
  from (select id, row_number() over (order by id) as i from contacts where workspace_id = ${ws}) c
  cross join (select id from agreement_versions where workspace_id = ${ws}) v`

type Definition = { readonly name: string; readonly definition: string }

/** Indexes are built once at the end and foreign keys checked in one pass, which is several times faster. */
async function withoutIndexes(client: Client, table: string, work: () => Promise<unknown>): Promise<void> {
  const constraints = await client.query<Definition>(
    `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
      where conrelid = $1::regclass and contype = 'f'`,
    [table],
  )
  const indexes = await client.query<Definition>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
      where indrelid = $1::regclass and not indisprimary and not exists (select from pg_constraint where conindid = indexrelid)`,
    [table],
  )
  for (const { name } of constraints.rows)
    await client.query(`alter table ${table} drop constraint "${name}"`)
  for (const { name } of indexes.rows) await client.query(`drop index ${name}`)
  await work()
  for (const { definition } of indexes.rows) await client.query(definition)
  for (const { name, definition } of constraints.rows) {
    await client.query(`alter table ${table} add constraint "${name}" ${definition}`)
  }
}
