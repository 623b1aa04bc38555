import type { Scope } from '../../platform/scope.ts'
import { loadDossiers } from '../criteria/index.ts'
import type { Dossier, Standards } from '../criteria/index.ts'
import { workspaceSettings } from '../workspace/index.ts'
import { engagementCard, fitAt } from './rules/score-card.ts'
import type { EngagementCard, FitRule } from './rules/score-card.ts'
import { daysIn } from './rules/zone-days.ts'
import { standardsAt } from './standards.ts'
import type { StandardsInForce } from './standards.ts'
import { selectLedger } from './store/awards.ts'
import type { LedgerRow } from './store/awards.ts'

/** What a judgement needs beside the people: the standards, and the days of the workspace. */
export type Judging = { readonly standards: StandardsInForce; readonly dayOf: (at: number) => number }

/** One person as they are judged: their passes, and their scores at any moment. */
export type Judged = {
  readonly contactId: string
  /** The person's record and those merged into it. */
  readonly family: readonly string[]
  readonly passes: readonly Dossier[]
  readonly scores: Standards
  readonly engagement: EngagementCard | null
  readonly fit: readonly FitRule[]
  readonly givenFit: ReadonlyMap<string, number>
}

/** What judging at an instant needs: the standards in force then, and the days of the workspace. */
export async function judgingAt(scope: Scope, at: Date): Promise<Judging> {
  const { timeZone } = await workspaceSettings(scope)
  return { standards: await standardsAt(scope, at), dayOf: daysIn(timeZone) }
}

/** These people with their passes and their scores, as the ledger and what it lacks make them. Writes nothing. */
export async function scoredPeople(
  scope: Scope,
  people: readonly string[],
  judging: Judging,
): Promise<Judged[]> {
  const dossiers = await loadDossiers(scope, { contactIds: people })
  const { scoring } = judging.standards
  const passes = Map.groupBy(dossiers, ({ contactId }) => contactId)
  const records = new Set(
    dossiers.flatMap((each) => [each.contactId, ...each.touches.map((touch) => touch.contactId)]),
  )
  const ledger = scoring === null ? [] : await selectLedger(scope, [...records], scoring.versionId)
  const byRecord = Map.groupBy(ledger, ({ contactId }) => contactId)
  return [...passes].map(([contactId, own]) => {
    const newest = own.toSorted((one, other) => (other.enteredAt ?? 0) - (one.enteredAt ?? 0))[0]
    if (newest === undefined) throw new Error('a person without a dossier')
    const family = new Set([contactId, ...newest.touches.map((touch) => touch.contactId)])
    const rows = [...family].flatMap((id) => byRecord.get(id) ?? [])
    return scoresOf(newest, own, { family: [...family], rows, judging })
  })
}

function scoresOf(
  newest: Dossier,
  passes: readonly Dossier[],
  { family, rows, judging }: { family: readonly string[]; rows: readonly LedgerRow[]; judging: Judging },
): Judged {
  const { scoring, profiles } = judging.standards
  const given = rows.filter(({ score }) => score === 'engagement').toSorted((one, other) => one.id - other.id)
  const engagement =
    scoring === null
      ? null
      : engagementCard(newest.touches, given, {
          groups: scoring.body.groups,
          weights: scoring.weights,
          dayOf: judging.dayOf,
        })
  const noScores: Standards = { profiles, millipoints: () => 0 }
  const fit: FitRule[] = (scoring?.fit ?? []).map(({ key, points, met }) => ({
    key,
    points,
    met: (at) => met(newest, noScores, at),
  }))
  const givenFit = new Map<string, number>()
  for (const { score, rule, points } of rows) {
    if (score === 'fit') givenFit.set(rule, (givenFit.get(rule) ?? 0) + points)
  }
  const scores: Standards = {
    profiles,
    millipoints: (score, at) => (score === 'fit' ? fitAt(fit, at) : (engagement?.millipointsAt(at) ?? 0)),
  }
  return { contactId: newest.contactId, family, passes, scores, engagement, fit, givenFit }
}
