import type { MappingInput, RecordKind, Transform } from '../../../../contract/intake.ts'
import { cast, mailOf } from './cast.ts'
import { sampleCampaigns, sampleChannels } from './campaigns.ts'
import type { SampleCampaign } from './campaigns.ts'
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
import { defaultStageKeys } from './stage-steps.ts'
import { sampleTouches } from './touches.ts'
import type { SampleTouch } from './touches.ts'

/** One file of the sample company as the importer takes it: text and the mapping that reads it. */
export type SampleTable = {
  readonly fileName: string
  readonly rowCount: number
  readonly mapping: MappingInput
  readonly csv: string
}

const seed = 20_260_118

/** The whole company as of `now`: the same seed and day give the same company. */
export function sampleTables(now: Date): SampleTable[] {
  const chance = chanceFrom(seed)
  const drawInstant = calendar(now)
  const accounts = sampleAccounts(chance, now)
  const contacts = sampleContacts(chance, accounts, now)
  const campaigns = sampleCampaigns(chance, now)
  const spend = campaigns.flatMap((campaign) => spendOf(chance, campaign, now))
  const journey = { contacts, channels: sampleChannels, campaigns, drawInstant, now }
  const leads = sampleLeads(chance, journey)
  const deals = sampleDeals(chance, leads, now)
  const touches = sampleTouches(chance, { ...journey, leads })
  return [
    memberTable(),
    productTable(),
    accountTable(accounts),
    contactTable(contacts),
    campaignTable(campaigns),
    spendTable(spend),
    touchTable(touches),
    leadTable(leads),
    dealTable(deals),
    dealStageTable(deals),
  ]
}

type Column<Row> = {
  readonly field: string
  readonly transform: Transform
  readonly of: (row: Row) => string
}

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

function touchTable(touches: readonly SampleTouch[]): SampleTable {
  return table({ name: 'touches', kind: 'touch', rows: touches }, [
    column('externalId', text, (row) => row.id),
    column('contactExternalId', text, (row) => row.contact.id),
    column('occurredAt', date, (row) => row.at.toISOString()),
    column('kind', text, (row) => row.kind),
    column('channel', text, (row) => row.channel.key),
    column('campaign', text, (row) => row.campaign?.name ?? ''),
    column('page', text, (row) => row.page),
  ])
}

function leadTable(leads: readonly SampleLead[]): SampleTable {
  const reached = defaultStageKeys.map((key) =>
    column<SampleLead>(`reachedAt.${key}`, date, (row) => row.reached.get(key)?.toISOString() ?? ''),
  )
  return table({ name: 'leads', kind: 'lead', rows: leads }, [
    column('externalId', text, (row) => row.id),
    column('contactExternalId', text, (row) => row.contact.id),
    column('origin', text, (row) => row.origin),
    column('landingPage', text, (row) => row.landingPage),
    column('campaign', text, (row) => row.campaign?.name ?? ''),
    column('segment', text, (row) => row.contact.account?.segment ?? ''),
    column('ownerName', text, (row) => (row.reached.has('sql') ? row.seller.name : row.developer)),
    column('enteredAt', date, (row) => row.enteredAt.toISOString()),
    ...reached,
    column('lostAt', date, (row) => row.lostAt?.toISOString() ?? ''),
    column('lostReason', text, (row) => row.lostReason),
  ])
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

function column<Row>(field: string, transform: Transform, of: (row: Row) => string): Column<Row> {
  return { field, transform, of }
}

type Content<Row> = { readonly name: string; readonly kind: RecordKind; readonly rows: readonly Row[] }

function table<Row>({ name, kind, rows }: Content<Row>, columns: readonly Column<Row>[]): SampleTable {
  const lines = [
    columns.map(({ field }) => field),
    ...rows.map((row) => columns.map(({ of }) => quoted(of(row)))),
  ]
  return {
    fileName: `Sample company, ${name}.csv`,
    rowCount: rows.length,
    csv: `${lines.map((cells) => cells.join(',')).join('\n')}\n`,
    mapping: {
      version: 1,
      kind,
      origin: 'plain',
      into: kind,
      columns: columns.map(({ field, transform }) => ({
        column: field,
        target: { to: 'field', field },
        transform,
      })),
    },
  }
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
