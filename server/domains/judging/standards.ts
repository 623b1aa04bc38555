import type { ScoringBody } from '../../../contract/agreement-bodies.ts'
import type { Criteria } from '../../../contract/criteria.ts'
import type { StageView } from '../../../contract/leads.ts'
import type { Scope } from '../../platform/scope.ts'
import { inForce } from '../agreements/index.ts'
import { compileCriteria } from '../criteria/index.ts'
import type { Judge } from '../criteria/index.ts'
import { stages } from '../leads/index.ts'
import type { Definition } from './rules/moves.ts'
import { decayWeights, largestAward } from './rules/points.ts'

/** A scoring agreement, ready to be counted with. */
export type Scoring = {
  readonly versionId: number
  readonly body: ScoringBody
  readonly weights: Int32Array
  readonly fit: readonly {
    readonly key: string
    readonly name: string
    readonly points: number
    readonly met: Judge
  }[]
}

/** A definition of a stage, ready to judge by. */
export type StageStandard = Definition & {
  readonly number: number
  readonly agreementId: string
  readonly stage: StageView
  readonly criteria: Criteria
  readonly met: Judge
}

/** Everything that leads are judged by at an instant: what both teams signed, and since when all of it holds. */
export type StandardsInForce = {
  /** Equal texts mean equal standards. */
  readonly fingerprint: string
  readonly since: number
  readonly scoring: Scoring | null
  readonly stageStandards: readonly StageStandard[]
  readonly stages: readonly StageView[]
  readonly profiles: ReadonlyMap<string, Criteria>
}

/** The standards in force at an instant. */
export async function standardsAt(scope: Scope, at: Date): Promise<StandardsInForce> {
  const [allStages, scorings, definitions, profiles] = [
    await stages(scope),
    await inForce(scope, 'scoring', at),
    await inForce(scope, 'stage', at),
    await inForce(scope, 'profile', at),
  ]
  const versions = [...scorings, ...definitions, ...profiles]
  const since = Math.max(0, ...versions.map(({ inForceFrom }) => inForceFrom.getTime()))
  const [scoring] = scorings
  return {
    fingerprint: versions
      .map(({ versionId }) => versionId)
      .toSorted((one, other) => one - other)
      .join(' '),
    since,
    scoring: scoring === undefined ? null : scoringOf(scoring.versionId, scoring.body),
    stageStandards: definitions.flatMap(({ versionId, number, agreementId, body }) => {
      const stage = allStages.find(({ key }) => key === body.stage)
      const { entry, movedBy, whenNoLongerMet } = body
      if (stage === undefined || stage.line !== 'main' || movedBy !== 'criteria' || entry === null) return []
      const judged = {
        criteria: entry,
        met: compileCriteria(entry),
        from: since,
        until: Number.POSITIVE_INFINITY,
      }
      const place = { stage, stageId: stage.id, position: stage.position }
      return [{ versionId, number, agreementId, whenNoLongerMet, ...judged, ...place }]
    }),
    stages: allStages,
    profiles: new Map(profiles.map(({ agreementId, body }) => [agreementId, body.criteria])),
  }
}

/** A scoring with its weights worked out and its fit rules compiled. */
export function scoringOf(versionId: number, body: ScoringBody): Scoring {
  return {
    versionId,
    body,
    weights: decayWeights(body.halfLifeDays, largestAward(body)),
    fit: body.fit.map(({ key, name, points, criteria }) => ({
      key,
      name,
      points,
      met: compileCriteria(criteria),
    })),
  }
}
