import type { LearnedKind, Mark } from '../../../contract/learning-views.ts'
import type { Scope } from '../../platform/database.ts'
import { advance } from '../../platform/long-run.ts'

export type RunRow = NonNullable<Awaited<ReturnType<typeof selectRun>>>
export type ModelRow = NonNullable<Awaited<ReturnType<typeof selectModel>>>
export type MarkRow = Awaited<ReturnType<typeof selectMarks>>[number]

type NewRun = {
  readonly id: string
  readonly kind: 'survey' | 'training'
  readonly name: string | null
  readonly plan: unknown
}

/** Runs with whoever asked for them. */
function runs(scope: Scope) {
  return scope.tx
    .selectFrom('learning_runs as r')
    .leftJoin('members as m', (on) =>
      on.on('m.workspace_id', '=', scope.workspaceId).onRef('m.id', '=', 'r.asked_by_id'),
    )
    .selectAll('r')
    .select(['m.name as asked_by_name', 'm.team as asked_by_team'])
    .where('r.workspace_id', '=', scope.workspaceId)
}

export async function insertRun(scope: Scope, run: NewRun): Promise<void> {
  await scope.tx
    .insertInto('learning_runs')
    .values({
      ...run,
      plan: JSON.stringify(run.plan),
      workspace_id: scope.workspaceId,
      asked_by_id: scope.actor.memberId,
      asked_at: scope.now,
      heard_at: scope.now,
    })
    .execute()
}

export async function selectRun(scope: Scope, id: string) {
  return runs(scope).where('r.id', '=', id).executeTakeFirst()
}

/** The run that was asked for last. */
export async function selectNewestRun(scope: Scope) {
  return runs(scope).orderBy('r.asked_at', 'desc').orderBy('r.id', 'desc').limit(1).executeTakeFirst()
}

/** The survey that was finished last. */
export async function selectNewestSurvey(scope: Scope) {
  return runs(scope)
    .where('r.kind', '=', 'survey')
    .where('r.result', 'is not', null)
    .orderBy('r.asked_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

type Progress = {
  readonly step?: 'reading' | 'fitting'
  readonly steps_done?: number
  readonly steps_total?: number
  readonly cancel_asked_at?: Date
  readonly ended_at?: Date
  readonly failure?: string | null
  readonly result?: string
}

/** Says how far a run is, unless it has ended. Answers whether it goes on and nobody asked it to stop. */
export function advanceRun(scope: Scope, id: string, progress: Progress): Promise<boolean> {
  return advance(scope, 'learning_runs', { id, progress })
}

type NewMark = { readonly recordKind: LearnedKind; readonly field: string; readonly mark: Mark }

export async function upsertMark(scope: Scope, { recordKind, field, mark }: NewMark): Promise<void> {
  const said = { mark, marked_by_id: scope.actor.memberId, marked_at: scope.now }
  await scope.tx
    .insertInto('learning_marks')
    .values({ workspace_id: scope.workspaceId, record_kind: recordKind, field, ...said })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'record_kind', 'field']).doUpdateSet(said))
    .execute()
}

export async function deleteMark(scope: Scope, recordKind: LearnedKind, field: string): Promise<void> {
  await scope.tx
    .deleteFrom('learning_marks')
    .where('workspace_id', '=', scope.workspaceId)
    .where('record_kind', '=', recordKind)
    .where('field', '=', field)
    .execute()
}

/** What people said of attributes, with who said it. */
export async function selectMarks(scope: Scope) {
  return scope.tx
    .selectFrom('learning_marks as k')
    .leftJoin('members as m', (on) =>
      on.on('m.workspace_id', '=', scope.workspaceId).onRef('m.id', '=', 'k.marked_by_id'),
    )
    .select(['k.record_kind', 'k.field', 'k.mark', 'k.marked_at', 'k.marked_by_id'])
    .select(['m.name as marked_by_name', 'm.team as marked_by_team'])
    .where('k.workspace_id', '=', scope.workspaceId)
    .orderBy('k.record_kind')
    .orderBy('k.field')
    .execute()
}

type NewModel = {
  readonly id: string
  readonly name: string
  readonly plan: unknown
  readonly body: unknown
  readonly trainedById: string | null
}

export async function insertModel(
  scope: Scope,
  { id, name, plan, body, trainedById }: NewModel,
): Promise<void> {
  await scope.tx
    .insertInto('learning_models')
    .values({
      workspace_id: scope.workspaceId,
      id,
      name,
      plan: JSON.stringify(plan),
      body: JSON.stringify(body),
      trained_by_id: trainedById,
      trained_at: scope.now,
    })
    .execute()
}

function models(scope: Scope) {
  return scope.tx
    .selectFrom('learning_models as d')
    .leftJoin('members as m', (on) =>
      on.on('m.workspace_id', '=', scope.workspaceId).onRef('m.id', '=', 'd.trained_by_id'),
    )
    .selectAll('d')
    .select(['m.name as trained_by_name', 'm.team as trained_by_team'])
    .where('d.workspace_id', '=', scope.workspaceId)
}

export async function selectModel(scope: Scope, id: string) {
  return models(scope).where('d.id', '=', id).executeTakeFirst()
}

/** Models by their ids, which sort by time, the newest first. */
export async function selectModels(scope: Scope, page: { before: string | null; limit: number }) {
  const query = models(scope).orderBy('d.id', 'desc').limit(page.limit)
  return page.before === null ? query.execute() : query.where('d.id', '<', page.before).execute()
}

export async function countModels(scope: Scope): Promise<number> {
  const { count } = await scope.tx
    .selectFrom('learning_models')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', scope.workspaceId)
    .executeTakeFirstOrThrow()
  return count
}
