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
import { valueTest } from './attribute-test.ts'
import type { CommitteeSeat, Dossier, Standards } from './dossier.ts'
import { companyAt, stands, valueAt } from './facts.ts'
import { touchCount } from './touch-count.ts'

/** Whether a dossier fulfils criteria at an instant, by what was known then. */
export type Judge = (dossier: Dossier, standards: Standards, at: number) => boolean

/**
 * Turns criteria into a judge. Compiling costs some microseconds; judging allocates next to nothing but what the
 * first question about a dossier prepares (`touchCount`), so that it can be asked tens of millions of times: compile
 * once, and ask all instants of one dossier before those of the next. Within the criteria of a profile, that profile
 * itself and `any` profile are matched by nobody, so that no question leads back to itself.
 */
export function compileCriteria(criteria: Criteria): Judge {
  const judge = nodeJudge(criteria, [])
  return (dossier, standards, at) => isThere(dossier, at) && judge(dossier, standards, at)
}

/** Whether there was anybody to judge: the person, and the lead where one is meant. */
export function isThere({ contact, lead }: Dossier, at: number): boolean {
  return stands(contact, at) && (lead === null || stands(lead, at))
}

/** The profiles whose criteria lead to a condition, the outermost first. */
export type ProfilePath = readonly string[]

/** The judge of one part of criteria, for those who know that somebody is there. */
export function nodeJudge(node: Group | Condition, path: ProfilePath): Judge {
  switch (node.kind) {
    case 'group':
      return groupJudge(node, path)
    case 'attribute':
      return attributeJudge(node)
    case 'touch':
      return touchJudge(node)
    case 'score':
      return scoreJudge(node)
    case 'committee':
      return committeeJudge(node)
    default:
      return profileJudge(node, path)
  }
}

function groupJudge({ join, of }: Group, path: ProfilePath): Judge {
  const judges = of
    .toSorted((one, other) => dearness(one) - dearness(other))
    .map((node) => nodeJudge(node, path))
  if (judges.length === 0) return () => true
  // All are met unless one is not; any is met as soon as one is; none is met unless one is.
  const decisive = join !== 'all'
  const whenFound = join === 'any'
  return (dossier, standards, at) => {
    for (const judge of judges) {
      if (judge(dossier, standards, at) === decisive) return whenFound
    }
    return !whenFound
  }
}

/** What is cheap is asked first, since it often decides; the order changes no answer. */
const dear = { attribute: 0, committee: 1, profile: 2, fit: 3, touch: 4, engagement: 5 } as const

function dearness(node: Group | Condition): number {
  if (node.kind === 'group') return Math.max(0, ...node.of.map(dearness))
  return dear[node.kind === 'score' ? node.score : node.kind]
}

function attributeJudge(condition: AttributeCondition): Judge {
  const { of, field } = condition
  const meets = valueTest(condition)
  switch (of) {
    case 'contact':
      return ({ contact }, _standards, at) => meets(valueAt(contact, field, at), at)
    case 'account':
      return (dossier, _standards, at) => {
        const company = companyAt(dossier, at)
        return meets(company === undefined ? null : valueAt(company, field, at), at)
      }
    case 'lead':
      return ({ lead }, _standards, at) => meets(lead === null ? null : valueAt(lead, field, at), at)
    default:
      return ({ deals }, _standards, at) => {
        for (const deal of deals) {
          if (stands(deal, at) && meets(valueAt(deal, field, at), at)) return true
        }
        return false
      }
  }
}

function touchJudge(condition: TouchCondition): Judge {
  const count = touchCount(condition)
  const { is, times } = condition
  return is === 'at-least'
    ? (dossier, _standards, at) => count(dossier, at) >= times
    : (dossier, _standards, at) => count(dossier, at) <= times
}

const millipointsInPoint = 1000

function scoreJudge({ score, is, points }: ScoreCondition): Judge {
  const threshold = points * millipointsInPoint
  return is === 'at-least'
    ? (_dossier, standards, at) => standards.millipoints(score, at) >= threshold
    : (_dossier, standards, at) => standards.millipoints(score, at) < threshold
}

function committeeJudge(condition: CommitteeCondition): Judge {
  const { who, people } = condition
  const counts = seatTest(condition)
  if (who === 'person') return (dossier, _standards, at) => dossier.committee.some((seat) => counts(seat, at))
  return (dossier, _standards, at) => {
    const company = companyAt(dossier, at)
    return company !== undefined && peopleSeated(dossier, (seat) => counts(seat, at, company.id)) >= people
  }
}

/** Whether a seat counts for a condition at an instant; for the condition on a company, also whose company it is of. */
export function seatTest({
  who,
  roles,
}: CommitteeCondition): (seat: CommitteeSeat, at: number, accountId?: string) => boolean {
  const wanted = new Set<string>(roles)
  return (seat, at, accountId) =>
    wanted.has(seat.role) &&
    seat.from <= at &&
    (seat.until === null || at < seat.until) &&
    (who === 'person' ? seat.own : seat.accountId === accountId)
}

/** How many people hold seats that count; somebody with two roles is one. */
export function peopleSeated({ committee }: Dossier, counts: (seat: CommitteeSeat) => boolean): number {
  let people = 0
  for (const [index, seat] of committee.entries()) {
    if (!counts(seat)) continue
    const before = committee.findIndex((other) => other.contactId === seat.contactId && counts(other))
    if (before === index) people++
  }
  return people
}

function profileJudge({ profile, is }: ProfileCondition, path: ProfilePath): Judge {
  const wanted = is === 'matched'
  const matches = profile === 'any' ? anyProfile(path) : oneProfile(profile, path)
  return (dossier, standards, at) => matches(dossier, standards, at) === wanted
}

function anyProfile(path: ProfilePath): Judge {
  if (path.length > 0) return () => false
  const judges = new WeakMap<Standards['profiles'], readonly Judge[]>()
  return (dossier, standards, at) => {
    let inForce = judges.get(standards.profiles)
    if (inForce === undefined) {
      inForce = [...standards.profiles.keys()].map((id) => oneProfile(id, path))
      judges.set(standards.profiles, inForce)
    }
    return inForce.some((judge) => judge(dossier, standards, at))
  }
}

/** The version in force is asked for at every instant, and compiled when it is met for the first time. */
function oneProfile(id: string, path: ProfilePath): Judge {
  if (path.includes(id)) return () => false
  const judges = new WeakMap<Criteria, Judge>()
  return (dossier, standards, at) => {
    const inForce = standards.profiles.get(id)
    if (inForce === undefined) return false
    let judge = judges.get(inForce)
    if (judge === undefined) {
      judge = nodeJudge(inForce, [...path, id])
      judges.set(inForce, judge)
    }
    return judge(dossier, standards, at)
  }
}
