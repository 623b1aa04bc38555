import { z } from 'zod'
import { learnedKinds, marks, surveyPlan, trainingPlan } from '../../../contract/learning-views.ts'
import type {
  AttributeSuspicion,
  LearningRunView,
  ModelCoefficient,
  ModelSummary,
  ModelView,
  RunState,
  SplitPlan,
  SurveyView,
} from '../../../contract/learning-views.ts'
import { memberOrNull, oneOf } from '../../../contract/records.ts'
import { interceptName } from './rules/design.ts'
import { coefficientInWords } from './rules/explanation.ts'
import { modelBody, surveyResult } from './rules/model-body.ts'
import type { Evidence, ModelBody, SurveyResult } from './rules/model-body.ts'
import { datedEntriesMin, externalIdKey } from './rules/splitting.ts'
import { whyTooFew } from './rules/enough.ts'
import { ruleInWords, splitInWords, suspicionInWords } from './rules/words.ts'
import type { MarkRow, ModelRow, RunRow } from './store.ts'

/** A run that has not been heard of for so long has lost its worker. */
const silenceMsMax = 120_000

const trainingResult = z.object({ modelId: z.uuid() })

/** Where a run stands, derived from its dated columns. */
export function runStateOf(run: RunRow, now: Date): RunState {
  if (run.ended_at !== null) {
    if (run.result !== null) return 'finished'
    return run.failure === null ? 'cancelled' : 'failed'
  }
  if (now.getTime() - run.heard_at.getTime() > silenceMsMax) return 'interrupted'
  if (run.cancel_asked_at !== null) return 'cancelling'
  return run.step === 'waiting' ? 'waiting' : 'working'
}

export function presentRun(run: RunRow, now: Date): LearningRunView {
  const made = trainingResult.safeParse(run.result)
  return {
    id: run.id,
    kind: oneOf(['survey', 'training'] as const, run.kind),
    name: run.name,
    state: runStateOf(run, now),
    step: oneOf(['waiting', 'reading', 'fitting'] as const, run.step),
    stepsDone: run.steps_done,
    stepsTotal: run.steps_total,
    askedAt: run.asked_at.toISOString(),
    askedBy: memberOrNull(run.asked_by_id, run.asked_by_name, run.asked_by_team),
    endedAt: run.ended_at?.toISOString() ?? null,
    failure: run.failure,
    modelId: made.success ? made.data.modelId : null,
  }
}

/** A finished survey with the marks of today. */
export function presentSurvey(run: RunRow, said: readonly MarkRow[]): SurveyView {
  const result = surveyResult.parse(run.result)
  const { counts, keys } = result
  return {
    id: run.id,
    plan: surveyPlan.parse(run.plan),
    surveyedAt: (run.ended_at ?? run.asked_at).toISOString(),
    counts,
    attributes: result.attributes.map((evidence) => presentSuspicion(evidence, said)),
    keys,
    proposedSplit: proposedSplit(result),
    trainable: whyTooFew(counts.won, counts.lost),
  }
}

function presentSuspicion(evidence: Evidence, said: readonly MarkRow[]): AttributeSuspicion {
  const mark = said.find((one) => one.record_kind === evidence.recordKind && one.field === evidence.field)
  return {
    ...evidence,
    recordKind: oneOf(learnedKinds, evidence.recordKind),
    mark: mark === undefined ? null : oneOf(marks, mark.mark),
    markedBy:
      mark === undefined ? null : memberOrNull(mark.marked_by_id, mark.marked_by_name, mark.marked_by_team),
    markedAt: mark?.marked_at.toISOString() ?? null,
    because: suspicionInWords(evidence),
  }
}

const olderPercentDefault = 75
const partsDefault = 5

/** In order of time where entries are dated, else by the best key there is. */
function proposedSplit({ counts, keys }: SurveyResult): SplitPlan {
  const [first] = keys
  if (counts.datedShare >= datedEntriesMin || first === undefined)
    return { kind: 'time', olderPercent: olderPercentDefault }
  return { kind: 'key', key: first.key, parts: partsDefault }
}

export function presentSummary(row: ModelRow): ModelSummary {
  return headOf(row, modelBody.parse(row.body))
}

function headOf(row: ModelRow, body: ModelBody): ModelSummary {
  const { split } = trainingPlan.parse(row.plan)
  const key = split.kind === 'key' ? split.key : ''
  const keyLabel = key === externalIdKey ? 'id in the source' : (body.labels[key] ?? key)
  return {
    id: row.id,
    name: row.name,
    trainedAt: row.trained_at.toISOString(),
    trainedBy: memberOrNull(row.trained_by_id, row.trained_by_name, row.trained_by_team),
    timeOrdered: split.kind === 'time',
    splitWords: splitInWords(split, keyLabel),
    rows: body.trainedRows,
    heldRows: body.evaluation.rows,
    auc: body.evaluation.auc,
  }
}

/** One model in full. */
export function presentModel(row: ModelRow): ModelView {
  const body = modelBody.parse(row.body)
  const plan = trainingPlan.parse(row.plan)
  const { counts, features, leftOut, evaluation, warnings, deviance, iterations, ridge } = body
  return {
    ...headOf(row, body),
    plan,
    counts,
    ruleWords: ruleInWords(plan, new Map(Object.entries(body.stageNames))),
    features,
    leftOut,
    coefficients: body.model.columns.toSorted(byCertainty).map((column) => presentCoefficient(body, column)),
    evaluation,
    warnings,
    deviance,
    iterations,
    ridge,
  }
}

type Column = ModelBody['model']['columns'][number]

/** The start first, then the surest, and last what says nothing of its own. */
function byCertainty(one: Column, other: Column): number {
  return certaintyOf(other) - certaintyOf(one)
}

function certaintyOf({ attribute, coefficient, standardError }: Column): number {
  if (attribute === interceptName) return Number.MAX_VALUE
  return coefficient === null || standardError === null ? -1 : Math.abs(coefficient / standardError)
}

function presentCoefficient(body: ModelBody, column: Column): ModelCoefficient {
  const { attribute, coefficient, standardError } = column
  const label = body.labels[attribute] ?? 'Start'
  const level = column.level === null ? null : nameOf(body, column.level)
  const term = body.model.recipe.find((one) => one.attribute === attribute)
  const named = term?.kind === 'category' ? { ...term, base: nameOf(body, term.base) } : term
  const words = coefficientInWords(label, { ...column, level }, named)
  return { attribute, label, level, coefficient, standardError, words }
}

function nameOf({ names }: ModelBody, level: string): string {
  return names[level] ?? level
}
