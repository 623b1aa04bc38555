import { setImmediate as breath } from 'node:timers/promises'
import type { SurveyPlan } from '../../../contract/learning-views.ts'
import type { Scope } from '../../platform/scope.ts'
import { wordingOf } from '../attributes/index.ts'
import { doorOf, readPast } from './reading.ts'
import type { Bench, ReadPast } from './reading.ts'
import type { Evidence, SurveyResult } from './rules/model-body.ts'
import { columnOf, sharesOf, standingOf } from './rules/past.ts'
import type { PastColumn } from './rules/past.ts'
import { externalIdKey, foldsOf } from './rules/splitting.ts'
import { bySuspicion, suspicionOf } from './rules/suspects.ts'

type OnProgress = (step: 'reading' | 'fitting', done: number, total: number) => Promise<boolean>

/** Reads the past and ranks every attribute; null where somebody stopped it. */
export async function surveyed(
  bench: Bench,
  plan: SurveyPlan,
  onProgress: OnProgress,
): Promise<SurveyResult | null> {
  const read = await readPast(bench, plan, (done, total) => onProgress('reading', done, total))
  if (read === null) return null
  const attributes = await ranked(read, onProgress)
  if (attributes === null) return null
  const named = await doorOf(bench)((scope) => withNames(scope, attributes), true)
  return { counts: read.counts, attributes: named, keys: keysOf(read) }
}

/** A telling value that is the id of a member or a campaign is shown by its name. */
async function withNames(scope: Scope, attributes: readonly Evidence[]): Promise<Evidence[]> {
  const words = attributes.flatMap(({ telling }) => telling.map(({ value }) => value))
  const names = await namesAmong(scope, words)
  return attributes.map((one) => ({
    ...one,
    telling: one.telling.map((seen) => ({ ...seen, value: names.get(seen.value) ?? seen.value })),
  }))
}

/** What nothing can be learned from stands last; whatever is counted from touches needs nobody's judgement. */
async function ranked({ past }: ReadPast, onProgress: OnProgress): Promise<Evidence[] | null> {
  const judged = {
    outcomes: Float64Array.from(past.leads, ({ won }) => Number(won)),
    folds: foldsOf(past.leads),
  }
  const columns = past.columns.filter(({ recordKind }) => recordKind !== 'touches')
  const found: { evidence: Evidence; suspicion: ReturnType<typeof suspicionOf> }[] = []
  for (const [done, column] of columns.entries()) {
    if (!(await onProgress('fitting', done, columns.length))) return null
    // The worker has other jobs, which get their turn between two attributes.
    await breath()
    const suspicion = suspicionOf(columnOf(column), judged)
    found.push({ evidence: evidenceOf(column, suspicion), suspicion })
  }
  const order = found.toSorted(
    (one, other) => rank(one.evidence) - rank(other.evidence) || bySuspicion(one.suspicion, other.suspicion),
  )
  return order.map(({ evidence }) => evidence)
}

function rank({ standing }: Evidence): number {
  if (standing === 'undated' || standing === 'refused') return 0
  return standing === 'dated' ? 1 : 2
}

function evidenceOf(column: PastColumn, suspicion: ReturnType<typeof suspicionOf>): Evidence {
  const { attribute, recordKind, field, label } = column
  if (recordKind === 'touches') throw new Error('touches are counted, not judged')
  const { filled, datedShare, lateShare } = sharesOf(column)
  const { weight, auc, telling, tellingShare } = suspicion
  return {
    attribute,
    recordKind,
    field,
    label,
    standing: standingOf(column),
    filledRows: filled,
    datedShare,
    lateShare,
    weight,
    auc,
    telling: [...telling],
    tellingShare,
    filledWhereWon: suspicion.filledWhereHappened,
    filledWhereLost: suspicion.filledWhereNot,
  }
}

/** A split by a key needs one that most leads have, and that differs from lead to lead. */
const keyFilledMin = 0.9
const keyDistinctMin = 0.5

function keysOf({ past }: ReadPast): SurveyResult['keys'] {
  const ids = past.leads.map(({ externalId }) => externalId)
  const own = isKey(ids) ? [{ key: externalIdKey, label: 'Id in the source' }] : []
  const others = past.columns
    .filter(({ recordKind, cells }) => recordKind !== 'touches' && isKey(cells))
    .map(({ attribute, label }) => ({ key: attribute, label }))
  return [...own, ...others]
}

function isKey(cells: readonly (string | number | null)[]): boolean {
  const filled = cells.filter((cell) => cell !== null)
  const all = Math.max(1, cells.length)
  return filled.length >= all * keyFilledMin && new Set(filled).size >= all * keyDistinctMin
}

/** Names for the ids among words, such as those of campaigns and owners. */
export async function namesAmong(
  scope: Scope,
  words: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const changed = Object.fromEntries([...words].map((word) => [word, word]))
  return (await wordingOf(scope, 'lead', [{ changed, before: {} }])).names
}
