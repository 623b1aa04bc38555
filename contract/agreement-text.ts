import type { AgreementBody, BodyOf, Powers } from './agreement-bodies.ts'
import type { ClauseView } from './agreement-views.ts'
import { criteriaSentence } from './criteria-sentence.ts'
import type { CriteriaNames } from './criteria-sentence.ts'
import type { CommitteeRole } from './criteria.ts'
import { clausesOfScoring } from './scoring-text.ts'
import type { Team } from './records.ts'

/** What the ids and keys within agreements are called. Null: there is nothing of this id, or no longer. */
export type AgreementNames = CriteriaNames & {
  readonly member: (id: string) => string | null
  readonly product: (id: string) => string | null
  readonly metric: (key: string) => string | null
}

type Texts = {
  readonly [Kind in AgreementBody['kind']]: (body: BodyOf<Kind>, names: AgreementNames) => ClauseView[]
}

/** What an agreement says, in plain English, clause by clause: the text that both teams sign. */
export function clausesOf(body: AgreementBody, names: AgreementNames): ClauseView[] {
  return clausesOfKind(body, names).filter(({ text }) => text !== '')
}

function clausesOfKind(body: AgreementBody, names: AgreementNames): ClauseView[] {
  switch (body.kind) {
    case 'term':
      return texts.term(body, names)
    case 'stage':
      return texts.stage(body, names)
    case 'profile':
      return texts.profile(body, names)
    case 'scoring':
      return texts.scoring(body, names)
    case 'metric':
      return texts.metric(body, names)
    case 'journey':
      return texts.journey(body, names)
    case 'role_charter':
      return texts.role_charter(body, names)
    case 'lead_plan':
      return texts.lead_plan(body, names)
    default:
      return texts.fitted_score(body, names)
  }
}

const texts: Texts = {
  term: (body, names) => [
    clause('definition', 'What it means', body.definition),
    clause('examples', 'For example', sentences(body.examples)),
    clause('is_not', 'What it is not', sentences(body.isNot)),
    clause(
      'aliases',
      'Words to avoid',
      body.aliases.length === 0 ? '' : `Do not call it ${listed(body.aliases.map(quoted), 'or')}.`,
    ),
    clause('executes', 'What runs on it', executed(body, names)),
  ],
  stage: (body, names) => [
    clause('meaning', 'What it means', body.meaning),
    clause('moved_by', 'Who moves a lead here', movedBy(body)),
    clause('entry', 'When a lead stands here', entry(body, names)),
    clause('when_no_longer_met', 'When that is no longer so', noLongerMet(body)),
  ],
  profile: (body, names) => [
    clause('criteria', 'Who belongs to it', criteriaSentence(body.criteria, names)),
    clause('persona', 'Whom we picture', body.persona),
    clause('concerns', 'What they worry about', sentences(body.concerns)),
    clause(
      'products',
      'Products that fit',
      listSentence(body.products.map((id) => named(names.product(id), 'product'))),
    ),
    clause('decides', 'Who decides', listSentence(body.decides.map((role) => committeeWords[role]))),
  ],
  scoring: clausesOfScoring,
  metric: (body, names) => [
    clause('metric', 'The figure', `${quoted(names.metric(body.metric) ?? body.metric)}.`),
    clause('meaning', 'What it tells', body.meaning),
    clause('owner', 'Who answers for it', `${teamWords[body.ownerTeam]}.`),
    clause('counted_when', 'When it is read', body.countedWhen),
  ],
  journey: (body, names) => body.steps.map((step) => stepClause(step, names)),
  role_charter: (body, names) => [
    clause('role', 'The role', `${body.role}, of ${teamWords[body.team].toLowerCase()}.`),
    clause('purpose', 'What it is for', body.purpose),
    clause('responsibilities', 'What it answers for', sentences(body.responsibilities)),
    clause(
      'holders',
      'Who holds it',
      body.holders.length === 0
        ? 'Nobody yet.'
        : listSentence(body.holders.map((id) => named(names.member(id), 'member'))),
    ),
    ...powerClauses(body.powers),
  ],
  lead_plan: (body, names) => [
    clause('period', 'The period', `From ${dayWords(body.from)} to ${dayWords(body.to)}.`),
    clause('quality', 'What makes a good lead', body.quality),
    ...body.sources.map((source) => sourceClause(source, names)),
  ],
  fitted_score: (body) => [
    clause('used_for', 'What it is used for', body.usedFor),
    clause(
      'threshold',
      'From when a lead counts',
      `A lead counts as promising from a probability of ${numbers.format(body.threshold * 100)} %.`,
    ),
    clause('model', 'The model', `The fitted model ${body.modelId}.`),
  ],
}

function executed(body: BodyOf<'term'>, names: AgreementNames): string {
  const { executes } = body
  switch (executes?.as) {
    case 'stage':
      return `The stage ${quoted(names.stage(executes.stage) ?? executes.stage)}.`
    case 'metric':
      return `The metric ${quoted(names.metric(executes.metric) ?? executes.metric)}.`
    case 'profile':
      return `The customer profile ${named(names.profile(executes.profile), 'profile')}.`
    default:
      return ''
  }
}

function movedBy(body: BodyOf<'stage'>): string {
  return body.movedBy === 'criteria'
    ? 'Rapport, as soon as what is asked is met.'
    : 'A person, who sees to it that what is meant is true.'
}

function entry(body: BodyOf<'stage'>, names: AgreementNames): string {
  return body.entry === null ? '' : criteriaSentence(body.entry, names)
}

function noLongerMet(body: BodyOf<'stage'>): string {
  if (body.movedBy === 'person') return ''
  return body.whenNoLongerMet === 'stay'
    ? 'The lead stays where it is.'
    : 'The lead moves back, and the reason is written down.'
}

function stepClause(step: BodyOf<'journey'>['steps'][number], names: AgreementNames): ClauseView {
  const { expectedConversionPercent: percent, expectedLagDays: lag } = step
  const lines = [
    `The buyer asks: ${quoted(step.question)}`,
    `${teamWords[step.ownerTeam]} leads.`,
    step.plays.length === 0 ? '' : `We ${listed(step.plays, 'and')}.`,
    step.assets.length === 0 ? '' : `With ${listed(step.assets.map(quoted), 'and')}.`,
    step.measure === null ? '' : `Measured by ${quoted(names.metric(step.measure) ?? step.measure)}.`,
    percent === null ? '' : `We expect ${numbers.format(percent)} % to go on.`,
    lag === null ? '' : `We expect it to take ${counted(lag, 'day')}.`,
  ]
  const heading = `${step.step.slice(0, 1).toUpperCase()}${step.step.slice(1)}`
  return clause(`step.${step.step}`, heading, lines.filter(Boolean).join('\n'))
}

function powerClauses(powers: Powers): ClauseView[] {
  const { export: exports, exportRowsMax: rows, discountPercentMax: discount } = powers
  const most = rows === null ? 'as many rows as there are' : `at most ${counted(rows, 'row')} at a time`
  return [
    clause('sign', 'Signing', powers.sign ? 'Signs agreements for the team.' : 'Signs no agreements.'),
    clause('export', 'Taking data out', exports ? `Exports ${most}.` : 'Exports nothing.'),
    clause(
      'discount',
      'Discounts',
      discount === 0 ? 'Grants no discount.' : `Grants at most ${numbers.format(discount)} % of discount.`,
    ),
    clause('promise', 'Promises', promiseWords[powers.promise]),
    clause(
      'see_revenue',
      'Revenue',
      powers.seeRevenue ? 'Sees amounts of deals.' : 'Sees no amounts of deals.',
    ),
    clause(
      'see_contact_data',
      'Contact data',
      powers.seeContactData
        ? 'Sees mail addresses and phone numbers.'
        : 'Sees no mail addresses and no phone numbers.',
    ),
  ]
}

function sourceClause(source: BodyOf<'lead_plan'>['sources'][number], names: AgreementNames): ClauseView {
  const lines = [
    `${counted(source.leadsPerMonth, 'lead')} a month, of which sales is expected to accept ${numbers.format(source.acceptedPercent)} %.`,
    sentences(source.tactics),
    source.ownerId === null ? '' : `${named(names.member(source.ownerId), 'member')} answers for it.`,
  ]
  return clause(sourceKey(source.source), source.source, lines.filter(Boolean).join('\n'))
}

const keyLengthMax = 60

/** A source is told apart by its name, so its clause is too. */
function sourceKey(source: string): string {
  const word = source.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')
  return `source.${word.slice(0, keyLengthMax)}`
}

const teamWords: Readonly<Record<Team, string>> = {
  marketing: 'Marketing',
  sales: 'Sales',
  joint: 'Both teams together',
  leadership: 'Leadership',
  neutral: 'A neutral person',
}

const committeeWords: Readonly<Record<CommitteeRole, string>> = {
  decision_maker: 'the decision maker',
  economic_buyer: 'the economic buyer',
  champion: 'a champion',
  influencer: 'an influencer',
  user: 'a user',
  blocker: 'a blocker',
}

const promiseWords: Readonly<Record<Powers['promise'], string>> = {
  nothing: 'Promises nothing to customers.',
  standard: 'Promises what stands in approved messages.',
  anything: 'Promises what they answer for.',
}

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 4 })
const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

function clause(key: string, heading: string, text: string): ClauseView {
  return { key, heading, text }
}

function dayWords(day: string): string {
  return days.format(new Date(`${day}T00:00:00Z`))
}

function named(name: string | null, what: string): string {
  return name === null ? `a ${what} that is gone` : quoted(name)
}

function quoted(name: string): string {
  return `“${name}”`
}

function counted(count: number, noun: string): string {
  return `${numbers.format(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** Each phrase on its own line. */
function sentences(phrases: readonly string[]): string {
  return phrases.map((phrase) => (/[.!?…]$/.test(phrase) ? phrase : `${phrase}.`)).join('\n')
}

function listSentence(words: readonly string[]): string {
  if (words.length === 0) return ''
  const text = listed(words, 'and')
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
}

function listed(words: readonly string[], word: 'and' | 'or'): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${word} ${last}`
}
