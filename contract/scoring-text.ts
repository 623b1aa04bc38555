import type { EngagementRule, ScoringBody } from './agreement-bodies.ts'
import type { ClauseView } from './agreement-views.ts'
import { criteriaSentence } from './criteria-sentence.ts'
import type { CriteriaNames } from './criteria-sentence.ts'
import type { TouchKind } from './touches.ts'

/** How points are earned, in plain English: one clause for each rule, so that a change of one shows as such. */
export function clausesOfScoring(body: ScoringBody, names: CriteriaNames): ClauseView[] {
  const fit = body.fit.map(({ key, name, criteria, points }) => ({
    key: `fit.${key}`,
    heading: `Fit: ${name}`,
    text: `${pointWords(points)} while this is so: ${criteriaSentence(criteria, names)}`,
  }))
  const groups = body.groups.flatMap((group) => [
    {
      key: `group.${group.key}`,
      heading: `Engagement: ${group.name}`,
      text: `Never more than ${numbers.format(group.cap)} points at a time.`,
    },
    ...group.rules.map((rule) => ({
      key: `rule.${rule.key}`,
      heading: `${group.name}: ${rule.name}`,
      text: ruleText(rule, names),
    })),
  ])
  return [fitClause(body), ...fit, engagementClause(body), ...groups]
}

function fitClause({ fit }: ScoringBody): ClauseView {
  const none = fit.length === 0 ? ' There are no rules yet, so it is 0.' : ''
  return {
    key: 'fit',
    heading: 'Fit',
    text: `Says how well somebody suits us, from 0 to 100: the sum of the rules that are met now. It does not decay.${none}`,
  }
}

function engagementClause({ halfLifeDays, groups }: ScoringBody): ClauseView {
  const none = groups.length === 0 ? ' There are no rules yet, so it is 0.' : ''
  return {
    key: 'half_life',
    heading: 'Engagement',
    text: `Says how much somebody deals with us. What was earned halves every ${dayWords(halfLifeDays)}.${none}`,
  }
}

function ruleText(rule: EngagementRule, names: CriteriaNames): string {
  const { points, perDayMax, kinds, channels, campaigns } = rule
  const through = listed(channels.map((id) => quoted(names.channel(id) ?? 'a channel that is gone')))
  const of = listed(campaigns.map((id) => quoted(names.campaign(id) ?? 'a campaign that is gone')))
  const where = `${through === '' ? '' : ` through ${through}`}${of === '' ? '' : ` of ${of}`}`
  const most = perDayMax === null ? '' : `, at most ${numbers.format(perDayMax)} a day`
  return `${pointWords(points)} for each ${listed(kinds.map((kind) => kindWords[kind]))}${where}${most}.`
}

const kindWords: Readonly<Record<TouchKind, string>> = {
  view: 'page viewed',
  click: 'click',
  form: 'form filled in',
  file: 'file opened',
  mail_open: 'mail opened',
  mail_click: 'click in a mail',
  mail_reply: 'reply to a mail',
  call: 'call',
  meeting: 'meeting',
  chat: 'chat',
  event_attended: 'event attended',
  ad_click: 'click on an ad',
  social: 'response on social media',
  review: 'review',
  visit: 'visit',
  purchase: 'purchase',
  other: 'other touch',
}

const numbers = new Intl.NumberFormat('en', { signDisplay: 'negative' })

function pointWords(points: number): string {
  const sign = points > 0 ? '+' : ''
  return `${sign}${numbers.format(points)} ${Math.abs(points) === 1 ? 'point' : 'points'}`
}

function dayWords(days: number): string {
  return days === 1 ? 'day' : `${numbers.format(days)} days`
}

function quoted(name: string): string {
  return `“${name}”`
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`
}
