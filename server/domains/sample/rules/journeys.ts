import { defaultStageKeys, stageSteps } from './stage-steps.ts'
import type { StageKey } from './stage-steps.ts'
import type { SampleCampaign, SampleChannel } from './campaigns.ts'
import { developers, sellers } from './cast.ts'
import type { Seller } from './cast.ts'
import type { SampleContact } from './customers.ts'
import type { Chance } from './random.ts'
import { qualificationOf, qualifiedFactor } from './qualification.ts'
import type { Qualification } from './qualification.ts'
import type { StoryDates } from './story-dates.ts'
import { landingPages } from './words.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000
const stepMsMin = 600_000
const officeOpens = 7
const officeHours = 12
export const leadCount = 4000
/** Sales looks at what it does not like last: an MQL of these days waits for its word. */
const unansweredDays = 40
const blankOriginShare = 0.018
const campaignShare = 0.72

/** One pass of a contact through the funnel: when it reached each stage, as far as it came by today. */
export type SampleLead = {
  readonly id: string
  readonly contact: SampleContact
  readonly channel: SampleChannel
  readonly campaign: SampleCampaign | null
  readonly origin: string
  readonly landingPage: string
  readonly enteredAt: Date
  readonly reached: ReadonlyMap<StageKey, Date>
  /** By what it met the definition of an MQL; null where it never did. */
  readonly qualification: Qualification | null
  readonly lostAt: Date | null
  readonly lostReason: string
  readonly developer: string
  readonly seller: Seller
}

export type JourneyInput = {
  readonly contacts: readonly SampleContact[]
  readonly channels: readonly SampleChannel[]
  readonly campaigns: readonly SampleCampaign[]
  readonly drawInstant: (chance: Chance) => Date
  readonly now: Date
  readonly dates: StoryDates
}

const lostReasons = [
  { name: 'No budget this year', weight: 30 },
  { name: 'Chose a competitor', weight: 24 },
  { name: 'No decision', weight: 26 },
  { name: 'Not the right time', weight: 14 },
  { name: 'Missing feature', weight: 6 },
] as const

/** All passes through the funnel, oldest first. */
export function sampleLeads(chance: Chance, input: JourneyInput): SampleLead[] {
  const instants = Array.from({ length: leadCount }, () => input.drawInstant(chance))
  return instants
    .toSorted((a, b) => a.getTime() - b.getTime())
    .map((enteredAt, index) => lead(chance, { ...input, enteredAt, index }))
}

function lead(chance: Chance, input: JourneyInput & { enteredAt: Date; index: number }): SampleLead {
  const channel = channelAt(chance, input)
  const campaign = campaignAt(chance, { ...input, channel })
  const contact = chance.pick(input.contacts)
  const seller = chance.weighted(sellers)
  const quality = channel.quality * (campaign?.quality ?? 1) * (contact.account?.quality ?? 0.5)
  const { enteredAt, now, dates } = input
  const course = follow(chance, { enteredAt, quality, seller, contact, now, dates })
  return {
    id: `L-${String(input.index + 1).padStart(5, '0')}`,
    contact,
    channel,
    campaign,
    origin: chance.happens(blankOriginShare) ? '' : channel.key,
    landingPage: chance.pick(landingPages),
    enteredAt: input.enteredAt,
    ...course,
    lostReason: course.lostAt === null ? '' : chance.weighted(lostReasons).name,
    developer: chance.pick(developers),
    seller,
  }
}

/** Channels draw more people while their campaigns run. */
function channelAt(
  chance: Chance,
  { channels, campaigns, enteredAt }: JourneyInput & { enteredAt: Date },
): SampleChannel {
  const pulled = channels.map((one) => {
    const pull = running(campaigns, one, enteredAt).reduce((sum, campaign) => sum + campaign.weight, 0)
    return { ...one, channel: one, weight: one.weight * (1 + pull * 0.12) }
  })
  return chance.weighted(pulled).channel
}

type CampaignInput = JourneyInput & { enteredAt: Date; channel: SampleChannel }

function campaignAt(chance: Chance, { campaigns, channel, enteredAt }: CampaignInput): SampleCampaign | null {
  const candidates = running(campaigns, channel, enteredAt)
  if (candidates.length === 0 || !chance.happens(campaignShare)) return null
  return chance.weighted(candidates)
}

function running(campaigns: readonly SampleCampaign[], channel: SampleChannel, at: Date): SampleCampaign[] {
  return campaigns.filter((one) => one.channel.key === channel.key && one.startsAt <= at && at <= one.endsAt)
}

type Course = Pick<SampleLead, 'reached' | 'lostAt' | 'qualification'>
type CourseInput = Pick<SampleLead, 'enteredAt' | 'seller' | 'contact'> &
  Pick<JourneyInput, 'now' | 'dates'> & { readonly quality: number }

/** Walks the stages until one is not passed or today is reached. What today cuts off is still open. */
function follow(chance: Chance, { enteredAt, quality, seller, contact, now, dates }: CourseInput): Course {
  const reached = new Map<StageKey, Date>([[defaultStageKeys[0], enteredAt]])
  let at = enteredAt
  let qualification: Qualification | null = null
  for (const step of stageSteps) {
    const slowness = step.bySales ? seller.slowness : 1
    const skill = step.to === 'won' ? seller.wins : 1
    at = inOfficeHours(
      at,
      new Date(at.getTime() + chance.lagDays(step.medianDays * slowness, step.spread) * dayMs),
    )
    if (at > now) return { reached, qualification, lostAt: null }
    const drawn: Qualification =
      qualification ?? qualificationOf(chance, { account: contact.account, at, dates })
    const factor = qualifiedFactor(step.to, drawn)
    const odds = (step.odds / (1 - step.odds)) * quality ** step.qualityWeight * skill * factor
    if (!chance.happens(odds / (1 + odds))) {
      const isWaiting = step.to === 'sal' && now.getTime() - at.getTime() < unansweredDays * dayMs
      return { reached, qualification, lostAt: step.losable && !isWaiting ? at : null }
    }
    reached.set(step.to, at)
    if (step.to === 'mql') qualification = drawn
  }
  return { reached, qualification, lostAt: null }
}

/** People move leads while they are at work, and never before the step that came first. */
function inOfficeHours(after: Date, drawn: Date): Date {
  const midnight = Math.floor(drawn.getTime() / dayMs) * dayMs
  const ofDay = (drawn.getTime() - midnight) / dayMs
  const working = new Date(midnight + Math.floor((officeOpens + ofDay * officeHours) * hourMs))
  return working > after ? working : new Date(after.getTime() + stepMsMin)
}
