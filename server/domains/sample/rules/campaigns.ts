import type { Chance } from './random.ts'

const dayMs = 86_400_000

/** Where first touches come from: how often, what a touch looks like, how well its leads sell. */
export type SampleChannel = {
  readonly key: string
  readonly weight: number
  readonly touchKinds: readonly string[]
  readonly quality: number
  readonly source: string
  readonly medium: string
}

export const sampleChannels: readonly SampleChannel[] = [
  channel('Paid search', { weight: 19, quality: 1, source: 'google', medium: 'cpc' }, ['ad_click', 'visit']),
  channel('Organic search', { weight: 24, quality: 1.2, source: 'google', medium: 'organic' }, [
    'visit',
    'view',
  ]),
  channel('Paid social', { weight: 15, quality: 0.7, source: 'linkedin', medium: 'paid_social' }, [
    'ad_click',
    'view',
  ]),
  channel('Social', { weight: 8, quality: 0.8, source: 'linkedin', medium: 'social' }, ['social', 'visit']),
  channel('Email', { weight: 12, quality: 1.1, source: 'newsletter', medium: 'email' }, [
    'mail_click',
    'visit',
    'click',
  ]),
  channel('Event', { weight: 9, quality: 1.6, source: 'event', medium: 'event' }, [
    'event_attended',
    'meeting',
  ]),
  channel('Referral', { weight: 6, quality: 1.9, source: 'partner', medium: 'referral' }, ['visit', 'click']),
  channel('Outbound', { weight: 7, quality: 0.9, source: 'sdr', medium: 'outbound' }, ['call', 'mail_reply']),
]

export type SampleCampaign = {
  readonly name: string
  readonly channel: SampleChannel
  readonly type: string
  /** Who of marketing runs it. */
  readonly owner: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly budget: number
  /** Share of its channel's first touches while it runs. */
  readonly weight: number
  /** How likely its leads move on, as a factor. */
  readonly quality: number
}

type Theme = { readonly name: string; readonly channel: string; readonly type: string }

/** The campaign that shines in clicks and fails in sales. */
export const shiningCampaign = 'Win a cargo bike'
/** The quiet one that sells. */
export const quietCampaign = 'Controllers at the table'

const themes: readonly Theme[] = [
  theme('Empty runs calculator', 'Paid search', 'lead_generation'),
  theme('Route planning search', 'Paid search', 'advertising'),
  theme('Competitor comparison', 'Paid search', 'advertising'),
  theme('Fleet cost search', 'Paid search', 'advertising'),
  theme('Planning guide', 'Organic search', 'web_content'),
  theme('Dispatcher handbook', 'Organic search', 'web_content'),
  theme('Cost of empty runs study', 'Organic search', 'market_research'),
  theme('Freight spring', 'Paid social', 'advertising'),
  theme('Retargeting demo', 'Paid social', 'advertising'),
  theme('Faces of dispatch', 'Social', 'social_media'),
  theme('Founder letters', 'Social', 'branding'),
  theme('Monthly dispatch', 'Email', 'mail'),
  theme('Winback sequence', 'Email', 'mail'),
  theme('Onboarding stories', 'Email', 'mail'),
  theme('Logistics fair', 'Event', 'event'),
  theme('Webinar: planning without spreadsheets', 'Event', 'event'),
  theme('Open house Bremen', 'Event', 'event'),
  theme('Partner Halo', 'Referral', 'lead_generation'),
  theme('Customers recommend', 'Referral', 'lead_generation'),
  theme('Outbound mid-size freight', 'Outbound', 'lead_generation'),
]

const seasonMonths = 9
const seasonsBack = [2, 1] as const
const quarterMonths = 3
const wordsOfQuarter = ['winter', 'spring', 'summer', 'autumn'] as const

/** Forty campaigns over eighteen months: nineteen themes run twice, and two runs stand out for opposite reasons. */
export function sampleCampaigns(chance: Chance, now: Date): SampleCampaign[] {
  const runs = seasonsBack.flatMap((season) =>
    themes.map((one) => campaignRun(chance, { theme: one, season, now })),
  )
  return [
    ...runs.slice(0, -2),
    special(chance, { name: shiningCampaign, channel: 'Paid social', weight: 16, quality: 0.12, now }),
    special(chance, { name: quietCampaign, channel: 'Event', weight: 0.7, quality: 3.2, now }),
  ]
}

function campaignRun(chance: Chance, run: { theme: Theme; season: number; now: Date }): SampleCampaign {
  const startsAt = monthsBefore(run.now, run.season * seasonMonths - chance.whole(0, 2))
  const endsAt = new Date(startsAt.getTime() + chance.whole(180, 270) * dayMs)
  return {
    name: `${run.theme.name}, ${seasonName(startsAt)}`,
    channel: channelNamed(run.theme.channel),
    type: run.theme.type,
    owner: ownerOf(run.theme.channel),
    startsAt,
    endsAt,
    budget: chance.whole(4, 40) * 1000,
    weight: 0.5 + chance.next(),
    quality: 0.75 + chance.next() * 0.5,
  }
}

/** Each channel is the work of one of marketing's people. */
const owners: Readonly<Record<string, string>> = {
  'Paid search': 'Sven Lindqvist',
  'Paid social': 'Sven Lindqvist',
  'Organic search': 'Noor Haddad',
  Social: 'Noor Haddad',
  Email: 'Priya Nair',
  Event: 'Lucia Ferrari',
  Referral: 'Theo Bauer',
  Outbound: 'Quinn Ito',
}

function ownerOf(ofChannel: string): string {
  const owner = owners[ofChannel]
  if (owner === undefined) throw new Error(`nobody of the sample runs ${ofChannel}`)
  return owner
}

type Special = { name: string; channel: string; weight: number; quality: number; now: Date }

function special(chance: Chance, run: Special): SampleCampaign {
  const startsAt = monthsBefore(run.now, 8)
  return {
    name: run.name,
    channel: channelNamed(run.channel),
    type: run.channel === 'Event' ? 'event' : 'social_media',
    owner: ownerOf(run.channel),
    startsAt,
    endsAt: new Date(startsAt.getTime() + chance.whole(200, 230) * dayMs),
    budget: run.quality < 1 ? 48_000 : 9000,
    weight: run.weight,
    quality: run.quality,
  }
}

/** The same day of the month so many months earlier, in UTC; the end of a shorter month stays in it. */
export function monthsBefore(now: Date, months: number): Date {
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1))
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return new Date(first.getTime() + (Math.min(now.getUTCDate(), lastDay) - 1) * dayMs)
}

function seasonName(at: Date): string {
  const word = wordsOfQuarter[Math.floor(((at.getUTCMonth() + 1) % 12) / quarterMonths)] ?? 'winter'
  return `${word} ${at.getUTCFullYear()}`
}

function channelNamed(key: string): SampleChannel {
  const found = sampleChannels.find((one) => one.key === key)
  if (found === undefined) throw new Error(`the sample has no channel ${key}`)
  return found
}

function theme(name: string, ofChannel: string, type: string): Theme {
  return { name, channel: ofChannel, type }
}

type ChannelTraits = Pick<SampleChannel, 'weight' | 'quality' | 'source' | 'medium'>

function channel(key: string, traits: ChannelTraits, touchKinds: readonly string[]): SampleChannel {
  return { key, ...traits, touchKinds }
}
