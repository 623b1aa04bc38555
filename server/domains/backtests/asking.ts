import { v7 as uuid } from 'uuid'
import {
  backTestedKinds,
  backTestMonthsDefault,
  backTestsListedMax,
  backTestYearsMax,
} from '../../../contract/backtests.ts'
import type { BackTestView, createBackTest } from '../../../contract/backtests.ts'
import type { EndpointParsed } from '../../../contract/endpoint.ts'
import type { StageView } from '../../../contract/leads.ts'
import { enqueue } from '../../platform/queue.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { holdTurn } from '../../platform/turn.ts'
import { showVersion } from '../agreements/index.ts'
import { record } from '../journal/index.ts'
import { refuseUnseen } from '../criteria/index.ts'
import { daysIn } from '../judging/index.ts'
import { workspaceSettings } from '../workspace/index.ts'
import { readBackTest } from './backtests.ts'
import { canTest } from './policy.ts'
import { monthAfter, monthsIn, monthStart } from './rules/months.ts'
import { criteriaIn, isTestedBody, stagesTested, versionBeside } from './standards.ts'
import type { Tested } from './standards.ts'
import * as store from './store.ts'

/** The one task of this domain: it replays what waits in a workspace, one back-test after the other. */
export const replayTask = 'backtests.replay'
/** A worker that is stopped leaves its run to the next one; what fails so often would fail again. */
const attemptsMax = 5

type Asked = EndpointParsed<typeof createBackTest>['body']

/** Asks for a replay of a version as it reads now. Refuses what cannot be replayed, and says where and why. */
export async function askBackTest(scope: Scope, asked: Asked): Promise<BackTestView> {
  if (!canTest(scope.actor)) throw new Refusal('not-allowed')
  const version = await showVersion(scope, asked.versionId)
  const tested = testedOf(version.agreement.id, version.body)
  await refuseUnseen(scope, criteriaIn(tested.body), 'versionId')
  const stage = chosenStage(await stagesTested(scope, tested), asked.stage, tested)
  const period = await periodOf(scope, asked)
  const beside = await versionBeside(scope, tested)
  await holdTurn(scope, 'ask for a back-test')
  if ((await store.countBackTestsOf(scope, version.id)) >= backTestsListedMax) throw tooMany
  const id = uuid()
  await store.insertBackTest(scope, {
    id,
    versionId: version.id,
    revision: version.revision,
    body: tested.body,
    comparedWithId: beside?.versionId ?? null,
    stageId: stage.id,
    ...period,
  })
  await record(scope, {
    kind: 'back-test.asked',
    subjectKind: 'back-test',
    subjectId: id,
    payload: { versionId: version.id, revision: version.revision, stage: stage.key },
  })
  await enqueueReplay(scope)
  return readBackTest(scope, id)
}

/** Puts the work of a workspace into the queue, where it waits at most once. */
export async function enqueueReplay(scope: Scope, runAt?: Date): Promise<void> {
  const key = `${replayTask}:${scope.workspaceId}`
  await enqueue(
    scope,
    { task: replayTask, payload: {} },
    { attemptsMax, key, ...(runAt === undefined ? {} : { runAt }) },
  )
}

const tooMany = new Refusal('not-possible-now', {
  message: `This version has ${backTestsListedMax} back-tests already.`,
  remedy: 'Look at those, or draft another version.',
  place: 'versionId',
})

function testedOf(agreementId: string, body: Parameters<typeof isTestedBody>[0]): Tested {
  if (isTestedBody(body)) return { agreementId, body }
  throw new Refusal('not-possible-now', {
    message: `An agreement of the kind ${body.kind} decides nothing about who qualifies.`,
    remedy: `Back-test one of the kinds ${backTestedKinds.join(', ')}.`,
    place: 'versionId',
  })
}

const stageByDefault = 'mql'

function chosenStage(stages: readonly StageView[], key: string | undefined, { body }: Tested): StageView {
  if (stages.length === 0) throw nothingJudged(body.kind)
  if (key === undefined) {
    const chosen = stages.find((stage) => stage.key === stageByDefault) ?? stages[0]
    if (chosen !== undefined) return chosen
  }
  const named = stages.find((stage) => stage.key === key)
  if (named !== undefined) return named
  throw new Refusal('invalid-input', {
    message: `This version decides nothing about the entry into ${key}.`,
    remedy: `Choose one of ${stages.map((stage) => stage.key).join(', ')}.`,
    place: 'stage',
  })
}

function nothingJudged(kind: Tested['body']['kind']): Refusal {
  if (kind === 'stage')
    return new Refusal('not-possible-now', {
      message:
        'People move leads to this stage by this version, or it is an exit: there are no criteria to replay.',
      remedy: 'Let criteria move leads to it.',
      place: 'versionId',
    })
  return new Refusal('not-possible-now', {
    message: `No definition of a stage in force asks for this ${kind}, so that it changes nothing about who qualifies.`,
    remedy: 'Back-test the definition of a stage that asks for it instead.',
    place: 'versionId',
  })
}

async function periodOf(scope: Scope, asked: Asked): Promise<{ from: Date; to: Date }> {
  const { timeZone } = await workspaceSettings(scope)
  const to = asked.to === undefined ? scope.now : new Date(asked.to)
  const from = asked.from === undefined ? monthsBefore(to, timeZone) : new Date(asked.from)
  if (to > scope.now) throw refuse('to', 'The period ends in the future.', 'Let it end now or before.')
  if (from >= to) throw refuse('from', 'The period is empty: it ends before it begins.', 'Begin earlier.')
  const earliest = new Date(to)
  earliest.setUTCFullYear(to.getUTCFullYear() - backTestYearsMax)
  if (from < earliest)
    throw refuse(
      'from',
      `The period is longer than ${backTestYearsMax} years.`,
      'Begin later, or end earlier.',
    )
  return { from, to }
}

function refuse(place: string, message: string, remedy: string): Refusal {
  return new Refusal('invalid-input', { place, message, remedy })
}

/** The first instant of the month that lies twelve months before the one that runs. */
function monthsBefore(to: Date, timeZone: string): Date {
  const dayOf = daysIn(timeZone)
  const month = monthsIn(dayOf)(to.getTime())
  return new Date(monthStart(monthAfter(month, -backTestMonthsDefault), dayOf))
}

/** Stops a back-test at its next step. Refuses one that has ended. */
export async function cancelBackTest(scope: Scope, id: string): Promise<BackTestView> {
  if (!canTest(scope.actor)) throw new Refusal('not-allowed')
  const row = await store.selectBackTest(scope, id)
  if (row === undefined) throw notFound('back-test')
  if (row.ended_at !== null)
    throw new Refusal('not-possible-now', {
      message: 'This back-test has ended already.',
      remedy: 'Its result stays as it is.',
    })
  const hasBegun = row.step !== 'waiting'
  await store.advance(scope, id, {
    cancel_asked_at: scope.now,
    ...(hasBegun ? {} : { ended_at: scope.now }),
  })
  await record(scope, { kind: 'back-test.cancelled', subjectKind: 'back-test', subjectId: id })
  return readBackTest(scope, id)
}
