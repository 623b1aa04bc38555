import { randomInt } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import type { StageBody } from '../../../contract/agreement-bodies.ts'
import type { VersionView } from '../../../contract/agreement-views.ts'
import { calibrationLeadsMin, calibrationSeedMax } from '../../../contract/calibration.ts'
import type { answerCalibrationLead, startCalibration } from '../../../contract/calibration.ts'
import type { CalibrationView, ClassifyingTeam } from '../../../contract/calibration-views.ts'
import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { showVersion } from '../agreements/index.ts'
import { record } from '../journal/index.ts'
import { notify, notifyEverybody } from '../notifications/index.ts'
import { poolFor } from './candidates.ts'
import { classifiesFor, mayClose, mayStart } from './policy.ts'
import { drawnLead, heldCalibration, show } from './reading.ts'
import { draw } from './rules/draw.ts'
import * as store from './store.ts'
import type { Calibration } from './store.ts'

type Start = EndpointParsed<typeof startCalibration>['body'] & { readonly versionId: number }

/** Draws leads for both teams to classify. Refuses what is no stage definition in force or proposed. */
export async function start(scope: Scope, { versionId, leads, seed }: Start): Promise<CalibrationView> {
  const version = await showVersion(scope, versionId)
  if (!mayStart(scope.actor)) throw new Refusal('not-allowed')
  const body = calibrated(version)
  if (await store.hasOpen(scope, versionId)) throw openAlready()
  const lot = seed ?? randomInt(calibrationSeedMax)
  const { openLeads, candidates } = await poolFor(scope, body, lot)
  const drawn = draw(candidates, leads, lot)
  if (drawn.length < calibrationLeadsMin)
    throw new Refusal('not-possible-now', {
      message: `There are ${drawn.length} open leads of different people; fewer than ${calibrationLeadsMin} tell nothing.`,
      remedy: 'Import or add leads first.',
    })
  const id = uuid()
  const judgedLeads = candidates.length
  const drawing = { id, versionId, seed: lot, wanted: leads, openLeads, judgedLeads, drawn }
  if (!(await store.insertCalibration(scope, drawing))) throw openAlready()
  await tellOfStart(scope, { id, title: version.agreement.title, leads: drawn.length })
  return show(scope, id)
}

function openAlready(): Refusal {
  return new Refusal('already-exists', {
    message: 'A calibration of this version is open already.',
    remedy: 'Answer it to its end, or close it first.',
  })
}

function calibrated({ body, state, number }: VersionView): StageBody {
  if (body.kind !== 'stage')
    throw new Refusal('not-possible-now', {
      message: 'This is no definition of a stage.',
      remedy: 'Calibrate what says when a lead stands at a stage.',
    })
  if (state !== 'in-force' && state !== 'proposed')
    throw new Refusal('not-possible-now', {
      message: `Version ${number} is neither in force nor proposed.`,
      remedy: 'Propose it first, so that both teams read the same text.',
    })
  return body
}

type Started = { readonly id: string; readonly title: string; readonly leads: number }

async function tellOfStart(scope: Scope, { id, title, leads }: Started): Promise<void> {
  const eventId = await recordAct(scope, id, { kind: 'calibration.started', title, leads })
  await notifyEverybody(scope, {
    kind: 'calibration.started',
    text: `${scope.actor.name} asks both teams to classify ${leads} leads by “${title}”.`,
    ...placeOf(id),
    eventId,
  })
}

/** What is written down of an act tells nothing of what anybody answered. */
function recordAct(
  scope: Scope,
  id: string,
  { kind, ...payload }: { readonly kind: string } & Record<string, unknown>,
): Promise<number> {
  return record(scope, { kind, subjectKind: 'calibration', subjectId: id, payload })
}

const placeOf = (id: string) => ({
  path: `/calibration/${id}`,
  subjectKind: 'calibration',
  subjectId: id,
})

type Answering = EndpointParsed<typeof answerCalibrationLead>['body'] & {
  readonly id: string
  readonly place: number
}

/** Answers for one's team; the last answer of both teams closes it. Refuses where a colleague has answered. */
export async function answer(
  scope: Scope,
  { id, place, ...said }: Answering,
): Promise<EndpointAnswer<typeof answerCalibrationLead>> {
  await store.lockCalibration(scope, id)
  const found = await heldCalibration(scope, id)
  await drawnLead(scope, { id, place })
  const team = classifiesFor(scope.actor)
  if (team === null)
    throw new Refusal('not-allowed', { message: 'Members of marketing and of sales classify leads.' })
  refuseClosed(found)
  await refuseSpoken(scope, { id, place, team })
  await store.upsertAnswer(scope, { id, place, team, ...said })
  const now = await heldCalibration(scope, id)
  const closed = now.marketing === now.leads && now.sales === now.leads
  if (closed) await store.updateClosed(scope, id, null)
  const progress = { team, answered: now[team], of: now.leads, closed }
  const eventId = await recordAct(scope, id, { kind: 'calibration.answered', place, ...progress })
  if (closed) await tellOfClosing(scope, { found: now, eventId })
  return progress
}

function refuseClosed({ closed_at: closedAt }: Calibration): void {
  if (closedAt === null) return
  throw new Refusal('not-possible-now', {
    message: 'This calibration is closed: everybody sees what was answered.',
    remedy: 'Start another one.',
  })
}

type Spoken = { readonly id: string; readonly place: number; readonly team: ClassifyingTeam }

async function refuseSpoken(scope: Scope, { id, place, team }: Spoken): Promise<void> {
  const given = (await store.selectAnswers(scope, id, [team])).find((one) => one.place === place)
  if (given === undefined || given.by?.id === scope.actor.memberId) return
  throw new Refusal('not-possible-now', {
    message: `${given.by?.name ?? 'A colleague'} has answered for ${team}.`,
    remedy: 'Answer a lead that your team has not answered.',
  })
}

type Closing = { readonly found: Calibration; readonly eventId: number }

/** Whoever answered or started it is told that there is something to see. */
async function tellOfClosing(scope: Scope, { found, eventId }: Closing): Promise<void> {
  const given = await store.selectAnswers(scope, found.id, ['marketing', 'sales'])
  const concerned = [found.startedBy?.id, ...given.map(({ by }) => by?.id)]
  const notice = {
    kind: 'calibration.closed' as const,
    text: `The calibration of “${found.title}” is closed: see how far both teams agree.`,
    ...placeOf(found.id),
    eventId,
  }
  await notify(
    scope,
    notice,
    concerned.filter((one) => one !== undefined),
  )
}

/** Closes a calibration by hand. Refuses it to others than who started it or an admin. */
export async function close(scope: Scope, id: string): Promise<CalibrationView> {
  await store.lockCalibration(scope, id)
  const found = await heldCalibration(scope, id)
  if (!mayClose(scope.actor, found.startedBy?.id ?? null))
    throw new Refusal('not-allowed', {
      message: 'A calibration is closed by whoever started it, or by an admin.',
    })
  refuseClosed(found)
  await store.updateClosed(scope, id, scope.actor.memberId)
  const eventId = await recordAct(scope, id, { kind: 'calibration.closed', title: found.title })
  await tellOfClosing(scope, { found, eventId })
  return show(scope, id)
}
