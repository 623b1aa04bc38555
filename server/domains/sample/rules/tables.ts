import type { Transform } from '../../../../contract/intake.ts'
import { cast, mailOf } from './cast.ts'
import { sampleCampaigns, sampleChannels } from './campaigns.ts'
import type { SampleCampaign } from './campaigns.ts'
import { column, dayOf, table } from './csv-table.ts'
import type { Column, SampleTable } from './csv-table.ts'
import { sampleAccounts, sampleContacts } from './customers.ts'
import type { SampleAccount, SampleContact } from './customers.ts'
import { products, sampleDeals } from './deals.ts'
import type { SampleDeal } from './deals.ts'
import { sampleLeads } from './journeys.ts'
import type { SampleLead } from './journeys.ts'
import { chanceFrom } from './random.ts'
import { calendar } from './season.ts'
import { spendOf } from './spend.ts'
import type { SampleSpend } from './spend.ts'
import type { StageKey } from './stage-steps.ts'
import { storyDates } from './story-dates.ts'
import type { StoryDates } from './story-dates.ts'
import { sampleTouches } from './touches.ts'
import type { SampleTouch } from './touches.ts'

const seed = 20_260_118

/** The files of the company, in the order in which they come. */
export type SampleTables = {
  /** Who works there and what it sells: agreements speak of both. */
  readonly beginnings: readonly SampleTable[]
  /** Whom it knows, and what marketing ran. */
  readonly customers: readonly SampleTable[]
  /** The touches of people who never became a lead; nothing else speaks of these people. */
  readonly strangers: readonly SampleTable[]
  /** The touches of people who became a lead, and the leads that came before the definition was replaced. */
  readonly olderLeads: readonly SampleTable[]
  readonly newerLeads: readonly SampleTable[]
  /** What became of MQLs in sales. */
  readonly sales: readonly SampleTable[]
}

/** The whole company as of `now`: the same seed and day give the same company. */
export function sampleTables(now: Date): SampleTables {
  const { accounts, contacts, campaigns, spend, leads, deals, touches, dates } = companyAt(now)
  const leading = new Set(leads.map(({ contact }) => contact.id))
  const isOfLead = ({ contact }: SampleTouch) => leading.has(contact.id)
  const isOlder = ({ enteredAt }: SampleLead) => enteredAt < dates.replaced
  const known = knownSince(leads)
  return {
    beginnings: [memberTable(), productTable()],
    customers: [
      accountTable(accounts.map((account) => ({ ...account, createdAt: known(account) }))),
      contactTable(contacts.map((contact) => ({ ...contact, createdAt: known(contact) }))),
      campaignTable(campaigns),
      spendTable(spend),
    ],
    strangers: [
      touchTable(
        'other touches',
        touches.filter((touch) => !isOfLead(touch)),
      ),
    ],
    olderLeads: [
      touchTable('touches', touches.filter(isOfLead)),
      leadTable('leads', leads.filter(isOlder), dates),
    ],
    newerLeads: [
      leadTable(
        'newer leads',
        leads.filter((lead) => !isOlder(lead)),
        dates,
      ),
    ],
    sales: [leadStageTable(leads), dealTable(deals), dealStageTable(deals)],
  }
}

function companyAt(now: Date) {
  const chance = chanceFrom(seed)
  const drawInstant = calendar(now)
  const accounts = sampleAccounts(chance, now)
  const contacts = sampleContacts(chance, accounts, now)
  const campaigns = sampleCampaigns(chance, now)
  const spend = campaigns.flatMap((campaign) => spendOf(chance, campaign, now))
  const dates = storyDates(now)
  const journey = { contacts, channels: sampleChannels, campaigns, drawInstant, now, dates }
  const leads = sampleLeads(chance, journey)
  const deals = sampleDeals(chance, leads, now)
  const touches = sampleTouches(chance, { ...journey, leads })
  return { accounts, contacts, campaigns, spend, leads, deals, touches, dates }
}

type Known = Pick<SampleContact | SampleAccount, 'id' | 'createdAt'>

/** Since when a person or company is known: at the latest since their first lead came in. */
function knownSince(leads: readonly SampleLead[]): (record: Known) => Date {
  const since = new Map<string, Date>()
  const meet = (id: string | undefined, at: Date) => {
    if (id !== undefined && at < (since.get(id) ?? tooLate)) since.set(id, at)
  }
  for (const { contact, enteredAt } of leads) {
    meet(contact.id, enteredAt)
    meet(contact.account?.id, enteredAt)
  }
  return ({ id, createdAt }) => {
    const met = since.get(id)
    return met !== undefined && met < createdAt ? met : createdAt
  }
}

const tooLate = new Date(8.64e15)

const text: Transform = { type: 'text' }
const number: Transform = { type: 'number', decimal: '.', percent: false }
const money: Transform = { type: 'money', decimal: '.', currency: 'EUR' }
const date: Transform = { type: 'date', order: 'ymd', serial: 'none', zone: 'UTC' }

function memberTable(): SampleTable {
  return table({ name: 'members', kind: 'member', rows: cast }, [
    column('name', text, (row) => row.name),
    column('email', { type: 'email' }, (row) => mailOf(row.name)),
    column('team', text, (row) => row.team),
    column('region', text, (row) => row.region),
  ])
}

function productTable(): SampleTable {
  return table({ name: 'products', kind: 'product', rows: products }, [
    column('name', text, (row) => row.name),
    column('series', text, (row) => row.series),
    column('price', money, (row) => String(row.price)),
  ])
}

function accountTable(accounts: readonly SampleAccount[]): SampleTable {
  return table({ name: 'accounts', kind: 'account', rows: accounts }, [
    column('externalId', text, (row) => row.id),
    column('name', text, (row) => row.name),
    column('domain', { type: 'domain' }, (row) => row.domain),
    column('industry', text, (row) => row.industry),
    column('segment', text, (row) => row.segment),
    column('employees', number, (row) => String(row.employees)),
    column('city', text, (row) => row.city),
    column('country', text, (row) => row.country),
    column('ownerName', text, (row) => row.owner),
    column('createdAt', date, (row) => row.createdAt.toISOString()),
  ])
}

function contactTable(contacts: readonly SampleContact[]): SampleTable {
  return table({ name: 'contacts', kind: 'contact', rows: contacts }, [
    column('externalId', text, (row) => row.id),
    column('firstName', text, (row) => row.firstName),
    column('lastName', text, (row) => row.lastName),
    column('email', { type: 'email' }, (row) => row.email),
    column('phone', { type: 'phone', country: 'DE' }, (row) => row.phone),
    column('title', text, (row) => row.title),
    column('accountExternalId', text, (row) => row.account?.id ?? ''),
    column('ownerName', text, (row) => row.account?.owner ?? ''),
    column('city', text, (row) => row.account?.city ?? ''),
    column('country', text, (row) => row.account?.country ?? ''),
    column('createdAt', date, (row) => row.createdAt.toISOString()),
  ])
}

function campaignTable(campaigns: readonly SampleCampaign[]): SampleTable {
  return table({ name: 'campaigns', kind: 'campaign', rows: campaigns }, [
    column('name', text, (row) => row.name),
    column('channel', text, (row) => row.channel.key),
    column('type', text, (row) => row.type),
    column('startsOn', date, (row) => dayOf(row.startsAt)),
    column('endsOn', date, (row) => dayOf(row.endsAt)),
    column('budget', money, (row) => String(row.budget)),
    column('ownerName', text, (row) => row.owner),
  ])
}

function spendTable(spend: readonly SampleSpend[]): SampleTable {
  return table({ name: 'spend', kind: 'spend', rows: spend }, [
    column('campaign', text, (row) => row.campaign),
    column('day', date, (row) => row.day),
    column('amount', money, (row) => row.amount),
  ])
}

function touchTable(name: string, touches: readonly SampleTouch[]): SampleTable {
  return table({ name, kind: 'touch', rows: touches }, [
    column('externalId', text, (row) => row.id),
    column('contactExternalId', text, (row) => row.contact.id),
    column('occurredAt', date, (row) => row.at.toISOString()),
    column('kind', text, (row) => row.kind),
    column('channel', text, (row) => row.channel.key),
    column('campaign', text, (row) => row.campaign?.name ?? ''),
    column('page', text, (row) => row.page),
    column('asset', text, (row) => row.asset),
  ])
}

/**
 * The leads as marketing's tool knew them. Who becomes an MQL while a definition is in force is not in the file: that
 * is for the definition to say.
 */
function leadTable(name: string, leads: readonly SampleLead[], dates: StoryDates): SampleTable {
  return table({ name, kind: 'lead', rows: leads }, [
    column('externalId', text, (row) => row.id),
    column('contactExternalId', text, (row) => row.contact.id),
    column('origin', text, (row) => row.origin),
    column('landingPage', text, (row) => row.landingPage),
    column('campaign', text, (row) => row.campaign?.name ?? ''),
    column('segment', text, (row) => row.contact.account?.segment ?? ''),
    column('ownerName', text, (row) => (row.reached.has('sql') ? row.seller.name : row.developer)),
    column('enteredAt', date, (row) => row.enteredAt.toISOString()),
    ...reachedColumns(['first_touch', 'engaged']),
    column('reachedAt.mql', date, (row) => {
      const at = row.reached.get('mql')
      return at !== undefined && at < dates.workshop ? at.toISOString() : ''
    }),
  ])
}

/** What became of them in sales, as the system of sales knew it. */
function leadStageTable(leads: readonly SampleLead[]): SampleTable {
  const handed = leads.filter(({ reached, lostAt }) => reached.has('sal') || lostAt !== null)
  return table({ name: 'leads in sales', kind: 'lead', rows: handed }, [
    column('externalId', text, (row) => row.id),
    column('contactExternalId', text, (row) => row.contact.id),
    ...reachedColumns(['sal', 'sql', 'opportunity', 'won']),
    column('lostAt', date, (row) => row.lostAt?.toISOString() ?? ''),
    column('lostReason', text, (row) => row.lostReason),
  ])
}

function reachedColumns(keys: readonly StageKey[]): Column<SampleLead>[] {
  return keys.map((key) =>
    column<SampleLead>(`reachedAt.${key}`, date, (row) => row.reached.get(key)?.toISOString() ?? ''),
  )
}

function dealTable(deals: readonly SampleDeal[]): SampleTable {
  return table({ name: 'deals', kind: 'deal', rows: deals }, [
    column('externalId', text, (row) => row.id),
    column('name', text, (row) => row.name),
    column('accountExternalId', text, (row) => row.lead.contact.account?.id ?? ''),
    column('contactExternalId', text, (row) => row.lead.contact.id),
    column('leadExternalId', text, (row) => row.lead.id),
    column('ownerName', text, (row) => row.lead.seller.name),
    column('product', { type: 'reference', values: {}, probably: {} }, (row) => row.product),
    column('campaign', text, (row) => row.lead.campaign?.name ?? ''),
    column(
      'stage',
      { type: 'stage', values: {}, otherwise: 'create' },
      (row) => row.stages.at(-1)?.name ?? '',
    ),
    column('amount', money, (row) => String(row.amount)),
    column('openedAt', date, (row) => row.openedAt.toISOString()),
    column('closedAt', date, (row) => row.closedAt?.toISOString() ?? ''),
    column('lostReason', text, (row) => row.lead.lostReason),
  ])
}

function dealStageTable(deals: readonly SampleDeal[]): SampleTable {
  const changes = deals.flatMap(({ id, stages }) => stages.map((stage) => ({ deal: id, ...stage })))
  return table({ name: 'deal stages', kind: 'stageChange', rows: changes }, [
    column('dealExternalId', text, (row) => row.deal),
    column('stage', { type: 'stage', values: {}, otherwise: 'create' }, (row) => row.name),
    column('enteredAt', date, (row) => row.at.toISOString()),
  ])
}
