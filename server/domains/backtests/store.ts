import { backTestsListedMax } from '../../../contract/backtests.ts'
import type { Scope } from '../../platform/database.ts'
import { advance as advanceRun } from '../../platform/long-run.ts'

export type BackTestRow = NonNullable<Awaited<ReturnType<typeof selectBackTest>>>

/** Back-tests with the version that they tested, its text's present revision, and who asked. */
function backTests(scope: Scope) {
  const ws = scope.workspaceId
  return scope.tx
    .selectFrom('back_tests as b')
    .innerJoin('agreement_versions as v', (on) =>
      on.on('v.workspace_id', '=', ws).onRef('v.id', '=', 'b.version_id'),
    )
    .innerJoin('agreements as a', (on) =>
      on.on('a.workspace_id', '=', ws).onRef('a.id', '=', 'v.agreement_id'),
    )
    .innerJoin('stages as g', (on) => on.on('g.workspace_id', '=', ws).onRef('g.id', '=', 'b.stage_id'))
    .leftJoin('agreement_versions as c', (on) =>
      on.on('c.workspace_id', '=', ws).onRef('c.id', '=', 'b.compared_with_id'),
    )
    .leftJoin('members as m', (on) => on.on('m.workspace_id', '=', ws).onRef('m.id', '=', 'b.asked_by_id'))
    .selectAll('b')
    .select(['a.id as agreement_id', 'a.kind', 'a.title', 'v.number', 'v.revision as revision_now'])
    .select(['g.key as stage_key', 'g.name as stage_name', 'c.number as compared_number'])
    .select(['m.name as asked_by_name', 'm.team as asked_by_team'])
    .where('b.workspace_id', '=', ws)
}

export async function selectBackTest(scope: Scope, id: string) {
  return backTests(scope).where('b.id', '=', id).executeTakeFirst()
}

/** The back-tests of a version, the newest first; ids sort by time. */
export async function selectBackTestsOf(scope: Scope, versionId: number) {
  return backTests(scope)
    .where('b.version_id', '=', versionId)
    .orderBy('b.id', 'desc')
    .limit(backTestsListedMax)
    .execute()
}

export async function countBackTestsOf(scope: Scope, versionId: number): Promise<number> {
  const { count } = await scope.tx
    .selectFrom('back_tests')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', scope.workspaceId)
    .where('version_id', '=', versionId)
    .executeTakeFirstOrThrow()
  return count
}

/** The one that was asked for first among those that have not ended. */
export async function selectOldestOpen(scope: Scope): Promise<string | undefined> {
  const row = await scope.tx
    .selectFrom('back_tests')
    .select('id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst()
  return row?.id
}

export type NewBackTest = {
  readonly id: string
  readonly versionId: number
  readonly revision: number
  readonly body: unknown
  readonly comparedWithId: number | null
  readonly stageId: number
  readonly from: Date
  readonly to: Date
}

export async function insertBackTest(scope: Scope, test: NewBackTest): Promise<void> {
  await scope.tx
    .insertInto('back_tests')
    .values({
      workspace_id: scope.workspaceId,
      id: test.id,
      version_id: test.versionId,
      revision: test.revision,
      body: JSON.stringify(test.body),
      compared_with_id: test.comparedWithId,
      stage_id: test.stageId,
      from_at: test.from,
      to_at: test.to,
      asked_by_id: scope.actor.memberId,
      asked_at: scope.now,
      heard_at: scope.now,
    })
    .execute()
}

/** Notes that one is begun, and answers how often it was by now. */
export async function countBeginning(scope: Scope, id: string): Promise<number> {
  const { beginnings } = await scope.tx
    .updateTable('back_tests')
    .set((row) => ({ beginnings: row('beginnings', '+', 1) }))
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .returning('beginnings')
    .executeTakeFirstOrThrow()
  return beginnings
}

type Progress = {
  readonly step?: 'waiting' | 'reading' | 'replaying' | 'writing'
  readonly leads_done?: number
  readonly leads_total?: number
  readonly cancel_asked_at?: Date
  readonly ended_at?: Date
  readonly failure?: string
  readonly result?: string
}

/** Says how far a back-test is, unless it has ended. Answers whether it goes on and nobody asked it to stop. */
export function advance(scope: Scope, id: string, progress: Progress): Promise<boolean> {
  return advanceRun(scope, 'back_tests', { id, progress })
}
