import type { SampleCampaign, SampleChannel } from './campaigns.ts'
import type { SampleContact } from './customers.ts'
import type { SampleLead } from './journeys.ts'
import { demoForm } from './qualified.ts'
import type { Chance } from './random.ts'

const dayMs = 86_400_000
export const touchCount = 100_000
const lingerDays = 40
const sameCampaignShare = 0.45
/** Within how many days before they qualified the keen did more. */
const keenDays = 5
const contentForms = ['Planning guide', 'Empty runs calculator', 'Webinar registration'] as const

export type SampleTouch = {
  readonly id: string
  readonly contact: SampleContact
  readonly at: Date
  readonly kind: string
  readonly channel: SampleChannel
  readonly campaign: SampleCampaign | null
  readonly page: string
  /** The form that was filled in, the file that was opened. */
  readonly asset: string
}

export type TouchInput = {
  readonly leads: readonly SampleLead[]
  readonly contacts: readonly SampleContact[]
  readonly channels: readonly SampleChannel[]
  readonly campaigns: readonly SampleCampaign[]
  readonly drawInstant: (chance: Chance) => Date
  readonly now: Date
}

type Draft = Omit<SampleTouch, 'id'>

/**
 * Every lead's path of touches, then scattered ones of everybody else until the number is full. They come person by
 * person, as exports of activities do; each chunk of the import then has to look up a few people and not everybody.
 */
export function sampleTouches(chance: Chance, input: TouchInput): SampleTouch[] {
  const drafts = input.leads.flatMap((lead) => pathOf(chance, lead, input))
  while (drafts.length < touchCount) drafts.push(strayTouch(chance, input))
  return drafts
    .slice(0, touchCount)
    .toSorted(byTime)
    .map((draft, index) => ({ id: `T-${String(index + 1).padStart(6, '0')}`, ...draft }))
    .toSorted((a, b) => byPerson(a, b) || byTime(a, b))
}

const byTime = (a: Draft, b: Draft) => a.at.getTime() - b.at.getTime()

function byPerson(a: Draft, b: Draft): number {
  if (a.contact.id === b.contact.id) return 0
  return a.contact.id < b.contact.id ? -1 : 1
}

/** The first touch opens the door; the further a lead came, the more touches it had on the way. */
function pathOf(chance: Chance, lead: SampleLead, input: TouchInput): Draft[] {
  const first = touchOf(chance, {
    contact: lead.contact,
    at: lead.enteredAt,
    channel: lead.channel,
    campaign: lead.campaign,
  })
  const last = [...lead.reached.values()].at(-1) ?? lead.enteredAt
  const end = Math.min(input.now.getTime(), last.getTime() + chance.next() * lingerDays * dayMs)
  const count = chance.whole(1, 3) + lead.reached.size * chance.whole(1, 4)
  const later = Array.from({ length: count }, () => {
    const at = new Date(lead.enteredAt.getTime() + chance.next() * (end - lead.enteredAt.getTime()))
    return laterTouch(chance, { lead, at }, input)
  })
  return [first, ...later, ...qualifyingTouches(chance, lead)]
}

/** What made a lead an MQL, at the moment at which it became one: a form, and for the keen something more before it. */
function qualifyingTouches(chance: Chance, { qualification, reached, ...lead }: SampleLead): Draft[] {
  const at = reached.get('mql')
  if (qualification === null || at === undefined) return []
  const { contact, campaign } = lead
  const isDemo = qualification.by === 'demo'
  const asset = isDemo ? demoForm : chance.pick(contentForms)
  const form = {
    contact,
    campaign,
    channel: lead.channel,
    kind: 'form',
    at,
    asset,
    page: isDemo ? '/demo' : '/guide/planning',
  }
  if (!qualification.keen) return [form]
  const since = Math.max(lead.enteredAt.getTime(), at.getTime() - keenDays * dayMs)
  const earlier = (kind: string, of: string): Draft => ({
    ...form,
    kind,
    asset: of,
    at: new Date(since + chance.next() * (at.getTime() - since)),
  })
  return [
    earlier('event_attended', 'Webinar: planning without spreadsheets'),
    earlier('file', 'Cost of empty runs study'),
    form,
  ]
}

function laterTouch(chance: Chance, { lead, at }: { lead: SampleLead; at: Date }, input: TouchInput): Draft {
  if (chance.happens(sameCampaignShare)) {
    return touchOf(chance, { contact: lead.contact, at, channel: lead.channel, campaign: lead.campaign })
  }
  const channel = chance.weighted(input.channels)
  return touchOf(chance, {
    contact: lead.contact,
    at,
    channel,
    campaign: runningOf(chance, { channel, at }, input),
  })
}

function strayTouch(chance: Chance, input: TouchInput): Draft {
  const channel = chance.weighted(input.channels)
  const at = input.drawInstant(chance)
  const campaign = runningOf(chance, { channel, at }, input)
  return touchOf(chance, { contact: chance.pick(input.contacts), at, channel, campaign })
}

function runningOf(chance: Chance, { channel, at }: { channel: SampleChannel; at: Date }, input: TouchInput) {
  const running = input.campaigns.filter(
    (one) => one.channel.key === channel.key && one.startsAt <= at && at <= one.endsAt,
  )
  return running.length === 0 || chance.happens(0.3) ? null : chance.weighted(running)
}

function touchOf(chance: Chance, draft: Pick<Draft, 'contact' | 'at' | 'channel' | 'campaign'>): Draft {
  return { ...draft, kind: chance.pick(draft.channel.touchKinds), page: chance.pick(pages), asset: '' }
}

const pages = [
  '/',
  '/pricing',
  '/demo',
  '/calculator',
  '/customers',
  '/guide/planning',
  '/webinar',
  '/blog/empty-runs',
]
