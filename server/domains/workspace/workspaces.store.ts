import { sql } from 'kysely'
import { inScope, run, systemActor } from '../../platform/database.ts'
import type { Database, Queries, Scope } from '../../platform/database.ts'
import { notFound } from '../../platform/refusal.ts'

/** Two who found the first workspace at the same moment wait for each other on this lock. */
const foundingLock = 7_273_002

export type WorkspaceRow = {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly currency: string
  readonly time_zone: string
  readonly locale: string
  readonly country: string | null
  readonly fiscal_year_start_month: number
  readonly sample_since: Date | null
  readonly created_at: Date
}

export async function selectWorkspace({ tx, workspaceId }: Scope): Promise<WorkspaceRow> {
  const row = await tx.selectFrom('workspaces').selectAll().where('id', '=', workspaceId).executeTakeFirst()
  if (row === undefined) throw notFound('workspace')
  return row
}

export type WorkspaceChanges = Partial<
  Pick<WorkspaceRow, 'name' | 'currency' | 'time_zone' | 'locale' | 'country' | 'fiscal_year_start_month'>
>

export async function updateWorkspace({ tx, workspaceId }: Scope, changes: WorkspaceChanges): Promise<void> {
  await tx.updateTable('workspaces').set(changes).where('id', '=', workspaceId).execute()
}

export async function deleteWorkspace({ tx, workspaceId }: Scope): Promise<void> {
  await tx.deleteFrom('workspaces').where('id', '=', workspaceId).execute()
}

/** Of the installation, not of a workspace: the one that it was about is gone. */
export async function rememberSampleRemoval({ tx, now }: Scope): Promise<void> {
  await tx.insertInto('sample_removals').values({ removed_at: now }).execute()
}

export type KnownWorkspace = {
  readonly workspace_id: number
  readonly slug: string
  readonly name: string
  readonly sample_since: Date | null
}

/** All workspaces of the installation, by what the doors may tell. */
export function selectWorkspaces(queries: Queries): Promise<KnownWorkspace[]> {
  return run<KnownWorkspace>(queries, 'select * from rapport_workspaces()')
}

export type NewWorkspace = {
  readonly slug: string
  readonly name: string
  readonly currency: string
  readonly timeZone: string
  readonly sample: boolean
}

export type Ground = { readonly database: Database; readonly now: Date }

/**
 * One transaction for a workspace that does not exist yet. `choose` sees those that exist, may refuse, and says
 * what the new one is; `furnish` then works in the new one's own scope.
 */
export async function inNewWorkspace<T>(
  { database, now }: Ground,
  choose: (known: readonly KnownWorkspace[]) => NewWorkspace,
  furnish: (scope: Scope) => Promise<T>,
): Promise<T> {
  return inScope(database, { workspaceId: 0, actor: systemActor, now }, async (scope) => {
    await sql`select pg_advisory_xact_lock(${foundingLock})`.execute(scope.tx)
    const { slug, name, currency, timeZone, sample } = choose(await selectWorkspaces(scope.tx))
    const [founded] = await run<{ id: number }>(
      scope.tx,
      'select rapport_found_workspace($1, $2, $3, $4, $5) as id',
      [slug, name, currency, timeZone, sample],
    )
    if (founded === undefined) throw new Error('a workspace was founded without an id')
    const wall = String(database.wall(founded.id))
    await run(scope.tx, `select set_config('rapport.workspace_id', $1, true)`, [wall])
    return furnish({ ...scope, workspaceId: founded.id })
  })
}

export type MembershipRow = {
  readonly workspace_id: number
  readonly slug: string
  readonly workspace_name: string
  readonly sample_since: Date | null
  readonly member_id: string
  readonly role: string
}

export function selectMemberships(queries: Queries, userId: string): Promise<MembershipRow[]> {
  return run<MembershipRow>(queries, 'select * from rapport_memberships($1)', [userId])
}
