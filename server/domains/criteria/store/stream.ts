import { escapeLiteral } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { touchKinds } from '../../../../contract/touches.ts'
import type { Scope } from '../../../platform/database.ts'
import { run } from '../../../platform/database.ts'
import type { Field } from '../rules/field.ts'
import type { Needs } from '../rules/needs.ts'
import { machineBit, noChannel } from '../rules/packed-touches.ts'

/**
 * Everything is read once from its beginning to its end, sorted by several processes, and merged: how many rows there
 * are of a ledger that hold a field is what the planner guesses worst, and every other plan suffers from it.
 */
const planning = {
  work_mem: '192MB',
  random_page_cost: '8',
  enable_hashagg: 'off',
  enable_hashjoin: 'off',
  enable_nestloop: 'off',
} as const
const customPrefix = 'custom.'

/** The fields of each row of the stream, in their order. */
export const streamed = {
  contactId: 0,
  leadId: 1,
  unusual: 2,
  leadFrom: 3,
  leadUntil: 4,
  contactFrom: 5,
  contactUntil: 6,
  standing: 7,
  contactLedger: 8,
  leadLedger: 9,
  stageEntries: 10,
  touches: 11,
} as const
export const streamedFields = 12

export type StreamAsked = {
  readonly needs: Needs
  readonly contactFields: readonly Field[]
  readonly leadFields: readonly Field[]
  /** Leads and touches that were not known before this are left out. */
  readonly to: Date
}

/**
 * Every lead that was known before an instant as one row, with what is needed of it packed: what stands in its fields
 * and its person's, their ledgers, and the touches. COPY takes no parameters: what enters the text are numbers of
 * ours, and names of fields as the catalogue of the workspace has them, quoted all the same.
 */
export async function* streamLeads(scope: Scope, asked: StreamAsked): AsyncGenerator<Buffer> {
  for (const setting of Object.entries(planning))
    await run(scope.tx, 'select set_config($1, $2, true)', setting)
  const query = copyTo(`copy (${leadsQuery(scope.workspaceId, asked)}) to stdout (format binary)`)
  // Whoever reads is told by reading; once nobody does, there is nobody to tell.
  query.on('error', () => {})
  let isRead = false
  try {
    for await (const piece of scope.client.query(query)) yield piece
    isRead = true
  } finally {
    // What nobody reads any more would stay in the way of every later answer.
    if (!isRead) await scope.client.end()
  }
  for (const name of Object.keys(planning)) await run(scope.tx, `set local ${name} to default`)
}

function leadsQuery(workspaceId: number, asked: StreamAsked): string {
  const { needs, contactFields, leadFields } = asked
  const ws = Math.trunc(workspaceId)
  const standing = [
    ...contactFields.map((field) => columnOf(field, 'c')),
    ...leadFields.map((field) => columnOf(field, 'l')),
  ]
  const entries = `(select json_agg(json_build_array(g.key, (extract(epoch from s.at) * 1000)::float8) order by s.at, s.id)
    from stage_changes s join stages g on g.workspace_id = ${ws} and g.id = s.to_stage_id
    where s.workspace_id = ${ws} and s.lead_id = l.id)::text`
  return `
    select l.contact_id, l.id, ${unusualSql(ws, needs)}, l.created_at, l.deleted_at, c.created_at, c.deleted_at,
      json_build_array(${standing.join(', ')})::text, ${contactFields.length > 0 ? 'hc.written' : 'null::text'}, hl.written,
      ${needs.stageEntries ? entries : 'null::text'}, t.packed
    from leads l
    join contacts c on c.workspace_id = ${ws} and c.id = l.contact_id
    left join (${touchesSql(ws, asked)}) t on t.contact_id = l.contact_id
    ${contactFields.length > 0 ? `left join (${ledgerSql(ws, 'contact', contactFields)}) hc on hc.record_id = l.contact_id` : ''}
    left join (${ledgerSql(ws, 'lead', leadFields)}) hl on hl.record_id = l.id
    where l.workspace_id = ${ws} and l.created_at < ${instantSql(asked.to)}`
}

function columnOf({ column, field }: Field, alias: string): string {
  return column === null
    ? `${alias}.custom -> ${escapeLiteral(field.slice(customPrefix.length))}`
    : `${alias}.${column}`
}

function instantSql(at: Date): string {
  return `timestamptz '${at.toISOString()}'`
}

/** Each write of the fields: its id, when it was known, whether that is assumed, and of each field whether, what, and before. */
function ledgerSql(ws: number, kind: 'contact' | 'lead', fields: readonly Field[]): string {
  const keys = fields.map(({ field }) => escapeLiteral(field))
  const parts = keys.map((key) => `h.changed ? ${key}, h.changed -> ${key}, h.before -> ${key}`)
  return `select h.record_id, json_agg(json_build_array(h.id, (extract(epoch from h.known_from) * 1000)::float8, h.assumed,
      ${parts.join(', ')}))::text as written
    from attribute_changes h
    where h.workspace_id = ${ws} and h.record_kind = '${kind}' and h.changed ?| array[${keys.join(', ')}]
    group by h.record_id`
}

function touchesSql(ws: number, { needs, to }: StreamAsked): string {
  const known = 'case when t.import_id is null then t.recorded_at else t.occurred_at end'
  const parts = [
    'int8send(t.id)',
    'timestamptz_send(t.occurred_at)',
    `timestamptz_send(${known})`,
    `int2send((case when t.detail ->> 'machine' = 'true' then t.kind + ${machineBit} else t.kind end)::smallint)`,
    `int2send(coalesce(t.channel_id, ${noChannel})::smallint)`,
  ]
  if (needs.campaigns)
    parts.push(
      `case when t.campaign_id is null then decode(repeat('00', 17), 'hex') else '\\x01'::bytea || uuid_send(t.campaign_id) end`,
    )
  if (needs.assets)
    parts.push(
      `case when t.detail ->> 'asset' is null then int4send(-1)
        else int4send(octet_length(t.detail ->> 'asset')) || convert_to(t.detail ->> 'asset', 'UTF8') end`,
    )
  return `select t.contact_id, string_agg(${parts.join(' || ')}, ''::bytea) as packed
    from touches t where t.workspace_id = ${ws} and ${known} < ${instantSql(to)} and ${kindsSql(needs.kinds)}
    group by t.contact_id`
}

function kindsSql(kinds: Needs['kinds']): string {
  if (kinds === null) return 'true'
  const codes = [...kinds].map((kind) => touchKinds[kind].code)
  const known = codes.length === 0 ? 'false' : `t.kind in (${codes.join(', ')})`
  if (!kinds.has('other')) return known
  return `(${known} or t.kind not in (${Object.values(touchKinds)
    .map(({ code }) => code)
    .join(', ')}))`
}

/** Who needs to be looked at whole: merged people, and those of whom there are deals or seats that are asked for. */
function unusualSql(ws: number, { deals, seats }: Needs): string {
  const among = [
    `l.contact_id in (select x.id from merges m, lateral (values (m.winner_id), (m.loser_id)) x(id)
      where m.workspace_id = ${ws} and m.record_kind = 'contact' and m.undone_at is null)`,
  ]
  if (seats)
    among.push(`l.contact_id in (select s.contact_id from committee_seats s where s.workspace_id = ${ws})`)
  if (deals)
    for (const [id, column, field] of [
      ['l.id', 'lead_id', 'leadId'],
      ['l.contact_id', 'contact_id', 'contactId'],
    ] as const)
      among.push(
        `${id} in (select d.${column} from deals d where d.workspace_id = ${ws} and d.${column} is not null)`,
        `${id}::text in (select x.id from attribute_changes h,
          lateral (values (h.changed ->> '${field}'), (h.before ->> '${field}')) x(id)
          where h.workspace_id = ${ws} and h.record_kind = 'deal' and x.id is not null)`,
      )
  return `(${among.join(' or ')})`
}

/** Companies that are not what they seem: merged ones, and where seats are asked for those whose seats are held. */
export async function selectUnusualCompanies(scope: Scope, { seats }: Needs): Promise<Set<string>> {
  const rows = await run<{ id: string }>(
    scope.tx,
    `select x.id from merges m, lateral (values (m.winner_id), (m.loser_id)) x(id)
     where m.workspace_id = $1 and m.record_kind = 'account' and m.undone_at is null
     union select s.account_id from committee_seats s where s.workspace_id = $1 and $2`,
    [scope.workspaceId, seats],
  )
  return new Set(rows.map(({ id }) => id))
}

/** The ids of the next companies after one. */
export async function selectCompanyIds(scope: Scope, after: string, limit: number): Promise<string[]> {
  const rows = await run<{ id: string }>(
    scope.tx,
    'select id from accounts where workspace_id = $1 and id > $2 order by id limit $3',
    [scope.workspaceId, after, limit],
  )
  return rows.map(({ id }) => id)
}
