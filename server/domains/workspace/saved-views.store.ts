import { v7 as uuid } from 'uuid'
import type { Scope } from '../../platform/database.ts'

const viewsShownMax = 1000

export type ViewRow = {
  readonly id: string
  readonly page: string
  readonly name: string
  readonly search: string
  readonly member_id: string
  readonly member_name: string
  readonly shared_at: Date | null
  readonly created_at: Date
}

/** The views that the actor can see: their own and those that are shared. */
function visibleViews({ tx, workspaceId, actor }: Scope) {
  return tx
    .selectFrom('saved_views as v')
    .innerJoin('members as m', (join) =>
      join.onRef('m.workspace_id', '=', 'v.workspace_id').onRef('m.id', '=', 'v.member_id'),
    )
    .select(['v.id', 'v.page', 'v.name', 'v.search', 'v.member_id', 'm.name as member_name'])
    .select(['v.shared_at', 'v.created_at'])
    .where('v.workspace_id', '=', workspaceId)
    .where((row) => row.or([row('v.shared_at', 'is not', null), row('v.member_id', '=', actor.memberId)]))
}

export function selectViews(scope: Scope, page?: string): Promise<ViewRow[]> {
  const views = visibleViews(scope).orderBy('v.name').orderBy('v.id').limit(viewsShownMax)
  return (page === undefined ? views : views.where('v.page', '=', page)).execute()
}

export function selectView(scope: Scope, id: string): Promise<ViewRow | undefined> {
  return visibleViews(scope).where('v.id', '=', id).executeTakeFirst()
}

export async function countOwnViews({ tx, workspaceId }: Scope, memberId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('saved_views')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .executeTakeFirstOrThrow()
  return count
}

type NewView = {
  readonly page: string
  readonly name: string
  readonly search: string
  readonly shared: boolean
  readonly memberId: string
}

export async function insertView({ tx, workspaceId, now }: Scope, view: NewView): Promise<string> {
  const id = uuid()
  await tx
    .insertInto('saved_views')
    .values({
      workspace_id: workspaceId,
      id,
      page: view.page,
      name: view.name,
      search: view.search,
      member_id: view.memberId,
      shared_at: view.shared ? now : null,
      created_at: now,
    })
    .execute()
  return id
}

export async function updateView(
  { tx, workspaceId }: Scope,
  id: string,
  view: { readonly name: string; readonly search: string },
): Promise<void> {
  await tx
    .updateTable('saved_views')
    .set(view)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

export async function deleteView({ tx, workspaceId }: Scope, id: string): Promise<void> {
  await tx.deleteFrom('saved_views').where('workspace_id', '=', workspaceId).where('id', '=', id).execute()
}

export async function countSharedViews({ tx, workspaceId }: Scope, memberId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('saved_views')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('shared_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return count
}

export async function passSharedViews(
  { tx, workspaceId }: Scope,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await tx
    .updateTable('saved_views')
    .set({ member_id: to })
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', from)
    .where('shared_at', 'is not', null)
    .execute()
}
