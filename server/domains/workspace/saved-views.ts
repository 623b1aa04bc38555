import type { EndpointParsed } from '../../../contract/endpoint.ts'
import type {
  changeView as changeEndpoint,
  SavedView,
  saveView as saveEndpoint,
} from '../../../contract/workspace.ts'
import type { Scope } from '../../platform/scope.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { record } from '../journal/index.ts'
import { mayChangeView, mayRemoveView, maySaveView, mayShareView } from './policy.ts'
import { presentView } from './present.ts'
import {
  countOwnViews,
  deleteView,
  insertView,
  selectView,
  selectViews,
  updateView,
} from './saved-views.store.ts'
import type { ViewRow } from './saved-views.store.ts'

const viewsOfMemberMax = 200

export async function listViews(scope: Scope, page?: string): Promise<{ items: SavedView[] }> {
  const rows = await selectViews(scope, page)
  return { items: rows.map((row) => presentView(scope.actor, row)) }
}

/** Refuses `not-allowed` to a viewer who would share, `not-possible-now` beyond the most that a member keeps. */
export async function saveView(
  scope: Scope,
  view: EndpointParsed<typeof saveEndpoint>['body'],
): Promise<SavedView> {
  const { memberId } = scope.actor
  if (memberId === null || !maySaveView(scope.actor)) throw new Refusal('not-allowed')
  if (view.shared && !mayShareView(scope.actor)) throw new Refusal('not-allowed')
  if ((await countOwnViews(scope, memberId)) >= viewsOfMemberMax) {
    throw new Refusal('not-possible-now', { message: `A member keeps at most ${viewsOfMemberMax} views.` })
  }
  const id = await insertView(scope, { ...view, memberId })
  await record(scope, {
    kind: 'view.saved',
    subjectKind: 'view',
    subjectId: id,
    payload: { page: view.page },
  })
  return presentView(scope.actor, await viewNamed(scope, id))
}

/** Lets a view show something else. Refuses `not-allowed` to whoever could not remove it, `not-found`. */
export async function changeView(
  scope: Scope,
  id: string,
  change: EndpointParsed<typeof changeEndpoint>['body'],
): Promise<SavedView> {
  const view = await viewNamed(scope, id)
  if (!mayChangeView(scope.actor, { memberId: view.member_id, shared: view.shared_at !== null })) {
    throw new Refusal('not-allowed')
  }
  const { name = view.name, search = view.search } = change
  await updateView(scope, id, { name, search })
  await record(scope, {
    kind: 'view.changed',
    subjectKind: 'view',
    subjectId: id,
    payload: { page: view.page },
  })
  return presentView(scope.actor, await viewNamed(scope, id))
}

export async function removeView(scope: Scope, id: string): Promise<void> {
  const view = await viewNamed(scope, id)
  if (!mayRemoveView(scope.actor, { memberId: view.member_id, shared: view.shared_at !== null })) {
    throw new Refusal('not-allowed')
  }
  await deleteView(scope, id)
  await record(scope, {
    kind: 'view.removed',
    subjectKind: 'view',
    subjectId: id,
    payload: { page: view.page },
  })
}

async function viewNamed(scope: Scope, id: string): Promise<ViewRow> {
  const row = await selectView(scope, id)
  if (row === undefined) throw notFound('view')
  return row
}
