import type {
  AttributeCondition,
  CommitteeCondition,
  Condition,
  Criteria,
  Group,
  ProfileCondition,
  ScoreCondition,
  TouchCondition,
} from '../../../../contract/criteria.ts'
import type { CriteriaDistance, CriteriaFact } from '../../../../contract/criteria-explained.ts'
import { provenMax } from '../../../../contract/criteria-explained.ts'
import type { Dossier, RecordHistory, Standards } from './dossier.ts'
import { isThere, nodeJudge, peopleSeated, seatTest } from './evaluate.ts'
import { companyAt, knownAt, stands, valueAt } from './facts.ts'
import { touchesCounted } from './touch-count.ts'

/** Of each part of criteria: whether it was met, which facts prove it, and how far it is. Plain data, to be kept. */
export type Explained = {
  readonly kind: 'group'
  readonly place: string
  readonly join: Group['join']
  readonly met: boolean
  readonly of: readonly ExplainedPart[]
}
export type ExplainedPart =
  | Explained
  | {
      readonly kind: 'condition'
      readonly place: string
      readonly condition: Condition
      readonly met: boolean
      readonly facts: readonly CriteriaFact[]
      readonly distance: CriteriaDistance | null
    }

/** By what somebody is judged, and when. */
export type Judgement = { readonly standards: Standards; readonly at: number }

/** Explains criteria for one dossier at an instant. Agrees with `compileCriteria` whatever it is asked. */
export function explain(criteria: Criteria, dossier: Dossier, { standards, at }: Judgement): Explained {
  const explained = explainGroup(criteria, '', { dossier, standards, at })
  return isThere(dossier, at) ? explained : { ...explained, met: false }
}

type Case = Judgement & { readonly dossier: Dossier }

function explainGroup(group: Group, place: string, about: Case): Explained {
  const parts = group.of.map((node, index): ExplainedPart => {
    const inner = `${place === '' ? '' : `${place}.`}of[${index}]`
    return node.kind === 'group' ? explainGroup(node, inner, about) : explainCondition(node, inner, about)
  })
  return { kind: 'group', place, join: group.join, met: isMet(group.join, parts), of: parts }
}

function isMet(join: Group['join'], parts: readonly ExplainedPart[]): boolean {
  if (parts.length === 0) return true
  if (join === 'all') return parts.every(({ met }) => met)
  return parts.some(({ met }) => met) === (join === 'any')
}

function explainCondition(condition: Condition, place: string, about: Case): ExplainedPart {
  const { dossier, standards, at } = about
  const met = nodeJudge(condition, [])(dossier, standards, at)
  const { facts, distance } = proofOf(condition, about)
  return {
    kind: 'condition',
    place,
    condition,
    met,
    facts: facts.slice(0, provenMax),
    distance,
  }
}

type Proof = { readonly facts: readonly CriteriaFact[]; readonly distance: CriteriaDistance | null }

function proofOf(condition: Condition, about: Case): Proof {
  switch (condition.kind) {
    case 'attribute':
      return attributeProof(condition, about)
    case 'touch':
      return touchProof(condition, about)
    case 'score':
      return scoreProof(condition, about)
    case 'committee':
      return committeeProof(condition, about)
    default:
      return profileProof(condition, about)
  }
}

function attributeProof(condition: AttributeCondition, { dossier, at }: Case): Proof {
  const records = recordsMeant(condition, dossier, at)
  const facts = records.map((record): CriteriaFact => {
    const known = knownAt(record, condition.field, at)
    const value = valueAt(record, condition.field, at)
    return {
      kind: 'value',
      of: record.kind,
      recordId: record.id,
      field: condition.field,
      value,
      knownFrom: known === undefined ? null : new Date(known.from).toISOString(),
      assumed: known?.assumed ?? false,
    }
  })
  return { facts, distance: valueDistance(condition, facts) }
}

/** The records that a condition looks at: of the deals only those that decide it, where there are any. */
function recordsMeant(condition: AttributeCondition, dossier: Dossier, at: number): RecordHistory[] {
  const { contact, lead, deals } = dossier
  if (condition.of === 'contact') return [contact]
  if (condition.of === 'lead') return lead === null ? [] : [lead]
  if (condition.of === 'account') return [companyAt(dossier, at)].filter((company) => company !== undefined)
  const standing = deals.filter((deal) => stands(deal, at))
  const judge = nodeJudge(condition, [])
  const meeting = standing.filter((deal) => judge({ ...dossier, deals: [deal] }, noStandards, at))
  return meeting.length > 0 ? meeting : standing
}

const noStandards: Standards = { profiles: new Map(), millipoints: () => 0 }

function valueDistance(
  { is, value }: AttributeCondition,
  facts: readonly CriteriaFact[],
): CriteriaDistance | null {
  if (is !== 'at-least' && is !== 'at-most') return null
  const values = facts.flatMap((fact) =>
    fact.kind === 'value' && typeof fact.value === 'number' ? [fact.value] : [],
  )
  if (values.length === 0) return null
  const have = is === 'at-least' ? Math.max(...values) : Math.min(...values)
  return distanceOf('value', have, { need: Number(value), is })
}

function touchProof(condition: TouchCondition, { dossier, at }: Case): Proof {
  const counted = touchesCounted(condition, dossier, at)
  const facts = counted.slice(0, provenMax).map((touch): CriteriaFact => ({
    kind: 'touch',
    touchId: touch.id,
    occurredAt: new Date(touch.occurredAt).toISOString(),
  }))
  return {
    facts,
    distance: distanceOf('touches', counted.length, { need: condition.times, is: condition.is }),
  }
}

function scoreProof({ score, is, points }: ScoreCondition, { standards, at }: Case): Proof {
  const have = standards.millipoints(score, at) / 1000
  if (is === 'at-least') return { facts: [], distance: distanceOf('points', have, { need: points, is }) }
  const more = have < points ? 0 : points - have
  return { facts: [], distance: { unit: 'points', have, need: points, more } }
}

function committeeProof(condition: CommitteeCondition, { dossier, at }: Case): Proof {
  const counts = seatTest(condition)
  const company = condition.who === 'company' ? companyAt(dossier, at)?.id : undefined
  const nowhere = condition.who === 'company' && company === undefined
  const seated = nowhere ? [] : dossier.committee.filter((seat) => counts(seat, at, company))
  const facts = seated.map(({ contactId, accountId, role, from }): CriteriaFact => ({
    kind: 'seat',
    contactId,
    accountId,
    role,
    from: new Date(from).toISOString(),
  }))
  const people = peopleSeated({ ...dossier, committee: seated }, () => true)
  const need = condition.who === 'company' ? condition.people : 1
  const have = condition.who === 'company' ? people : Math.min(people, 1)
  return { facts, distance: distanceOf('people', have, { need, is: 'at-least' }) }
}

function profileProof({ profile }: ProfileCondition, { dossier, standards, at }: Case): Proof {
  const asked = profile === 'any' ? [...standards.profiles.keys()] : [profile]
  const matched = asked.filter((id) =>
    nodeJudge({ kind: 'profile', profile: id, is: 'matched' }, [])(dossier, standards, at),
  )
  return { facts: matched.map((profileId) => ({ kind: 'profile', profileId })), distance: null }
}

type Needed = { readonly need: number; readonly is: 'at-least' | 'at-most' }

function distanceOf(unit: CriteriaDistance['unit'], have: number, { need, is }: Needed): CriteriaDistance {
  const more = is === 'at-least' ? Math.max(0, need - have) : Math.min(0, need - have)
  return { unit, have, need, more }
}
