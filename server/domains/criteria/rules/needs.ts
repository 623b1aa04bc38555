import type { Condition, Criteria, CriteriaNode, TouchCondition } from '../../../../contract/criteria.ts'
import type { TouchKind } from '../../../../contract/touches.ts'
import { fieldId } from './field.ts'

/** What counts touches beside conditions, such as a rule that gives points. */
export type TouchRule = Pick<TouchCondition, 'kinds' | 'campaigns'>

/** Which facts of a dossier some judgements look at. All others could be left out without changing any of them. */
export type Needs = {
  /** Ids of fields; null is every field. */
  readonly fields: ReadonlySet<string> | null
  /** Null is every kind. */
  readonly kinds: ReadonlySet<TouchKind> | null
  readonly campaigns: boolean
  readonly assets: boolean
  readonly stageEntries: boolean
  readonly deals: boolean
  readonly seats: boolean
}

/** What conditions and rules look at; a lead's entry is looked at by whoever replays it. */
export function needsOf(conditions: readonly Condition[], rules: readonly TouchRule[]): Needs {
  const attributes = conditions.filter((one) => one.kind === 'attribute')
  const touches = conditions.filter((one) => one.kind === 'touch')
  const seats = conditions.some((one) => one.kind === 'committee')
  const since = touches.flatMap(({ since: event }) => (event === undefined ? [] : [event]))
  const companies = seats || attributes.some(({ of }) => of === 'account')
  return {
    fields: new Set([
      fieldId('lead', 'enteredAt'),
      ...(companies ? [fieldId('contact', 'accountId')] : []),
      ...attributes.filter(({ of }) => of !== 'deal').map(({ of, field }) => fieldId(of, field)),
    ]),
    kinds: kindsOf(
      [...touches, ...rules],
      since.flatMap((event) => (event.event === 'touch' ? [event.touch] : [])),
    ),
    campaigns: [...touches, ...rules].some(({ campaigns }) => campaigns.length > 0),
    assets: touches.some(({ assets }) => assets.length > 0),
    stageEntries: since.some(({ event }) => event === 'stage-entered'),
    deals: attributes.some(({ of }) => of === 'deal'),
    seats,
  }
}

/** The same with whatever could be a moment at which something became known, for criteria that time alone can meet. */
export function withEveryMoment(needs: Needs): Needs {
  return { ...needs, fields: null, kinds: null, stageEntries: true, deals: true, seats: true }
}

function kindsOf(counted: readonly TouchRule[], since: readonly TouchKind[]): Needs['kinds'] {
  if (counted.some(({ kinds }) => kinds.length === 0)) return null
  return new Set([...counted.flatMap(({ kinds }) => kinds), ...since])
}

/** What judges beside the criteria of a stage, to see what time does to them. */
export type Around = {
  readonly profiles: ReadonlyMap<string, Criteria>
  readonly fit: readonly { readonly criteria: Criteria; readonly points: number }[]
  /** Some touch takes points away, so that engagement grows while it fades. */
  readonly losesPoints: boolean
}

/**
 * Whether criteria can come to be met by nothing but time going by, such as `no call within 30 days`. Where they
 * cannot, they come to be met only when one of the facts that they look at becomes known, and no other moment counts.
 */
export function ripens(criteria: Criteria, around: Around): boolean {
  return turns(criteria, true, { around, path: [], forFit: false })
}

type Within = {
  readonly around: Around
  readonly path: readonly string[]
  /** Within a rule of fit, where every score is 0. */
  readonly forFit: boolean
}

/** Whether time alone can turn a part of criteria to being met, or to not being met. */
function turns(node: CriteriaNode, met: boolean, within: Within): boolean {
  switch (node.kind) {
    case 'group':
      return node.of.some((part) => turns(part, node.join === 'none' ? !met : met, within))
    case 'attribute':
      return node.is === 'in-last-days'
    case 'touch':
      return node.withinDays !== undefined && (node.is === 'at-most') === met
    case 'score':
      return scoreTurns(node.score, (node.is === 'at-least') === met, within)
    case 'profile':
      return profilesTurn(node.profile, (node.is === 'matched') === met, within)
    default:
      return false
  }
}

/** Whether time alone can raise a score, or lower it. */
function scoreTurns(score: 'fit' | 'engagement', up: boolean, within: Within): boolean {
  if (within.forFit) return false
  if (score === 'engagement') return up ? within.around.losesPoints : true
  const forFit: Within = { ...within, path: [], forFit: true }
  return within.around.fit.some(({ criteria, points }) => turns(criteria, points > 0 === up, forFit))
}

function profilesTurn(profile: string, met: boolean, within: Within): boolean {
  const { around, path } = within
  const ids = profile === 'any' ? [...around.profiles.keys()] : [profile]
  return ids.some((id) => {
    const criteria = around.profiles.get(id)
    if (criteria === undefined || path.includes(id)) return false
    return turns(criteria, met, { ...within, path: [...path, id] })
  })
}
