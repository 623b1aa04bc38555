import type { AgreementBody } from '../../../contract/agreement-bodies.ts'
import { backTestedKinds } from '../../../contract/backtests.ts'
import type { BackTestedKind } from '../../../contract/backtests.ts'
import type { Criteria } from '../../../contract/criteria.ts'
import type { StageView } from '../../../contract/leads.ts'
import type { Scope } from '../../platform/scope.ts'
import { inForce } from '../agreements/index.ts'
import { needsOf, ripens, withEveryMoment } from '../criteria/index.ts'
import type { Needs } from '../criteria/index.ts'
import { scoringOf, standardsAt } from '../judging/index.ts'
import type { Scoring, StandardsInForce } from '../judging/index.ts'
import { asksFor, conditionsReached } from './rules/reach.ts'

/** What one side of a back-test judges by: whether a lead enters one stage. */
export type Standard = {
  readonly entry: Criteria
  readonly scoring: Scoring | null
  readonly profiles: ReadonlyMap<string, Criteria>
}

/** A body of a kind that decides who qualifies. */
export type TestedBody = Extract<AgreementBody, { kind: BackTestedKind }>

export type Tested = { readonly agreementId: string; readonly body: TestedBody }

/** The criteria that stand in a body itself. */
export function criteriaIn(body: TestedBody): Criteria[] {
  if (body.kind === 'profile') return [body.criteria]
  if (body.kind === 'scoring') return body.fit.map(({ criteria }) => criteria)
  return body.entry === null ? [] : [body.entry]
}

/** What is in force beside what is proposed; null where nothing was in force. */
export type Sides = { readonly inForce: Standard | null; readonly proposed: Standard }

/** Whether a version of this kind can be replayed at all. */
export function isTestedBody(body: AgreementBody): body is TestedBody {
  return backTestedKinds.some((kind) => kind === body.kind)
}

/** Both sides for the entry into a stage, by what is in force at an instant; null where nobody judges by criteria. */
export async function sidesAt(
  scope: Scope,
  tested: Tested,
  { stageId, at }: { readonly stageId: number; readonly at: Date },
): Promise<Sides | null> {
  const standards = await standardsAt(scope, at)
  const now = standardOf(standards, stageId)
  const proposed = withBody(standards, now, tested)
  return proposed === null ? null : { inForce: now, proposed }
}

function standardOf(
  { stageStandards, scoring, profiles }: StandardsInForce,
  stageId: number,
): Standard | null {
  const entry = stageStandards.find(({ stage }) => stage.id === stageId)?.criteria
  return entry === undefined ? null : { entry, scoring, profiles }
}

/** The version that is tested binds nobody yet, and has no place in any ledger. */
const noVersion = 0

function withBody(
  { scoring, profiles }: StandardsInForce,
  now: Standard | null,
  { agreementId, body }: Tested,
): Standard | null {
  if (body.kind === 'stage') return body.entry === null ? null : { entry: body.entry, scoring, profiles }
  if (now === null) return null
  if (body.kind === 'scoring') return { ...now, scoring: scoringOf(noVersion, body) }
  return { ...now, profiles: new Map([...profiles, [agreementId, body.criteria]]) }
}

/** The stages whose entry a version can be tested at: its own, or those whose criteria ask for it. */
export async function stagesTested(scope: Scope, tested: Tested): Promise<StageView[]> {
  const { agreementId, body } = tested
  const standards = await standardsAt(scope, scope.now)
  if (body.kind === 'stage') {
    const isJudged = body.movedBy === 'criteria' && body.entry !== null
    return standards.stages.filter(({ key, line }) => isJudged && key === body.stage && line === 'main')
  }
  const what = body.kind === 'scoring' ? 'scores' : { profile: agreementId }
  return standards.stageStandards
    .map(({ stage }) => stage)
    .filter((stage) => {
      const proposed = withBody(standards, standardOf(standards, stage.id), tested)
      return proposed !== null && asksFor(textsOf(proposed), what)
    })
}

/** The texts of a standard, to see what they lead to. */
export function textsOf({ entry, scoring, profiles }: Standard) {
  return { entry, profiles, fit: (scoring?.body.fit ?? []).map(({ criteria }) => criteria) }
}

/** What both sides look at; where time alone can make somebody qualify, every moment counts. */
export function needsOfBoth({ inForce: now, proposed }: Sides): Needs {
  const sides = now === null ? [proposed] : [now, proposed]
  const rules = sides.flatMap(({ scoring }) => (scoring?.body.groups ?? []).flatMap((group) => group.rules))
  const conditions = sides.flatMap((side) => conditionsReached(textsOf(side)))
  const counted = conditions.some(({ kind }) => kind === 'score') ? rules : []
  const needs = needsOf(conditions, counted)
  return sides.some(ripensWithTime) ? withEveryMoment(needs) : needs
}

function ripensWithTime({ entry, profiles, scoring }: Standard): boolean {
  const rules = (scoring?.body.groups ?? []).flatMap((group) => group.rules)
  const losesPoints = rules.some(({ points }) => points < 0)
  return ripens(entry, { profiles, fit: scoring?.body.fit ?? [], losesPoints })
}

/** The version in force that a tested one stands beside, of the same stage, profile or scoring. */
export async function versionBeside(
  scope: Scope,
  { agreementId, body }: Tested,
): Promise<{ versionId: number; number: number } | undefined> {
  const versions = await inForce(scope, body.kind, scope.now)
  return versions.find((version) => {
    if (body.kind === 'scoring') return true
    if (body.kind === 'stage' && version.body.kind === 'stage') return version.body.stage === body.stage
    return version.agreementId === agreementId
  })
}
