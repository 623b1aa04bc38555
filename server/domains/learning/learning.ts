import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import type { changeMarks, listModels, showLearning } from '../../../contract/learning.ts'
import type { LeadExplanation, ModelView } from '../../../contract/learning-views.ts'
import { trainingPlan } from '../../../contract/learning-views.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { attributesOf } from '../attributes/index.ts'
import { record } from '../journal/index.ts'
import { selectLead, selectSnapshots } from './past.store.ts'
import { canWorkOnScores } from './policy.ts'
import { presentModel, presentRun, presentSummary, presentSurvey } from './present.ts'
import { readSnapshot } from './reading.ts'
import { contributionInWords, explain } from './rules/explanation.ts'
import { chanceOf } from './rules/logistic.ts'
import { modelBody } from './rules/model-body.ts'
import type { ModelBody } from './rules/model-body.ts'
import { cellOf } from './rules/past.ts'
import * as store from './store.ts'
import { namesAmong } from './surveying.ts'

const msPerHour = 3_600_000

/** What was found out about the past, and what is being found out. */
export async function overview(scope: Scope): Promise<EndpointAnswer<typeof showLearning>> {
  const run = await store.selectNewestRun(scope)
  const survey = await store.selectNewestSurvey(scope)
  const said = await store.selectMarks(scope)
  return {
    run: run === undefined ? null : presentRun(run, scope.now),
    survey: survey === undefined ? null : presentSurvey(survey, said),
    can: { work: canWorkOnScores(scope.actor) },
  }
}

/** Says which attributes were known on arrival and which were written afterwards. Refuses fields nobody has. */
export async function mark(
  scope: Scope,
  { marks }: EndpointParsed<typeof changeMarks>['body'],
): Promise<void> {
  if (!canWorkOnScores(scope.actor)) throw new Refusal('not-allowed')
  for (const [place, { recordKind, field, mark: said }] of marks.entries()) {
    const known = await attributesOf(scope, recordKind)
    if (!known.some((one) => one.field === field))
      throw new Refusal('not-found', {
        message: `There is no field ${field} of a ${recordKind}.`,
        place: `marks.${place}.field`,
        remedy: 'The survey names the fields there are.',
      })
    if (said === null) await store.deleteMark(scope, recordKind, field)
    else await store.upsertMark(scope, { recordKind, field, mark: said })
  }
  await record(scope, {
    kind: 'learning.marked',
    subjectKind: 'workspace',
    subjectId: scope.workspaceId,
    payload: { marks },
  })
}

/** The trained models, the newest first. */
export async function modelPage(
  scope: Scope,
  { cursor, limit }: EndpointParsed<typeof listModels>['query'],
): Promise<EndpointAnswer<typeof listModels>> {
  const found = await store.selectModels(scope, { before: readCursor(cursor), limit: limit + 1 })
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(presentSummary),
    nextCursor: found.length > limit && last !== undefined ? last.id : null,
    total: await store.countModels(scope),
    totalIsEstimate: false,
  }
}

function readCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null
  if (!/^[\da-f-]{36}$/.test(cursor))
    throw new Refusal('invalid-input', { place: 'cursor', message: 'This is no place in the list.' })
  return cursor
}

/** One model in full. Refuses `not-found`. */
export async function readModel(scope: Scope, id: string): Promise<ModelView> {
  return presentModel(await heldModel(scope, id))
}

/** Why a model gives one lead the chance it gives. Refuses `not-found` for the model and the lead alike. */
export async function explainLead(
  scope: Scope,
  { id, leadId }: { readonly id: string; readonly leadId: string },
): Promise<LeadExplanation> {
  const row = await heldModel(scope, id)
  const lead = await selectLead(scope, leadId)
  if (lead === undefined) throw notFound('lead')
  const { momentHours } = trainingPlan.parse(row.plan)
  const asOf = new Date(Math.min(scope.now.getTime(), lead.entered_at.getTime() + momentHours * msPerHour))
  const read = { id: leadId, contactId: lead.contact_id, moment: asOf, decidedAt: null }
  const [snapshot] = await selectSnapshots(scope, [read])
  if (snapshot === undefined) throw notFound('lead')
  const head = { leadId, contactName: lead.full_name, asOf: asOf.toISOString() }
  const body = modelBody.parse(row.body)
  const { values } = readSnapshot(snapshot)
  const words = body.features.flatMap(({ attribute }) => cellOf(values[attribute]) ?? [])
  const names = await namesAmong(
    scope,
    words.filter((word) => typeof word === 'string'),
  )
  return { ...head, ...explained(body, values, names) }
}

function explained(
  body: ModelBody,
  values: Readonly<Record<string, unknown>>,
  names: ReadonlyMap<string, string>,
) {
  const cells = new Map(body.features.map(({ attribute }) => [attribute, cellOf(values[attribute])]))
  const found = explain(body.model, cells)
  return {
    chance: found.chance,
    averageChance: chanceOf(found.averageLogOdds),
    contributions: found.contributions.map(({ attribute, value, logOdds, oddsFactor }) => {
      const named = typeof value === 'string' ? (names.get(value) ?? value) : value
      const label = body.labels[attribute] ?? attribute
      const words = contributionInWords(label, { attribute, value: named, logOdds, oddsFactor })
      return { attribute, label, value: named === null ? null : String(named), logOdds, oddsFactor, words }
    }),
  }
}

/** What a model is called, for an agreement that names it. Refuses, at its place, an id that no model has. */
export async function heldModelName(scope: Scope, id: string, place: string): Promise<string> {
  const row = await store.selectModel(scope, id)
  if (row !== undefined) return row.name
  throw new Refusal('invalid-input', {
    message: 'There is no such trained model.',
    place,
    remedy: 'Train one first, and name it by its id.',
  })
}

async function heldModel(scope: Scope, id: string): Promise<store.ModelRow> {
  const row = await store.selectModel(scope, id)
  if (row === undefined) throw notFound('model')
  return row
}
