import { sql } from 'kysely'
import { freemailDomains } from '../../../contract/freemail.ts'
import type { MergeableKind } from '../../../contract/merges.ts'
import type { Scope } from '../../platform/database.ts'
import { readPage } from '../../platform/keyset.ts'
import type { Fragment, Keyset, Page, PageKeys } from '../../platform/keyset.ts'
import { rootOf } from '../../platform/root.ts'

/** A switchboard's number says nothing about who somebody is. */
const holdersOfNumberMax = 5
/** Within a group everybody is compared with everybody, so a group must not be large. */
const groupMax = 300
const similarityMin = 0.55
const candidatesMax = 20_000
const nameBlockLength = 5

/** Looks for pairs anew and forgets those nobody decided on; answers how many there are. */
export async function refreshCandidates(scope: Scope, kind: MergeableKind): Promise<number> {
  await sql`delete from duplicate_candidates
    where workspace_id = ${scope.workspaceId} and record_kind = ${kind} and dismissed_at is null`.execute(
    scope.tx,
  )
  // Every join is by equal keys. Right after a large import nothing is known of the tables yet, and the planner, which
  // takes them for small, would compare each row with each.
  await sql`set local enable_nestloop = off`.execute(scope.tx)
  const pairs = kind === 'contact' ? pairsOfPeople(scope) : pairsOfCompanies(scope)
  const found = await sql`
    with pairs(first_id, second_id, score, reason, likeness) as (${pairs}), judged as (
      select first_id, second_id, least(1, max(score) + 0.05 * (count(distinct reason) - 1)) as score,
        to_jsonb(array_agg(distinct reason) || case when max(likeness) >= 1 then array['same-name']
          when max(likeness) >= ${similarityMin} then array['similar-name'] else array[]::text[] end) as reasons
      from pairs group by first_id, second_id
    )
    insert into duplicate_candidates (workspace_id, record_kind, first_id, second_id, score, reasons, found_at)
    select ${scope.workspaceId}::integer, ${kind}, first_id, second_id, score, reasons, ${scope.now}::timestamptz from judged
    order by score desc, first_id, second_id limit ${candidatesMax}
    on conflict do nothing returning 1`.execute(scope.tx)
  return found.rows.length
}

/** Same number; same company or mail domain and a name alike. A pair can come from several of them. */
function pairsOfPeople({ workspaceId }: Scope): Fragment {
  return sql`
    with people as materialized (
      select id, account_id, lower(full_name) as name, lower(split_part(email, '@', 2)) as domain
      from contacts where workspace_id = ${workspaceId} and merged_into_id is null and deleted_at is null
    ), numbers as (
      select distinct i.key, p.id, p.name from contact_identities i
      join contacts c on c.workspace_id = i.workspace_id and c.id = i.contact_id
      join people p on p.id = ${rootOf('c')}
      where i.workspace_id = ${workspaceId} and i.kind = 'phone'
    ), shared_numbers as (
      select key from numbers group by key having count(*) between 2 and ${holdersOfNumberMax}
    ), domains as (
      select domain from people where domain <> '' and not (domain = any(${freemailDomains}::text[]))
      group by domain having count(*) between 2 and ${groupMax}
    ), companies as (
      select account_id from people where account_id is not null group by account_id having count(*) between 2 and ${groupMax}
    )
    select a.id, b.id, 0.55 + 0.4 * similarity(a.name, b.name), 'same-phone', similarity(a.name, b.name)
    from shared_numbers s join numbers a on a.key = s.key join numbers b on b.key = s.key and a.id < b.id
    union all
    select a.id, b.id, 0.25 + 0.65 * similarity(a.name, b.name), 'same-mail-domain', similarity(a.name, b.name)
    from domains s join people a on a.domain = s.domain join people b on b.domain = s.domain and a.id < b.id
    where a.name <> '' and similarity(a.name, b.name) >= ${similarityMin}
    union all
    select a.id, b.id, 0.25 + 0.65 * similarity(a.name, b.name), 'same-company', similarity(a.name, b.name)
    from companies s join people a on a.account_id = s.account_id
    join people b on b.account_id = s.account_id and a.id < b.id
    where a.name <> '' and similarity(a.name, b.name) >= ${similarityMin}`
}

/** Words that say what kind of company it is, and not which. */
const legalForms = String.raw`\y(gmbh|ag|kg|se|inc|llc|ltd|limited|corp|corporation|company|co|plc|sa|sarl|sas|srl|spa|bv|nv|oy|ab|as|aps|group|holding)\y`

/** Same domain; or names that begin alike and are alike once their legal form is left out. */
function pairsOfCompanies({ workspaceId }: Scope): Fragment {
  return sql`
    with companies as materialized (
      select id, domain, left(name_key, ${nameBlockLength}) as block,
        trim(regexp_replace(lower(name), ${legalForms}, ' ', 'g')) as name
      from accounts where workspace_id = ${workspaceId} and merged_into_id is null and deleted_at is null
    ), domains as (
      select domain from companies where domain is not null group by domain having count(*) between 2 and ${holdersOfNumberMax}
    ), blocks as (
      select block from companies where block <> '' group by block having count(*) between 2 and ${groupMax}
    )
    select a.id, b.id, 0.6 + 0.4 * similarity(a.name, b.name), 'same-domain', similarity(a.name, b.name)
    from domains s join companies a on a.domain = s.domain join companies b on b.domain = s.domain and a.id < b.id
    union all
    select a.id, b.id, 0.1 + 0.8 * similarity(a.name, b.name), 'similar-name', similarity(a.name, b.name)
    from blocks s join companies a on a.block = s.block join companies b on b.block = s.block and a.id < b.id
    where similarity(a.name, b.name) >= ${similarityMin} + 0.1`
}

export type CandidateRow = {
  readonly first_id: string
  readonly second_id: string
  readonly first_name: string
  readonly second_name: string
  readonly first_hint: string | null
  readonly second_hint: string | null
  readonly score: number
  readonly reasons: unknown
  readonly found_at: Date
}

const keyset: Keyset<'score'> = {
  sorts: { score: { by: sql`d.score`, type: 'real', nullable: false } },
  id: sql`md5(d.first_id::text || d.second_id::text)::uuid`,
  idType: 'uuid',
}

export type CandidatesAsked = {
  readonly recordKind: MergeableKind
  readonly recordId?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** Pairs to decide on, the surest first. */
export async function selectCandidates(
  scope: Scope,
  asked: CandidatesAsked,
): Promise<Page<CandidateRow & PageKeys>> {
  const page = { sort: 'score', direction: 'desc', limit: asked.limit, cursor: asked.cursor } as const
  const [table, name, hint] =
    asked.recordKind === 'contact'
      ? [
          sql`contacts`,
          (t: string) =>
            sql`coalesce(nullif(${sql.ref(`${t}.full_name`)}, ''), ${sql.ref(`${t}.email`)}, 'Unnamed contact')`,
          'email',
        ]
      : [sql`accounts`, (t: string) => sql.ref(`${t}.name`), 'domain']
  return readPage<CandidateRow, 'score'>(
    scope.tx,
    { keyset, asked: page },
    ({ keys, after, tail }) => sql`
      select ${keys}, d.first_id, d.second_id, ${name('a')} as first_name, ${name('b')} as second_name,
        ${sql.ref(`a.${hint}`)} as first_hint, ${sql.ref(`b.${hint}`)} as second_hint, d.score, d.reasons, d.found_at
      from duplicate_candidates d
      join ${table} a on a.workspace_id = d.workspace_id and a.id = d.first_id
        and a.merged_into_id is null and a.deleted_at is null
      join ${table} b on b.workspace_id = d.workspace_id and b.id = d.second_id
        and b.merged_into_id is null and b.deleted_at is null
      where d.workspace_id = ${scope.workspaceId} and d.record_kind = ${asked.recordKind} and d.dismissed_at is null
        and ${ofRecord(asked.recordId)} and ${after} ${tail}`,
  )
}

function ofRecord(id: string | undefined): Fragment {
  return id === undefined ? sql`true` : sql`(d.first_id = ${id} or d.second_id = ${id})`
}

/** Marks a pair as two; answers false where there is no such pair. */
export async function markDismissed(
  scope: Scope,
  { recordKind, firstId, secondId }: { recordKind: MergeableKind; firstId: string; secondId: string },
): Promise<boolean> {
  const marked = await sql`update duplicate_candidates
    set dismissed_at = ${scope.now}, dismissed_by_id = ${scope.actor.memberId}::uuid
    where workspace_id = ${scope.workspaceId} and record_kind = ${recordKind} and dismissed_at is null
      and first_id = least(${firstId}::uuid, ${secondId}::uuid)
      and second_id = greatest(${firstId}::uuid, ${secondId}::uuid) returning 1`.execute(scope.tx)
  return marked.rows.length > 0
}
