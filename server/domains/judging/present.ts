import { conditionPhrase } from '../../../contract/criteria-sentence.ts'
import type { CriteriaNames } from '../../../contract/criteria-sentence.ts'
import { explainedCriteria } from '../../../contract/criteria-explained.ts'
import type { ExplainedNode } from '../../../contract/criteria-explained.ts'
import type { EndpointAnswer } from '../../../contract/endpoint.ts'
import type { AwardView, JudgingVersion, whyLead } from '../../../contract/judging.ts'
import type { StageView } from '../../../contract/leads.ts'
import { memberOrNull } from '../../../contract/records.ts'
import { touchKindOf } from '../../../contract/touches.ts'
import type { AgreementBody } from '../../../contract/agreement-bodies.ts'
import { millipointsPerPoint, worth } from './rules/points.ts'
import type { Scoring } from './standards.ts'
import type { ShownAward } from './store/awards.ts'
import type { ShownMove } from './store/leads.ts'

/** A version that judges or judged, by what it is called. */
export type NamedVersion = JudgingVersion & { readonly body: AgreementBody }
type Versions = ReadonlyMap<number, NamedVersion>

/** Names the version that judged. */
export function presentVersion(versions: Versions, versionId: number): JudgingVersion {
  const version = versions.get(versionId)
  if (version === undefined) throw new Error(`version ${versionId} judged and is not known`)
  const { agreementId, title, number } = version
  return { versionId, agreementId, title, number }
}

/** Each condition in English, by its place in the criteria. */
export function phrasesOf(node: ExplainedNode, names: CriteriaNames): Record<string, string> {
  if (node.kind === 'condition') return { [node.place]: conditionPhrase(node.condition, names) }
  return Object.fromEntries(node.of.flatMap((part) => Object.entries(phrasesOf(part, names))))
}

type MoveContext = {
  readonly versions: Versions
  readonly names: CriteriaNames
  readonly stages: readonly StageView[]
}

/** One move with the version that made it and what proved it then. */
export function presentMove(
  move: ShownMove,
  { versions, names, stages }: MoveContext,
): EndpointAnswer<typeof whyLead>['moves'][number] {
  const stageName = (id: number | null) => stages.find((stage) => stage.id === id)?.name ?? null
  const evidence = move.evidence === null ? null : explainedCriteria.parse(move.evidence)
  return {
    id: move.id,
    at: move.at.toISOString(),
    kind: move.kind,
    from: stageName(move.fromStageId),
    to: stageName(move.toStageId) ?? '',
    reason: move.reason,
    by: memberOrNull(move.actorId, move.actorName, move.actorTeam),
    version: move.versionId === null ? null : presentVersion(versions, move.versionId),
    evidence,
    phrases: evidence === null ? {} : phrasesOf(evidence, names),
  }
}

type AwardContext = { readonly versions: Versions; readonly scoring: Scoring; readonly at: number }

/** One row of the ledger, and what it is worth at the instant. */
export function presentAward(row: ShownAward, { versions, scoring, at }: AwardContext): AwardView {
  const group = scoring.body.groups.find(({ key }) => key === row.group)
  const rules = [...scoring.body.fit, ...scoring.body.groups.flatMap(({ rules: some }) => some)]
  return {
    id: row.id,
    score: row.score,
    rule: rules.find(({ key }) => key === row.rule)?.name ?? row.rule,
    group: group?.name ?? null,
    points: row.points,
    pointsBeforeCap: row.pointsBeforeCap,
    worth: row.score === 'fit' ? row.points : worthOf(row, scoring, at),
    touch: touchOf(row),
    takesBack: row.takesBack,
    occurredAt: row.occurredAt.toISOString(),
    knownAt: row.knownAt.toISOString(),
    version: presentVersion(versions, row.versionId),
  }
}

function worthOf(row: ShownAward, { weights }: Scoring, at: number): number {
  const times = { occurredAt: row.occurredAt.getTime(), knownAt: row.knownAt.getTime() }
  return worth({ points: row.points, ...times }, at, weights) / millipointsPerPoint
}

function touchOf(row: ShownAward): AwardView['touch'] {
  const { touchId, touchKind, touchedAt, title, campaign } = row
  if (touchId === null || touchKind === null || touchedAt === null) return null
  return { id: touchId, kind: touchKindOf(touchKind), occurredAt: touchedAt.toISOString(), title, campaign }
}
