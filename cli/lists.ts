import { listAccounts } from '../contract/accounts.ts'
import { listContacts } from '../contract/contacts.ts'
import { listLeads } from '../contract/leads.ts'
import { listDeals } from '../contract/pipeline.ts'
import type { Client } from './client.ts'
import type { Cell } from './print.ts'

type Paging = { readonly cursor?: string; readonly limit: number }
export type Page = {
  readonly items: readonly object[]
  readonly lines: readonly (readonly Cell[])[]
  readonly nextCursor: string | null
}
/** A list as it is exported: the heads of its columns, and a page of it as objects and as lines. */
export type List = {
  readonly header: readonly string[]
  readonly page: (client: Client, query: Paging) => Promise<Page>
}

type Read<Item> = (client: Client, query: Paging) => Promise<{ items: Item[]; nextCursor: string | null }>
type Columns<Item> = Readonly<Record<string, (item: Item) => Cell>>

function list<Item extends object>(read: Read<Item>, columns: Columns<Item>): List {
  return {
    header: Object.keys(columns),
    page: async (client, query) => {
      const { items, nextCursor } = await read(client, query)
      return { items, nextCursor, lines: items.map((item) => Object.values(columns).map((of) => of(item))) }
    },
  }
}

export const people = list((client, query) => client.call(listContacts, { query }), {
  id: (one) => one.id,
  name: (one) => one.name,
  firstName: (one) => one.firstName,
  lastName: (one) => one.lastName,
  title: (one) => one.title,
  email: (one) => one.email,
  phone: (one) => one.phone,
  company: (one) => one.account?.name,
  companyId: (one) => one.account?.id,
  city: (one) => one.city,
  country: (one) => one.country,
  origin: (one) => one.origin,
  firstChannel: (one) => one.firstChannel?.name,
  firstTouchAt: (one) => one.firstTouchAt,
  lastTouchAt: (one) => one.lastTouchAt,
  touches: (one) => one.touchCount,
  stageId: (one) => one.stageId,
  stageSince: (one) => one.stageSince,
  owner: (one) => one.owner?.name,
  nextStep: (one) => one.nextStep,
  createdAt: (one) => one.createdAt,
})

export const companies = list((client, query) => client.call(listAccounts, { query }), {
  id: (one) => one.id,
  name: (one) => one.name,
  domain: (one) => one.domain,
  industry: (one) => one.industry,
  segment: (one) => one.segment,
  employees: (one) => one.employees,
  city: (one) => one.city,
  country: (one) => one.country,
  owner: (one) => one.owner?.name,
  createdAt: (one) => one.createdAt,
})

export const leads = list((client, query) => client.call(listLeads, { query }), {
  id: (one) => one.id,
  externalId: (one) => one.externalId,
  person: (one) => one.contact.name,
  personId: (one) => one.contact.id,
  company: (one) => one.account?.name,
  enteredAt: (one) => one.enteredAt,
  origin: (one) => one.origin,
  landingPage: (one) => one.landingPage,
  campaign: (one) => one.campaign?.name,
  segment: (one) => one.segment,
  stageId: (one) => one.stageId,
  stageSince: (one) => one.stageSince,
  owner: (one) => one.owner?.name,
})

export const deals = list((client, query) => client.call(listDeals, { query }), {
  id: (one) => one.id,
  externalId: (one) => one.externalId,
  name: (one) => one.name,
  company: (one) => one.account?.name,
  person: (one) => one.contact?.name,
  outcome: (one) => one.outcome,
  amount: (one) => one.amount,
  currency: (one) => one.currency,
  product: (one) => one.product?.name,
  owner: (one) => one.owner?.name,
  openedBy: (one) => one.openedBy,
  openedAt: (one) => one.openedAt,
  closedAt: (one) => one.closedAt,
  stageSince: (one) => one.stageSince,
})
