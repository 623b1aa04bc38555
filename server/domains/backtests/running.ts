import { backTestSentence } from '../../../contract/backtest-sentence.ts'
import type { BackTestResult } from '../../../contract/backtests.ts'
import { agreementBody } from '../../../contract/agreement-bodies.ts'
import type { Log } from '../../platform/log.ts'
import { inScope, systemActor, workspaceIds } from '../../platform/scope.ts'
import type { Database, Scope } from '../../platform/scope.ts'
import { takeTurn } from '../../platform/turn.ts'
import { record } from '../journal/index.ts'
import { enqueueReplay } from './asking.ts'
import { deleteLeads, insertLeads } from './leads.store.ts'
import { replayAll } from './replaying.ts'
import type { ListedLead } from './rules/tally.ts'
import { isTestedBody } from './standards.ts'
import * as store from './store.ts'
import type { BackTestRow } from './store.ts'

/** Where back-tests run: transactions of their own, the time, and the sign to stop. */
export type Bench = {
  readonly database: Database
  readonly workspaceId: number
  readonly now: () => Date
  readonly log: Pick<Log, 'error'>
  readonly stopping: AbortSignal
}

const busyRetryMs = 2000

/** Replays what waits in a workspace, one back-test after the other; where another worker does, later. */
export async function replayWaiting(bench: Bench): Promise<void> {
  const door = doorOf(bench)
  const { database, workspaceId } = bench
  const began = await takeTurn({ database, workspaceId, to: 'replay' }, async () => {
    for (let id = await door(store.selectOldestOpen); id !== undefined;) {
      await replayOne(bench, id)
      id = await door(store.selectOldestOpen)
    }
  })
  if (began) return
  await door(async (scope) => {
    if ((await store.selectOldestOpen(scope)) === undefined) return
    await enqueueReplay(scope, new Date(scope.now.getTime() + busyRetryMs))
  })
}

/** Puts the work of every workspace back into the queue where a back-test has not ended. */
export async function recoverBackTests(database: Database, now: Date): Promise<void> {
  for (const workspaceId of await workspaceIds(database)) {
    await inScope(database, { workspaceId, actor: systemActor, now }, async (scope) => {
      if ((await store.selectOldestOpen(scope)) !== undefined) await enqueueReplay(scope)
    })
  }
}

function doorOf({ database, workspaceId, now }: Bench) {
  return <T>(work: (scope: Scope) => Promise<T>): Promise<T> =>
    inScope(database, { workspaceId, actor: systemActor, now: now() }, work)
}

const failureWords =
  'Something went wrong while replaying the past. It was noted in the log; ask again, and tell an admin if it stays.'

const beginningsMax = 5
const cutOffWords = `The worker ended ${beginningsMax} times in the middle of it. The log may know why; give it more memory, or choose a shorter period, and ask again.`

/** Replays one back-test to its end. Throws only where the worker stops, so that the next one begins it anew. */
async function replayOne(bench: Bench, id: string): Promise<void> {
  const door = doorOf(bench)
  try {
    const row = await door((scope) => begin(scope, id))
    if (row === undefined) return
    const result = await replayed(bench, row)
    await door((scope) => (result === null ? endCancelled(scope, id) : finish(scope, row, result)))
  } catch (error) {
    if (bench.stopping.aborted) throw error
    bench.log.error({ err: error, backTest: id }, 'A back-test failed')
    await door((scope) => fail(scope, id, failureWords))
  }
}

async function fail(scope: Scope, id: string, failure: string): Promise<void> {
  await deleteLeads(scope, id)
  await store.advance(scope, id, { ended_at: scope.now, failure })
  await record(scope, { kind: 'back-test.failed', subjectKind: 'back-test', subjectId: id })
}

/** Takes up a back-test; what a run wrote that was cut off is forgotten. One that was cut off too often is given up. */
async function begin(scope: Scope, id: string): Promise<BackTestRow | undefined> {
  await deleteLeads(scope, id)
  if ((await store.countBeginning(scope, id)) > beginningsMax) {
    await fail(scope, id, cutOffWords)
    return undefined
  }
  const goesOn = await store.advance(scope, id, { step: 'reading', leads_done: 0, leads_total: 0 })
  if (goesOn) return store.selectBackTest(scope, id)
  await endCancelled(scope, id)
  return undefined
}

async function endCancelled(scope: Scope, id: string): Promise<void> {
  await deleteLeads(scope, id)
  await store.advance(scope, id, { ended_at: scope.now })
}

async function finish(scope: Scope, row: BackTestRow, result: BackTestResult): Promise<void> {
  const goesOn = await store.advance(scope, row.id, { result: JSON.stringify(result), ended_at: scope.now })
  // Somebody who stopped it at the last moment has evidence all the same: it is whole.
  if (!goesOn) return
  await record(scope, {
    kind: 'back-test.finished',
    subjectKind: 'back-test',
    subjectId: row.id,
    payload: { versionId: row.version_id, revision: row.revision },
  })
}

/** The result of a replay; null where somebody stopped it. */
async function replayed(bench: Bench, row: BackTestRow): Promise<BackTestResult | null> {
  const body = agreementBody.parse(row.body)
  if (!isTestedBody(body)) throw new Error('a back-test of what cannot be replayed')
  const door = doorOf(bench)
  const counted = await replayAll(bench, {
    tested: { agreementId: row.agreement_id, body },
    stageId: row.stage_id,
    askedAt: row.asked_at,
    from: row.from_at,
    to: row.to_at,
    list: (leads: readonly ListedLead[]) => door((scope) => insertLeads(scope, row.id, leads)),
    goesOn: progressOf(bench, row.id),
  })
  if (counted === null) return null
  const names = { stage: row.stage_name, number: row.number, comparedWith: row.compared_number }
  return { ...counted, sentence: backTestSentence(counted, names) }
}

/** Progress is written at most this often: each time is a transaction. */
const progressPauseMs = 250

export type Step = 'reading' | 'replaying' | 'writing'

/** Says how far a replay is and answers whether to go on. Throws where the worker stops. */
function progressOf(bench: Bench, id: string) {
  const door = doorOf(bench)
  let toldAt = 0
  let goesOn = true
  return async (step: Step, done: number, total: number): Promise<boolean> => {
    if (bench.stopping.aborted)
      throw new Error('The worker stops; this back-test begins anew when it starts again.')
    const elapsed = performance.now()
    if (elapsed - toldAt < progressPauseMs) return goesOn
    toldAt = elapsed
    goesOn = await door((scope) =>
      store.advance(scope, id, { step, leads_done: done, leads_total: Math.max(done, total) }),
    )
    return goesOn
  }
}
