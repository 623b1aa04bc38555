import { compileCriteria } from '../criteria/index.ts'
import type { Dossier, Judge, KnownValue, RecordHistory, Standards } from '../criteria/index.ts'
import { engagementOver, fitAt, momentsWith } from '../judging/index.ts'
import type { Scoring } from '../judging/index.ts'
import type { Sides, Standard } from './standards.ts'

/** When a lead qualified by either side, if it ever did before the end, and whether that rests on assumed values. */
export type Replayed = {
  readonly inForceAt: number | null
  readonly proposedAt: number | null
  readonly assumed: boolean
}

export type Replay = (dossier: Dossier) => Replayed

/**
 * Makes a replay of both sides up to an instant, itself excluded. A lead qualifies at the first moment, from its entry
 * on, at which something became known of it and the criteria are met by what was known then. Scores are worked out
 * from the touches of that side's own scoring, never read from a ledger that other versions wrote.
 */
export function makeReplay(
  { inForce, proposed }: Sides,
  { to, dayOf }: { readonly to: number; readonly dayOf: (at: number) => number },
): Replay {
  const judgeInForce = inForce === null ? null : makeJudging(inForce, dayOf)
  const judgeProposed = makeJudging(proposed, dayOf)
  return (dossier) => {
    const moments = momentsWithin(dossier, to)
    const proposedAt = firstMet(judgeProposed(dossier), moments)
    const inForceAt = judgeInForce === null ? null : firstMet(judgeInForce(dossier), moments)
    const assumed = proposedAt !== null && restsOnAssumed(judgeProposed, dossier, proposedAt)
    return { inForceAt, proposedAt, assumed }
  }
}

/** Whether a dossier meets one side at an instant. Ask all instants of one dossier before those of the next. */
type Judging = (dossier: Dossier) => (at: number) => boolean

function makeJudging({ entry, scoring, profiles }: Standard, dayOf: (at: number) => number): Judging {
  const met: Judge = compileCriteria(entry)
  const noScores: Standards = { profiles, millipoints: () => 0 }
  return (dossier) => {
    let scores: Standards['millipoints'] | undefined
    const millipoints: Standards['millipoints'] = (score, at) => {
      if (scoring === null) return 0
      scores ??= scoresOf(dossier, scoring, { noScores, dayOf })
      return scores(score, at)
    }
    const standards: Standards = { profiles, millipoints }
    return (at) => met(dossier, standards, at)
  }
}

function scoresOf(
  dossier: Dossier,
  { body, weights, fit }: Scoring,
  { noScores, dayOf }: { readonly noScores: Standards; readonly dayOf: (at: number) => number },
): Standards['millipoints'] {
  const rules = fit.map(({ key, points, met }) => ({
    key,
    points,
    met: (at: number) => met(dossier, noScores, at),
  }))
  const engagementAt = engagementOver(dossier.touches, { groups: body.groups, weights, dayOf })
  return (score, at) => (score === 'fit' ? fitAt(rules, at) : engagementAt(at))
}

function firstMet(met: (at: number) => boolean, moments: readonly number[]): number | null {
  for (const at of moments) if (met(at)) return at
  return null
}

/**
 * The moments from the entry on and before the end, the entry as it was told at any time among them: a later edit of
 * it is no moment.
 */
function momentsWithin(dossier: Dossier, to: number): number[] {
  const { lead } = dossier
  if (lead === null) return []
  const told = (lead.values.get('enteredAt') ?? []).map(toldEntry)
  const entries = told.flatMap(({ entered }) => entered ?? [])
  const moments = momentsWith(dossier, entries, { from: lead.from, to })
  return moments.filter((at) => at < to && hasEntered(told, at))
}

/** When somebody told when the lead entered; null where they told that nobody knows. */
type ToldEntry = { readonly from: number; readonly entered: number | null }

function toldEntry({ from, value }: KnownValue): ToldEntry {
  return { from, entered: typeof value === 'string' && value !== '' ? Date.parse(value) : null }
}

function hasEntered(told: readonly ToldEntry[], at: number): boolean {
  for (let index = told.length - 1; index >= 0; index--) {
    const entry = told[index]
    if (entry !== undefined && entry.from <= at) return entry.entered === null || at >= entry.entered
  }
  return true
}

/** Whether a lead would not have qualified then without the values whose source told no date. */
function restsOnAssumed(judging: Judging, dossier: Dossier, at: number): boolean {
  const { contact, lead, accounts, deals } = dossier
  const records = [contact, ...(lead === null ? [] : [lead]), ...accounts.values(), ...deals]
  if (!records.some(hasAssumed)) return false
  const dated: Dossier = {
    ...dossier,
    contact: withoutAssumed(contact),
    lead: lead === null ? null : withoutAssumed(lead),
    accounts: new Map([...accounts].map(([id, account]) => [id, withoutAssumed(account)])),
    deals: deals.map(withoutAssumed),
  }
  return !judging(dated)(at)
}

function hasAssumed({ values }: RecordHistory): boolean {
  for (const known of values.values()) if (known.some(({ assumed }) => assumed)) return true
  return false
}

function withoutAssumed(record: RecordHistory): RecordHistory {
  const values = [...record.values].map(
    ([field, known]) => [field, known.filter(({ assumed }) => !assumed)] as const,
  )
  return { ...record, values: new Map(values) }
}
