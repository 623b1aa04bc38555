import { v7 as uuid } from 'uuid'
import { surveyPlan, trainingPlan } from '../../../contract/learning-views.ts'
import type { LearningRunView, SurveyPlan, TrainingPlan } from '../../../contract/learning-views.ts'
import type { Log } from '../../platform/log.ts'
import { enqueue } from '../../platform/queue.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { holdTurn } from '../../platform/turn.ts'
import { record } from '../journal/index.ts'
import { canWorkOnScores } from './policy.ts'
import { presentRun, runStateOf } from './present.ts'
import { doorOf } from './reading.ts'
import type { Bench } from './reading.ts'
import * as store from './store.ts'
import type { RunRow } from './store.ts'
import { surveyed } from './surveying.ts'
import { trained } from './training.ts'

/** The one task of this domain: it works on a run until it ends. */
export const runTask = 'learning.run'
/** A worker that is stopped leaves its run to the next one; what fails so often would fail again. */
const attemptsMax = 5

/** Asks for the ranking of the attributes. Refuses while another run is under way. */
export function askSurvey(scope: Scope, plan: SurveyPlan): Promise<LearningRunView> {
  return ask(scope, { kind: 'survey', name: null, plan })
}

/** Asks for a model. Refuses while another run is under way. */
export function askTraining(
  scope: Scope,
  { name, ...plan }: TrainingPlan & { readonly name: string },
): Promise<LearningRunView> {
  return ask(scope, { kind: 'training', name, plan })
}

type Wanted = {
  readonly kind: 'survey' | 'training'
  readonly name: string | null
  readonly plan: SurveyPlan | TrainingPlan
}

async function ask(scope: Scope, wanted: Wanted): Promise<LearningRunView> {
  if (!canWorkOnScores(scope.actor)) throw new Refusal('not-allowed')
  await holdTurn(scope, 'ask to learn')
  const newest = await store.selectNewestRun(scope)
  if (newest !== undefined && isUnderWay(newest, scope.now))
    throw new Refusal('not-possible-now', {
      message: 'A survey or a training is under way.',
      remedy: 'Wait until it has ended, or stop it.',
    })
  const id = uuid()
  await store.insertRun(scope, { id, ...wanted })
  await record(scope, { kind: `learning.${wanted.kind}-asked`, subjectKind: 'learning-run', subjectId: id })
  await enqueue(scope, { task: runTask, payload: { runId: id } }, { attemptsMax })
  return readRun(scope, id)
}

function isUnderWay(run: RunRow, now: Date): boolean {
  return ['waiting', 'working', 'cancelling'].includes(runStateOf(run, now))
}

/** How far a run is. Refuses `not-found`. */
export async function readRun(scope: Scope, id: string): Promise<LearningRunView> {
  return presentRun(await heldRun(scope, id), scope.now)
}

/** Stops a run at its next step. Refuses one that has ended. */
export async function cancelRun(scope: Scope, id: string): Promise<LearningRunView> {
  if (!canWorkOnScores(scope.actor)) throw new Refusal('not-allowed')
  const run = await heldRun(scope, id)
  if (run.ended_at !== null) throw new Refusal('not-possible-now', { message: 'It has ended already.' })
  const isDead = runStateOf(run, scope.now) === 'interrupted'
  await store.advanceRun(scope, id, {
    cancel_asked_at: scope.now,
    ...(isDead ? { ended_at: scope.now } : {}),
  })
  await record(scope, { kind: 'learning.cancelled', subjectKind: 'learning-run', subjectId: id })
  return readRun(scope, id)
}

async function heldRun(scope: Scope, id: string): Promise<RunRow> {
  const run = await store.selectRun(scope, id)
  if (run === undefined) throw notFound('run')
  return run
}

export type RunBench = Bench & { readonly log: Pick<Log, 'error'>; readonly stopping: AbortSignal }

const failureWords =
  'Something went wrong while reading the past. It was noted in the log; ask again, and tell an admin if it stays.'

/** Works on a run until it ends. Throws only where the worker stops, so that the queue hands the run to the next. */
export async function workOnRun(bench: RunBench, id: string): Promise<void> {
  const door = doorOf(bench)
  const run = await door((scope) => store.selectRun(scope, id), true)
  if (run === undefined || run.ended_at !== null) return
  try {
    await (run.kind === 'survey' ? survey(bench, run) : train(bench, run))
  } catch (error) {
    if (bench.stopping.aborted) throw error
    bench.log.error({ err: error, run: id }, 'A run of the learned score failed')
    await door((scope) => end(scope, run, { failure: failureWords }))
  }
}

async function survey(bench: RunBench, run: RunRow): Promise<void> {
  const result = await surveyed(bench, surveyPlan.parse(run.plan), progressOf(bench, run))
  const text = result === null ? undefined : JSON.stringify(result)
  await doorOf(bench)((scope) => end(scope, run, text === undefined ? {} : { result: text }))
}

async function train(bench: RunBench, run: RunRow): Promise<void> {
  const plan = trainingPlan.parse(run.plan)
  const outcome = await trained(bench, plan, progressOf(bench, run))
  await doorOf(bench)(async (scope) => {
    if (outcome === null) return end(scope, run, {})
    if ('failure' in outcome) return end(scope, run, { failure: outcome.failure })
    const model = { id: uuid(), name: run.name ?? '', plan, body: outcome.body, trainedById: run.asked_by_id }
    const ended = await store.advanceRun(scope, run.id, {
      ended_at: scope.now,
      result: JSON.stringify({ modelId: model.id }),
    })
    // Somebody who stopped it at the last moment gets no model.
    if (!ended) return undefined
    await store.insertModel(scope, model)
    await record(scope, { kind: 'learning.trained', subjectKind: 'learned-model', subjectId: model.id })
    return undefined
  })
}

type End = { readonly failure?: string; readonly result?: string }

async function end(scope: Scope, run: RunRow, how: End): Promise<void> {
  await store.advanceRun(scope, run.id, { ...how, ended_at: scope.now })
  await record(scope, { kind: `learning.${run.kind}-ended`, subjectKind: 'learning-run', subjectId: run.id })
}

/** Progress is written at most this often: each time is a transaction. */
const progressPauseMs = 250

function progressOf(bench: RunBench, run: RunRow) {
  const door = doorOf(bench)
  let toldAt = 0
  let goesOn = true
  return async (step: 'reading' | 'fitting', done: number, total: number): Promise<boolean> => {
    if (bench.stopping.aborted)
      throw new Error('The worker stops; this run begins anew when it starts again.')
    const elapsed = performance.now()
    if (elapsed - toldAt < progressPauseMs) return goesOn
    toldAt = elapsed
    goesOn = await door((scope) =>
      store.advanceRun(scope, run.id, { step, steps_done: done, steps_total: total }),
    )
    return goesOn
  }
}
