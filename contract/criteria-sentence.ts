import type {
  AttributeCondition,
  CommitteeCondition,
  CommitteeRole,
  Condition,
  Criteria,
  CriteriaNode,
  Group,
  ProfileCondition,
  ScoreCondition,
  SinceEvent,
  TouchCondition,
} from './criteria.ts'
import type { RecordKind } from './records.ts'
import type { TouchKind } from './touches.ts'

/** What the ids and keys within criteria are called. Null: there is nothing of this id, or no longer. */
export type CriteriaNames = {
  /** What a field is called within a sentence: `number of employees`, or the label of a field of one's own. */
  readonly field: (of: RecordKind, field: string) => string | null
  /** A value that is not read as it stands: the member behind an id, an amount with its currency. */
  readonly value: (of: RecordKind, field: string, value: string | number | boolean) => string | null
  readonly channel: (id: number) => string | null
  readonly campaign: (id: string) => string | null
  readonly profile: (agreementId: string) => string | null
  readonly stage: (key: string) => string | null
}

/**
 * Criteria as one English sentence, which both teams sign. Names stand in quotation marks, so that no name can be
 * read as a part of the sentence; a group within a group is set off by a comma, and deeper ones by parentheses, so
 * that two criteria of different meaning never read the same.
 */
export function criteriaSentence(criteria: Criteria, names: CriteriaNames): string {
  if (criteria.of.length === 0) return 'Everybody, without any condition.'
  const text = groupPhrase(criteria, names)
  return `${text.replace(/[a-z]/, (letter) => letter.toUpperCase())}.`
}

/** One condition as a clause, without a full stop: `fit is at least 60`. */
export function conditionPhrase(condition: Condition, names: CriteriaNames): string {
  switch (condition.kind) {
    case 'attribute':
      return attributePhrase(condition, names)
    case 'touch':
      return touchPhrase(condition, names)
    case 'score':
      return scorePhrase(condition)
    case 'committee':
      return committeePhrase(condition)
    default:
      return profilePhrase(condition, names)
  }
}

const always = 'nothing is asked'

function groupPhrase(given: Group, names: CriteriaNames): string {
  const group = simplified(given)
  const [only, ...others] = group.of
  if (only === undefined) return always
  if (group.join === 'none') return nonePhrase(group, names)
  if (others.length === 0) return phraseOf(only, names)
  // A comma stands before the word exactly where a part is itself a group.
  const comma = group.of.some((part) => part.kind === 'group') ? ',' : ''
  return group.of.map((part) => nested(part, names)).join(`${comma} ${group.join === 'all' ? 'and' : 'or'} `)
}

function phraseOf(node: CriteriaNode, names: CriteriaNames): string {
  return node.kind === 'group' ? groupPhrase(node, names) : conditionPhrase(node, names)
}

function nonePhrase(group: Group, names: CriteriaNames): string {
  const parts = group.of.map((part) => phraseOf(part, names))
  return parts.length === 1
    ? `it is not true that (${parts[0]})`
    : `none of these is true: (${parts.join('; ')})`
}

/** A part within a longer sentence: only the simplest groups stand without parentheses. */
function nested(part: CriteriaNode, names: CriteriaNames): string {
  if (part.kind !== 'group') return conditionPhrase(part, names)
  const text = groupPhrase(part, names)
  if (part.join === 'none' || text === always) return text
  if (part.of.some((inner) => inner.kind === 'group')) return `(${text})`
  return part.join === 'any' ? `either ${text}` : text
}

/** Groups that change nothing are left out: one of a single part, and one that joins like the group around it. */
function simplified(group: Group): Group {
  const of = group.of.map(unwrapped).flatMap((part): readonly CriteriaNode[] => {
    const joins =
      part.kind === 'group' && part.join === group.join && group.join !== 'none' && part.of.length > 0
    return joins ? simplified(part).of : [part]
  })
  return { ...group, of }
}

function unwrapped(node: CriteriaNode): CriteriaNode {
  if (node.kind !== 'group') return node
  const group = simplified(node)
  const [only, ...others] = group.of
  return only !== undefined && others.length === 0 && group.join !== 'none' ? unwrapped(only) : group
}

const owners: Readonly<Record<RecordKind, string>> = {
  contact: 'the person’s',
  account: 'the company’s',
  lead: 'the lead’s',
  deal: 'some deal’s',
}

function attributePhrase(condition: AttributeCondition, names: CriteriaNames): string {
  const { of, field } = condition
  const subject = `${owners[of]} ${names.field(of, field) ?? `${quoted(field)} (a field that is gone)`}`
  return `${subject} ${testPhrase(condition, names)}`
}

function testPhrase(condition: AttributeCondition, names: CriteriaNames): string {
  const values = valuesOf(condition).map((value) => valueWord(condition, value, names))
  const first = values[0] ?? '—'
  switch (condition.is) {
    case 'filled':
      return 'is known'
    case 'blank':
      return 'is blank'
    case 'equals':
    case 'one-of':
      return `is ${listed(values, 'or')}`
    case 'not-equals':
      return `is not ${first} (blank counts)`
    case 'none-of':
      return values.length === 1
        ? `is not ${first} (blank counts)`
        : `is none of ${listed(values, 'and')} (blank counts)`
    case 'contains':
      return `contains ${first}`
    case 'at-least':
      return `is at least ${first}`
    case 'at-most':
      return `is at most ${first}`
    case 'on-or-after':
      return `is on ${dayWord(condition.value)} or later`
    case 'on-or-before':
      return `is on ${dayWord(condition.value)} or earlier`
    default:
      return `is ${lastDays(Number(condition.value))}`
  }
}

function valuesOf({ value }: AttributeCondition): readonly (string | number | boolean)[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

function valueWord(
  { of, field }: AttributeCondition,
  value: string | number | boolean,
  names: CriteriaNames,
): string {
  const name = names.value(of, field, value)
  if (name !== null) return typeof value === 'string' ? quoted(name) : name
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'number' ? numberWord(value) : quoted(value)
}

const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

function dayWord(value: AttributeCondition['value']): string {
  const day = new Date(`${String(value)}T00:00:00Z`)
  return Number.isNaN(day.getTime()) ? quoted(String(value)) : days.format(day)
}

const kindWords: Readonly<Record<TouchKind, string>> = {
  view: 'page view',
  click: 'click',
  form: 'form',
  file: 'file',
  mail_open: 'mail open',
  mail_click: 'mail click',
  mail_reply: 'mail reply',
  call: 'call',
  meeting: 'meeting',
  chat: 'chat',
  event_attended: 'event',
  ad_click: 'ad click',
  social: 'social',
  review: 'review',
  visit: 'visit',
  purchase: 'purchase',
  other: 'other',
}

function touchPhrase(condition: TouchCondition, names: CriteriaNames): string {
  const { kinds, channels, campaigns, assets, is, times, withinDays, since } = condition
  const none = is === 'at-most' && times === 0
  const count = none ? 'no' : `${is === 'at-least' ? 'at least' : 'at most'} ${numberWord(times)}`
  const noun = none || times === 1 ? 'touch' : 'touches'
  return [
    [
      count,
      listed(
        kinds.map((kind) => kindWords[kind]),
        'or',
      ),
      noun,
    ]
      .filter(Boolean)
      .join(' '),
    among('through', channels, (id) => names.channel(id) ?? 'a channel that is gone'),
    among('of', campaigns, (id) => names.campaign(id) ?? 'a campaign that is gone'),
    among('with', assets, (asset) => asset),
    withinDays === undefined ? '' : lastDays(withinDays).replace('within', 'in'),
    since === undefined ? '' : sincePhrase(since, names),
  ]
    .filter(Boolean)
    .join(' ')
}

function among<Item>(word: string, items: readonly Item[], nameOf: (item: Item) => string): string {
  if (items.length === 0) return ''
  return `${word} ${listed(
    items.map((item) => quoted(nameOf(item))),
    'or',
  )}`
}

function sincePhrase(since: SinceEvent, names: CriteriaNames): string {
  switch (since.event) {
    case 'lead-entered':
      return 'since the lead entered'
    case 'stage-entered':
      return `since the lead last moved to ${quoted(names.stage(since.stage) ?? since.stage)}`
    default:
      return `since the newest ${kindWords[since.touch]} touch (itself included)`
  }
}

function scorePhrase({ score, is, points }: ScoreCondition): string {
  return `${score} is ${is === 'at-least' ? 'at least' : 'below'} ${numberWord(points)}`
}

const roleWords: Readonly<Record<CommitteeRole, { readonly one: string; readonly many: string }>> = {
  decision_maker: { one: 'a decision maker', many: 'decision makers' },
  economic_buyer: { one: 'an economic buyer', many: 'economic buyers' },
  champion: { one: 'a champion', many: 'champions' },
  influencer: { one: 'an influencer', many: 'influencers' },
  user: { one: 'a user', many: 'users' },
  blocker: { one: 'a blocker', many: 'blockers' },
}

function committeePhrase({ who, roles, people }: CommitteeCondition): string {
  const one = listed(
    roles.map((role) => roleWords[role].one),
    'or',
  )
  if (who === 'person') return `the person is ${one} in a buying committee`
  if (people === 1) return `at least 1 person of the company is ${one}`
  const many = listed(
    roles.map((role) => roleWords[role].many),
    'or',
  )
  return `at least ${numberWord(people)} people of the company are ${many}`
}

function profilePhrase({ profile, is }: ProfileCondition, names: CriteriaNames): string {
  const matched = is === 'matched'
  if (profile === 'any')
    return matched ? 'the person matches a customer profile' : 'the person matches no customer profile'
  const name = quoted(names.profile(profile) ?? 'a profile that is gone')
  return `the person ${matched ? 'matches' : 'does not match'} the profile ${name}`
}

function lastDays(count: number): string {
  return count === 1 ? 'within the last 24 hours' : `within the last ${numberWord(count)} days`
}

function listed(words: readonly string[], word: 'and' | 'or'): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${word} ${last}`
}

function quoted(name: string): string {
  return `“${name}”`
}

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 20 })

function numberWord(value: number): string {
  return numbers.format(value)
}
