import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { agreementKinds } from '../../../contract/agreement-bodies.ts'
import type { AgreementKind } from '../../../contract/agreement-bodies.ts'
import type { SigningTeam } from '../../../contract/agreement-views.ts'
import { oneOf } from '../../../contract/records.ts'
import type { Scope } from '../../platform/database.ts'
import { countMatching, readPage } from '../../platform/keyset.ts'
import type { Fragment, Page, Total } from '../../platform/keyset.ts'

export type Agreement = {
  readonly id: string
  readonly kind: AgreementKind
  readonly subject: string | null
  readonly title: string
  readonly createdAt: Date
  readonly archivedAt: Date | null
}

type AgreementColumns = {
  readonly id: string
  readonly kind: string
  readonly subject: string | null
  readonly title: string
  readonly created_at: Date
  readonly archived_at: Date | null
}

const columns = ['id', 'kind', 'subject', 'title', 'created_at', 'archived_at'] as const

function agreementOf(row: AgreementColumns): Agreement {
  return {
    id: row.id,
    kind: oneOf(agreementKinds, row.kind),
    subject: row.subject,
    title: row.title,
    createdAt: row.created_at,
    archivedAt: row.archived_at,
  }
}

export async function selectAgreement(scope: Scope, id: string): Promise<Agreement | undefined> {
  const row = await agreementsHere(scope).where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : agreementOf(row)
}

/** Every act on an agreement begins with this lock, so that signatures and changes come one after another. */
export async function lockAgreement(scope: Scope, id: string): Promise<Agreement | undefined> {
  const row = await agreementsHere(scope).where('id', '=', id).forUpdate().executeTakeFirst()
  return row === undefined ? undefined : agreementOf(row)
}

function agreementsHere({ tx, workspaceId }: Scope) {
  return tx.selectFrom('agreements').select(columns).where('workspace_id', '=', workspaceId)
}

export type AgreementFilter = {
  readonly kind?: AgreementKind | undefined
  readonly q?: string | undefined
  readonly open?: boolean | undefined
  readonly archived?: boolean | undefined
  /** Only those with a proposal that this team has not signed; null is none at all. */
  readonly awaits?: SigningTeam | null | undefined
}

const byTitle = {
  sorts: { title: { by: sql`a.title`, type: 'text', nullable: false } },
  id: sql`a.id`,
  idType: 'uuid',
} as const

export async function selectPage(
  scope: Scope,
  filter: AgreementFilter,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Page<Agreement>> {
  const asked = { sort: 'title', direction: 'asc', limit, cursor } as const
  const { rows, nextCursor } = await readPage<AgreementColumns, 'title'>(
    scope.tx,
    { keyset: byTitle, asked },
    ({ keys, after, tail }) => sql`
      select ${keys}, a.id, a.kind, a.subject, a.title, a.created_at, a.archived_at from agreements a
       where ${matching(scope, filter)} and ${after} ${tail}`,
  )
  return { rows: rows.map(agreementOf), nextCursor }
}

export async function countAgreements(scope: Scope, filter: AgreementFilter): Promise<Total> {
  return countMatching(scope.tx, sql`select 1 from agreements a where ${matching(scope, filter)}`)
}

function matching(scope: Scope, { kind, q, open, archived, awaits }: AgreementFilter): Fragment {
  const conditions: Fragment[] = [
    sql`a.workspace_id = ${scope.workspaceId}`,
    archived === true ? sql`a.archived_at is not null` : sql`a.archived_at is null`,
  ]
  if (kind !== undefined) conditions.push(sql`a.kind = ${kind}`)
  for (const word of (q ?? '').toLowerCase().split(/\s+/u).filter(Boolean))
    conditions.push(sql`strpos(lower(a.title), ${word}) > 0`)
  if (open === true)
    conditions.push(
      versionWhere(sql`(v.in_force_from is null or v.in_force_from > ${scope.now}::timestamptz)`),
    )
  if (awaits === null) conditions.push(sql`false`)
  else if (awaits !== undefined)
    conditions.push(
      versionWhere(sql`v.proposed_at is not null and v.agreed_at is null and not exists (
        select 1 from agreement_signatures s
         where s.workspace_id = v.workspace_id and s.version_id = v.id and s.team = ${awaits} and s.voided_at is null)`),
    )
  return sql.join(conditions, sql` and `)
}

function versionWhere(condition: Fragment): Fragment {
  return sql`exists (select 1 from agreement_versions v
    where v.workspace_id = a.workspace_id and v.agreement_id = a.id and v.withdrawn_at is null and ${condition})`
}

export async function insertAgreement(
  scope: Scope,
  agreement: { readonly kind: AgreementKind; readonly subject: string | null; readonly title: string },
): Promise<string> {
  const id = uuid()
  await scope.tx
    .insertInto('agreements')
    .values({
      workspace_id: scope.workspaceId,
      id,
      ...agreement,
      created_at: scope.now,
      created_by_id: scope.actor.memberId,
    })
    .execute()
  return id
}

export async function updateAgreement(
  { tx, workspaceId }: Scope,
  id: string,
  changes: { title?: string; subject?: string | null; archived_at?: Date | null },
): Promise<void> {
  await tx
    .updateTable('agreements')
    .set(changes)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/** How many agreements there are, in the archive or not. */
export async function countAll({ tx, workspaceId }: Scope): Promise<number> {
  const { count } = await tx
    .selectFrom('agreements')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return count
}

/** The agreement that has this subject already. */
export async function selectBySubject(
  scope: Scope,
  kind: AgreementKind,
  subject: string,
): Promise<Agreement | undefined> {
  const row = await agreementsHere(scope)
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  return row === undefined ? undefined : agreementOf(row)
}
