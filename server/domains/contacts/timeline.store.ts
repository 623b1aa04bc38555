import { sql } from 'kysely'
import type { TimelineEntry } from '../../../contract/contacts.ts'
import type { Scope } from '../../platform/database.ts'
import { readPage } from '../../platform/keyset.ts'
import type { Fragment, Keyset, Page, PageKeys } from '../../platform/keyset.ts'
import { rootOf } from '../../platform/root.ts'

type Kind = TimelineEntry['kind']

export type TimelineRow = {
  readonly kind: Kind
  readonly id: number
  readonly at: Date
  readonly team: string | null
  readonly actor_id: string | null
  readonly actor_name: string | null
  readonly actor_team: string | null
  readonly contact_id: string | null
  readonly contact_name: string | null
  /** What the ledger's row says beyond that; its shape depends on the kind. */
  readonly said: unknown
}

/** Whose timeline: the ids of the people, of the companies, and of the record itself with all merged into it. */
export type TimelineOf = {
  readonly people: readonly string[]
  readonly companies: readonly string[]
  readonly recordKind: 'contact' | 'account'
  readonly kinds: readonly Kind[]
}

/** Kinds of events that no other ledger shows already. */
const toldEvents = [
  'contact.created',
  'contact.trashed',
  'contact.restored',
  'contact.merged',
  'contact.merge-undone',
  'contact.erased',
  'account.created',
  'account.trashed',
  'account.restored',
  'account.merged',
  'account.merge-undone',
]

const keyset: Keyset<'at'> = {
  sorts: { at: { by: sql`e.at`, type: 'timestamptz', nullable: false } },
  id: sql`e.place`,
  idType: 'bigint',
}

/** Rows of several ledgers in one order: a row's place is its id, made unique by the ledger it comes from. */
const ledgers: readonly Kind[] = ['touch', 'stage', 'deal', 'attribute', 'event']

export type TimelineAsked = { readonly limit: number; readonly cursor?: string | undefined }

/**
 * A page of everything that is known of some people and companies, newest first. Each ledger gives at most a page of
 * its own rows, found by its own index; the newest of them all are the page.
 */
export async function selectTimeline(
  scope: Scope,
  of: TimelineOf,
  { limit, cursor }: TimelineAsked,
): Promise<Page<TimelineRow & PageKeys>> {
  const asked = { sort: 'at', direction: 'desc', limit, cursor } as const
  return readPage<TimelineRow, 'at'>(scope.tx, { keyset, asked }, ({ keys, after, tail }) => {
    const parts = of.kinds.map((kind) => {
      const place = sql`${ledgers.indexOf(kind)}::bigint`
      return sql`(select e.*, ${keys} from (select s.*, s.id * ${ledgers.length} + ${place} as place from
        (${sources[kind](scope, of)}) s) e where ${after} ${tail})`
    })
    return sql`select * from (${sql.join(parts, sql` union all `)}) e ${tail}`
  })
}

type Source = (scope: Scope, of: TimelineOf) => Fragment

const sources: Readonly<Record<Kind, Source>> = {
  touch: touchSource,
  stage: stageSource,
  deal: dealSource,
  attribute: attributeSource,
  event: eventSource,
}

const nobody = sql`null::uuid as actor_id, null::text as actor_name, null::text as actor_team`
const actor = sql`m.id as actor_id, m.name as actor_name, m.team as actor_team`
const person = sql`c.id as contact_id, coalesce(nullif(c.full_name, ''), c.email, 'Unnamed contact') as contact_name`
const noPerson = sql`null::uuid as contact_id, null::text as contact_name`

function touchSource({ workspaceId }: Scope, { people }: TimelineOf): Fragment {
  return sql`
    select 'touch' as kind, t.id, t.occurred_at as at, ch.team, ${nobody}, ${person},
      jsonb_build_object('kind', t.kind, 'channel', ch.name, 'campaign', k.name, 'detail', t.detail) as said
    from touches t
    join contacts c on c.workspace_id = t.workspace_id and c.id = t.contact_id
    left join channels ch on ch.workspace_id = t.workspace_id and ch.id = t.channel_id
    left join campaigns k on k.workspace_id = t.workspace_id and k.id = t.campaign_id
    where t.workspace_id = ${workspaceId} and t.contact_id = any(${people}::uuid[])`
}

function stageSource({ workspaceId }: Scope, { people }: TimelineOf): Fragment {
  return sql`
    select 'stage' as kind, h.id, h.at, coalesce(m.team, s.team) as team, ${actor}, ${person},
      jsonb_build_object('kind', h.kind, 'from', f.name, 'to', s.name, 'reason', h.reason, 'assumed', h.assumed) as said
    from leads l
    join contacts c on c.workspace_id = l.workspace_id and c.id = l.contact_id
    join stage_changes h on h.workspace_id = l.workspace_id and h.lead_id = l.id
    join stages s on s.workspace_id = h.workspace_id and s.id = h.to_stage_id
    left join stages f on f.workspace_id = h.workspace_id and f.id = h.from_stage_id
    left join members m on m.workspace_id = h.workspace_id and m.id = h.actor_id
    where l.workspace_id = ${workspaceId} and l.contact_id = any(${people}::uuid[]) and l.deleted_at is null`
}

function dealSource({ workspaceId }: Scope, { people, companies }: TimelineOf): Fragment {
  return sql`
    select 'deal' as kind, h.id, h.at, coalesce(m.team, 'sales') as team, ${actor},
      c.id as contact_id, coalesce(nullif(c.full_name, ''), c.email) as contact_name,
      jsonb_build_object('kind', h.kind, 'deal', d.name, 'from', f.name, 'to', s.name, 'outcome', s.outcome,
        'reason', h.reason, 'amount', d.amount::text, 'currency', d.currency, 'assumed', h.assumed) as said
    from deals d
    join deal_stage_changes h on h.workspace_id = d.workspace_id and h.deal_id = d.id
    join pipeline_stages s on s.workspace_id = h.workspace_id and s.id = h.to_stage_id
    left join pipeline_stages f on f.workspace_id = h.workspace_id and f.id = h.from_stage_id
    left join contacts c on c.workspace_id = d.workspace_id and c.id = d.contact_id
    left join members m on m.workspace_id = h.workspace_id and m.id = h.actor_id
    where d.workspace_id = ${workspaceId} and d.deleted_at is null
      and (d.contact_id = any(${people}::uuid[]) or d.account_id = any(${companies}::uuid[]))`
}

function attributeSource({ workspaceId }: Scope, of: TimelineOf): Fragment {
  return sql`
    select 'attribute' as kind, h.id, h.known_from as at, m.team, ${actor}, ${noPerson},
      jsonb_build_object('changed', h.changed, 'before', h.before, 'source', h.source_kind, 'assumed', h.assumed) as said
    from attribute_changes h
    left join events e on e.workspace_id = h.workspace_id and e.id = h.event_id
    left join members m on m.workspace_id = e.workspace_id and m.id = e.actor_id
    where h.workspace_id = ${workspaceId} and h.record_kind = ${of.recordKind}
      and h.record_id = any(${recordIds(of)}::uuid[])`
}

function eventSource({ workspaceId }: Scope, of: TimelineOf): Fragment {
  return sql`
    select 'event' as kind, e.id, e.at, m.team, ${actor}, ${noPerson},
      jsonb_build_object('kind', e.kind, 'payload', e.payload) as said
    from events e
    left join members m on m.workspace_id = e.workspace_id and m.id = e.actor_id
    where e.workspace_id = ${workspaceId} and e.subject_kind = ${of.recordKind}
      and e.subject_id = any(${recordIds(of)}::text[]) and e.kind = any(${toldEvents}::text[])`
}

function recordIds(of: TimelineOf): readonly string[] {
  return of.recordKind === 'contact' ? of.people : of.companies
}

const peopleOfAccountMax = 2000

/** The people of these companies whose touches a company's timeline shows: the most recently touched of them. */
export async function selectPeopleOf(scope: Scope, companies: readonly string[]): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select c.id from contacts c
    left join contact_activity t on t.workspace_id = c.workspace_id and t.contact_id = ${rootOf('c')}
    where c.workspace_id = ${scope.workspaceId} and c.account_id = any(${companies}::uuid[]) and c.deleted_at is null
    order by t.last_touch_at desc nulls last, c.id limit ${peopleOfAccountMax}`.execute(scope.tx)
  return found.rows.map((row) => row.id)
}
