import type { RecordKind } from '../../../contract/records.ts'
import type { Scope } from '../../platform/scope.ts'
import { fieldsOf } from './fields.ts'
import type { Dossier, KnownTouch, KnownValue, RecordHistory } from './rules/dossier.ts'
import type { Fields } from './rules/field.ts'
import { spokenHistory } from './rules/history.ts'
import { Lineage } from './rules/lineage.ts'
import { resolvedIds, seatPieces, touchesOf, whileTheirs } from './rules/whose.ts'
import type { Lineages } from './rules/whose.ts'
import * as happenings from './store/happenings.ts'
import { selectHistories } from './store/records.ts'
import * as subjects from './store/subjects.ts'
import type { Subject } from './store/subjects.ts'

/** For whom dossiers are wanted: passes by id, or people by id with all of their passes. */
export type DossiersAsked =
  | { readonly leadIds: readonly string[]; readonly contactIds?: undefined }
  | { readonly contactIds: readonly string[]; readonly leadIds?: undefined }

/**
 * Everything that judging needs to know of these, in some fifteen queries however many they are; a thousand at once is
 * a good measure. A person without a pass has one dossier without it; one who was merged stands for the whole family.
 * What does not exist is left out.
 */
export async function loadDossiers(scope: Scope, asked: DossiersAsked): Promise<Dossier[]> {
  const fields = await fieldsOf(scope)
  const { wanted, people } = await wantedOf(scope, asked)
  const members = [...new Set(wanted.flatMap(({ selfId }) => [...people.familyOf(selfId).keys()]))]
  const leadIds = wanted.flatMap(({ leadId }) => leadId ?? [])
  const load = (kind: RecordKind, ids: readonly string[]) => selectHistories(scope, { kind, ids, fields })
  const contacts = await load('contact', members)
  const company = await companiesOf(scope, fields, contacts)
  const seats = await happenings.selectSeats(scope, { contactIds: members, accountIds: company.family })
  const holders = [...new Set([...members, ...seats.map(({ contactId }) => contactId)])]
  const known: Known = {
    contacts,
    accounts: company.accounts,
    leads: await load('lead', leadIds),
    deals: await dealsOf(scope, fields, { contactIds: members, leadIds }),
    touches: await happenings.selectTouches(scope, members),
    stageEntries: await happenings.selectStageEntries(scope, leadIds),
    seats,
    lineages: {
      people: new Lineage(await subjects.selectJoins(scope, 'contact', holders)),
      companies: company.lineage,
    },
  }
  const index = indexOf(known)
  return wanted.flatMap((subject) => dossierOf(subject, known, index))
}

async function wantedOf(scope: Scope, asked: DossiersAsked): Promise<{ wanted: Subject[]; people: Lineage }> {
  if (asked.leadIds !== undefined) {
    const wanted = await subjects.selectPasses(scope, asked.leadIds)
    const ids = wanted.map(({ selfId }) => selfId)
    return { wanted, people: new Lineage(await subjects.selectJoins(scope, 'contact', ids)) }
  }
  const people = new Lineage(await subjects.selectJoins(scope, 'contact', asked.contactIds))
  const families = new Set(asked.contactIds.flatMap((id) => [...people.familyOf(id).keys()]))
  const passes = await subjects.selectPassesOf(scope, [...families])
  const passing = new Set(passes.map(({ selfId }) => people.rootOf(selfId)))
  const roots = new Set(asked.contactIds.map((id) => people.rootOf(id)))
  const others = [...roots].filter((id) => !passing.has(id)).map((selfId) => ({ leadId: null, selfId }))
  return { wanted: [...passes, ...others], people }
}

type Companies = {
  readonly lineage: Lineage
  readonly accounts: ReadonlyMap<string, RecordHistory>
  readonly family: readonly string[]
}

async function companiesOf(
  scope: Scope,
  fields: Fields,
  contacts: ReadonlyMap<string, RecordHistory>,
): Promise<Companies> {
  const named = new Set([...contacts.values()].flatMap((contact) => idsOf(contact.values.get('accountId'))))
  const lineage = new Lineage(await subjects.selectJoins(scope, 'account', [...named]))
  const family = [...new Set([...named].flatMap((id) => [...lineage.familyOf(id).keys()]))]
  return { lineage, family, accounts: await selectHistories(scope, { kind: 'account', ids: family, fields }) }
}

async function dealsOf(
  scope: Scope,
  fields: Fields,
  of: { readonly contactIds: readonly string[]; readonly leadIds: readonly string[] },
): Promise<RecordHistory[]> {
  const ids = await happenings.selectDealIds(scope, of)
  const deals = await selectHistories(scope, { kind: 'deal', ids, fields })
  const outcomes = await happenings.selectOutcomes(scope, ids)
  const now = scope.now.getTime()
  return [...deals.values()].map((deal) => {
    const entries = outcomes.get(deal.id) ?? []
    return { ...deal, values: new Map([...deal.values, ['outcome', outcomesKnown(deal, entries, now)]]) }
  })
}

/** The outcome follows from the stages a deal entered; the deal itself has the last word on today. */
function outcomesKnown(
  deal: RecordHistory,
  entries: readonly happenings.OutcomeEntry[],
  now: number,
): readonly KnownValue[] {
  const standing = deal.values.get('outcome') ?? []
  if (entries.length === 0) return standing
  const known = entries
    .filter(({ at }) => at <= now)
    .map(({ outcome, at }): KnownValue => ({ from: at, value: outcome, assumed: false }))
  const today = standing.at(-1)?.value ?? null
  return known.at(-1)?.value === today ? known : [...known, { from: now, value: today, assumed: true }]
}

type Known = {
  readonly contacts: ReadonlyMap<string, RecordHistory>
  readonly accounts: ReadonlyMap<string, RecordHistory>
  readonly leads: ReadonlyMap<string, RecordHistory>
  readonly deals: readonly RecordHistory[]
  readonly touches: ReadonlyMap<string, readonly KnownTouch[]>
  readonly stageEntries: ReadonlyMap<string, Dossier['stageEntries']>
  readonly seats: readonly happenings.Seat[]
  readonly lineages: Lineages
}

/** Deals and seats by every id that can lead to them. */
type Index = {
  readonly deals: ReadonlyMap<string, ReadonlySet<RecordHistory>>
  readonly seats: ReadonlyMap<string, ReadonlySet<happenings.Seat>>
}

function indexOf({ deals, seats, lineages }: Known): Index {
  return {
    deals: byEach(deals, ({ values }) => [...idsOf(values.get('contactId')), ...idsOf(values.get('leadId'))]),
    seats: byEach(seats, ({ contactId, accountId }) => [
      contactId,
      ...lineages.companies.speakersOf(accountId).map(({ id }) => id),
    ]),
  }
}

function byEach<Item>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly string[],
): Map<string, Set<Item>> {
  const index = new Map<string, Set<Item>>()
  for (const item of items) {
    for (const key of keysOf(item)) {
      const known = index.get(key)
      if (known === undefined) index.set(key, new Set([item]))
      else known.add(item)
    }
  }
  return index
}

function dossierOf({ leadId, selfId }: Subject, known: Known, index: Index): Dossier[] {
  const { people } = known.lineages
  const family = people.familyOf(selfId)
  const contact = personOf(selfId, known)
  const lead = leadId === null ? null : known.leads.get(leadId)
  if (contact === undefined || lead === undefined) return []
  const companies = new Set(idsOf(contact.values.get('accountId')))
  const own = [...family.keys(), ...(leadId === null ? [] : [leadId])]
  const dossier: Dossier = {
    contactId: contact.id,
    leadId,
    enteredAt: lead === null ? null : enteredAt(lead),
    contact,
    lead,
    accounts: new Map([...companies].flatMap((id) => entryOf(known.accounts, id))),
    deals: found(index.deals, own).flatMap((deal) => whileTheirs(deal, family, leadId)),
    touches: touchesOf(family, known.touches),
    stageEntries: leadId === null ? [] : (known.stageEntries.get(leadId) ?? []),
    committee: found(index.seats, [...family.keys(), ...companies])
      .flatMap((seat) => seatPieces(seat, family, known.lineages))
      .toSorted((one, other) => one.from - other.from),
  }
  return [dossier]
}

function found<Item>(by: ReadonlyMap<string, ReadonlySet<Item>>, ids: readonly string[]): Item[] {
  return [...new Set(ids.flatMap((id) => [...(by.get(id) ?? [])]))]
}

/** The person as whoever spoke for them, with the companies that theirs became. */
function personOf(selfId: string, { contacts, lineages }: Known): RecordHistory | undefined {
  const { people, companies } = lineages
  const speakers = people.speakersOf(selfId).filter(({ id }) => contacts.has(id))
  const histories = speakers.flatMap(({ id }) => contacts.get(id) ?? [])
  if (histories.length === 0) return undefined
  const spoken = spokenHistory(speakers, histories)
  const accountId = resolvedIds(spoken.values.get('accountId') ?? [], companies)
  return {
    ...spoken,
    id: people.rootOf(selfId),
    values: new Map([...spoken.values, ['accountId', accountId]]),
  }
}

function enteredAt(lead: RecordHistory): number | null {
  const entered = lead.values.get('enteredAt')?.at(-1)?.value
  return typeof entered === 'string' ? Date.parse(entered) : null
}

function entryOf(records: ReadonlyMap<string, RecordHistory>, id: string): [string, RecordHistory][] {
  const record = records.get(id)
  return record === undefined ? [] : [[id, record]]
}

function idsOf(known: readonly KnownValue[] | undefined): string[] {
  return (known ?? []).flatMap(({ value }) => (typeof value === 'string' ? [value] : []))
}
