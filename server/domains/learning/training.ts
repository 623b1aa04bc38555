import { setImmediate as breath } from 'node:timers/promises'
import type { ModelFeature, TrainingPlan } from '../../../contract/learning-views.ts'
import type { Scope } from '../../platform/scope.ts'
import { stages } from '../leads/index.ts'
import { doorOf, readPast } from './reading.ts'
import type { Bench, ReadPast } from './reading.ts'
import { whyTooFew } from './rules/enough.ts'
import type { ModelBody } from './rules/model-body.ts'
import { columnOf, standingOf } from './rules/past.ts'
import type { PastColumn } from './rules/past.ts'
import { datedEntriesMin, splitOf } from './rules/splitting.ts'
import { ridgeDefault, training } from './rules/training.ts'
import type { Split, Trained } from './rules/training.ts'
import { warningsOf } from './rules/warnings.ts'
import { selectMarks } from './store.ts'
import type { MarkRow } from './store.ts'
import { namesAmong } from './surveying.ts'

type OnProgress = (step: 'reading' | 'fitting', done: number, total: number) => Promise<boolean>

/** What a training came to: a model, a reason why there is none, or null where somebody stopped it. */
export type Outcome = { readonly body: ModelBody } | { readonly failure: string } | null

/** Reads the past, takes what was there in time, and trains on it. */
export async function trained(bench: Bench, plan: TrainingPlan, onProgress: OnProgress): Promise<Outcome> {
  const read = await readPast(bench, plan, (done, total) => onProgress('reading', done, total))
  if (read === null) return null
  const marks = await doorOf(bench)(selectMarks, true)
  const chosen = chosenColumns(read.past.columns, marks)
  const split = splitOf(read.past, plan.split)
  const why = whyNot(read, { chosen, split, plan })
  if (why !== null || split === null) return { failure: why ?? noKey }
  const outcomes = Float64Array.from(read.past.leads, ({ won }) => Number(won))
  const steps = training({ columns: chosen.map(({ column }) => columnOf(column)), outcomes }, split)
  let step = steps.next()
  while (step.done !== true) {
    if (!(await onProgress('fitting', step.value.fitsDone, step.value.fitsTotal))) return null
    await breath()
    step = steps.next()
  }
  const found: Found = { read, chosen, marks, split, trained: step.value }
  return { body: await doorOf(bench)((scope) => bodyOf(scope, found), true) }
}

type Chosen = { readonly column: PastColumn; readonly because: ModelFeature['because'] }

/** What history proves, what a person marked, and what is counted from touches; nothing else. */
function chosenColumns(columns: readonly PastColumn[], marks: readonly MarkRow[]): Chosen[] {
  return columns.flatMap((column): Chosen[] => {
    const standing = standingOf(column)
    const mark = markOf(column, marks)?.mark
    if (mark === 'written_afterwards') return []
    if (standing === 'dated')
      return [{ column, because: column.recordKind === 'touches' ? 'counted' : 'dated' }]
    return standing === 'undated' && mark === 'known_on_arrival' ? [{ column, because: 'marked' }] : []
  })
}

function markOf({ recordKind, field }: PastColumn, marks: readonly MarkRow[]): MarkRow | undefined {
  return marks.find((mark) => mark.record_kind === recordKind && mark.field === field)
}

const noKey = 'No lead that was read has the key of the split. Choose another one.'

type Wish = { readonly chosen: readonly Chosen[]; readonly split: Split | null; readonly plan: TrainingPlan }

function whyNot({ past, counts }: ReadPast, { chosen, split, plan }: Wish): string | null {
  if (chosen.length === 0)
    return 'Nothing is known to have been there in time. Mark attributes as known on arrival first.'
  if (split === null) return noKey
  if (plan.split.kind === 'time' && counts.datedShare < datedEntriesMin)
    return 'Too few leads have a date of entry, so there is no order of time. Split them by a key.'
  const learning = taughtBy(past.leads.length, split)
  const won = learning.filter((place) => past.leads[place]?.won === true).length
  return whyTooFew(won, learning.length - won)
}

type Found = {
  readonly read: ReadPast
  readonly chosen: readonly Chosen[]
  readonly marks: readonly MarkRow[]
  readonly split: Split
  readonly trained: Trained
}

async function bodyOf(scope: Scope, found: Found): Promise<ModelBody> {
  const { read, chosen, marks, trained: result } = found
  const { deviance, iterations } = result.fit
  const levels = result.model.columns.flatMap(({ level }) => level ?? [])
  const bases = result.model.recipe.flatMap((term) => (term.kind === 'category' ? [term.base] : []))
  const names = await namesAmong(scope, [...levels, ...bases])
  const stageNames = new Map((await stages(scope)).map(({ key, name }) => [key, name]))
  return {
    model: result.model,
    labels: Object.fromEntries(chosen.map(({ column }) => [column.attribute, column.label])),
    names: Object.fromEntries(names),
    stageNames: Object.fromEntries(stageNames),
    counts: read.counts,
    features: chosen.map(({ column: { attribute, label }, because }) => ({ attribute, label, because })),
    leftOut: leftOutOf(read.past.columns, found),
    marks: marks.map((mark) => ({
      attribute: `${mark.record_kind}.${mark.field}`,
      mark: mark.mark === 'known_on_arrival' ? 'known_on_arrival' : 'written_afterwards',
      markedById: mark.marked_by_id,
      markedAt: mark.marked_at.toISOString(),
    })),
    evaluation: { ...result.evaluation, ...copies(result) },
    trainedRows: result.trainedRows,
    deviance,
    iterations,
    ridge: ridgeDefault,
    warnings: warningsOf(result, {
      rarerRows: rarerRows(found),
      labels: new Map(chosen.map(({ column }) => [column.attribute, column.label])),
      names,
    }),
  }
}

/** Leads of the rarer outcome among those that taught. */
function rarerRows({ read: { past }, split }: Found): number {
  const taught = taughtBy(past.leads.length, split)
  const won = taught.filter((place) => past.leads[place]?.won === true).length
  return Math.min(won, taught.length - won)
}

function taughtBy(rows: number, split: Split): readonly number[] {
  return split.kind === 'time' ? split.older : Array.from({ length: rows }, (_, place) => place)
}

function copies({ evaluation }: Trained) {
  return { deciles: [...evaluation.deciles], calibration: [...evaluation.calibration] }
}

function leftOutOf(columns: readonly PastColumn[], { chosen, marks }: Found): ModelBody['leftOut'] {
  const taken = new Set(chosen.map(({ column }) => column.attribute))
  return columns
    .filter(({ attribute, recordKind }) => recordKind !== 'touches' && !taken.has(attribute))
    .flatMap((column) => {
      const because = whyLeftOut(column, markOf(column, marks))
      return because === null ? [] : [{ attribute: column.attribute, label: column.label, because }]
    })
}

function whyLeftOut(column: PastColumn, mark: MarkRow | undefined): string | null {
  if (mark?.mark === 'written_afterwards') return 'Marked as written afterwards.'
  const standing = standingOf(column)
  if (standing === 'refused') return 'Its history shows that it is written after the outcome.'
  if (standing === 'undated') return 'Nobody has said whether it was known on arrival.'
  if (standing === 'too_varied') return 'Hardly any value occurs twice.'
  return null
}
