import { v7 as uuid } from 'uuid'
import type { changeContact, createContact, listContacts } from '../../../contract/contacts.ts'
import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { applyChanges } from '../attributes/index.ts'
import { record } from '../journal/index.ts'
import { holdContact, insertContact, refreshSearch, setContactDeleted } from './contacts.store.ts'
import type { HeldContact } from './contacts.store.ts'
import * as details from './detail.store.ts'
import { refuseErased } from './erased.ts'
import { selectErasure } from './erased.store.ts'
import { keepIdentities, readIdentities } from './identities.ts'
import type { ReadIdentities } from './identities.ts'
import { selectIdentities } from './identities.store.ts'
import { selectContactPage, sortAsked } from './list.store.ts'
import { mayEdit, mayRemove } from './policy.ts'
import { nameOf, presentContactRow } from './present.ts'
import { selectContactRows, selectFamilyIds, selectRootId } from './rows.store.ts'
import { fullNameOf, namePartsOf } from './rules/names.ts'

const dealsShownMax = 100

export type ContactDetail = Awaited<ReturnType<typeof contactDetail>>

/** A page of people. */
export async function contactPage(
  scope: Scope,
  query: EndpointParsed<typeof listContacts>['query'],
): Promise<EndpointAnswer<typeof listContacts>> {
  const { sort, cursor, limit, ...filters } = query
  const { ids, ...page } = await selectContactPage(scope, filters, { ...sortAsked(sort), cursor, limit })
  const rows = await selectContactRows(scope, ids)
  return { items: rows.map(presentContactRow), ...page }
}

/** One person with everything that belongs to them, the merged included. Refuses `not-found`. */
export async function contactDetail(scope: Scope, id: string) {
  const rootId = await visibleContact(scope, id)
  const family = await selectFamilyIds(scope, rootId)
  const [found] = await selectContactRows(scope, [rootId])
  if (found === undefined) throw notFound('contact')
  const lead = found.lead_id === null ? undefined : await details.selectLead(scope, found.lead_id)
  return {
    record: found,
    lead,
    track: lead === undefined ? [] : await details.selectTrack(scope, lead.id),
    leadCount: await details.countLeads(scope, family),
    identities: await selectIdentities(scope, family),
    deals: await details.selectDeals(scope, { of: 'contact', family, limit: dealsShownMax }),
    merged: await details.selectMerged(scope, 'contact', family),
    flags: await details.selectFlags(scope, family),
    erasure: await selectErasure(scope, rootId),
  }
}

/** A person as a whole: who they are called, and every record that is them. Refuses `not-found`. */
export async function wholePerson(
  scope: Scope,
  id: string,
): Promise<{ id: string; name: string; family: string[] }> {
  const rootId = await visibleContact(scope, id)
  const [found] = await selectContactRows(scope, [rootId])
  if (found === undefined) throw notFound('contact')
  return { id: rootId, name: nameOf(found), family: await selectFamilyIds(scope, rootId) }
}

/** The id of the person that an id stands for: the one they were merged into, else themselves. Refuses `not-found`. */
export async function visibleContact(scope: Scope, id: string): Promise<string> {
  const rootId = await selectRootId(scope, id)
  if (rootId === undefined) throw notFound('contact')
  return rootId
}

type NewContact = EndpointParsed<typeof createContact>['body']
type Changes = EndpointParsed<typeof changeContact>['body']

/** Adds a person. Refuses one without anything to know them by, and a mail or outside id that somebody has. */
export async function addContact(scope: Scope, body: NewContact): Promise<ContactDetail> {
  allow(mayEdit(scope.actor))
  const identities = await readIdentities(scope, body)
  const changes = attributesOf(body, { first_name: null, last_name: null }, identities)
  if (!changes['fullName'] && Object.values(identities).flat().length === 0) {
    throw new Refusal('invalid-input', {
      message: 'A person needs a name, a mail address, a phone number or an outside id.',
      place: 'name',
    })
  }
  const id = uuid()
  await insertContact(scope, id)
  await keepIdentities(scope, id, identities)
  const eventId = await record(scope, { kind: 'contact.created', subjectKind: 'contact', subjectId: id })
  await applyChanges(scope, { recordKind: 'contact', recordId: id, changes, eventId, isNew: true })
  await refreshSearch(scope, [id])
  return contactDetail(scope, id)
}

/** Changes attributes through the ledger, and what a person is recognised by. */
export async function amendContact(scope: Scope, id: string, body: Changes): Promise<ContactDetail> {
  allow(mayEdit(scope.actor))
  const held = await heldContact(scope, id)
  const identities = await readIdentities(scope, body)
  await keepIdentities(scope, held.id, identities)
  const eventId = await record(scope, {
    kind: 'contact.changed',
    subjectKind: 'contact',
    subjectId: held.id,
    payload: { fields: Object.keys(body) },
  })
  const changes = attributesOf(body, held, identities)
  await applyChanges(scope, { recordKind: 'contact', recordId: held.id, changes, eventId })
  if (Object.keys(identities).length > 0) await refreshSearch(scope, [held.id])
  return contactDetail(scope, held.id)
}

/** Puts a person in the trash, from where they can be restored. */
export async function trashContact(scope: Scope, id: string): Promise<void> {
  allow(mayRemove(scope.actor))
  const held = await heldContact(scope, id)
  await record(scope, { kind: 'contact.trashed', subjectKind: 'contact', subjectId: held.id })
  await setContactDeleted(scope, held.id, scope.now)
}

/** Takes a person out of the trash. */
export async function restoreContact(scope: Scope, id: string): Promise<ContactDetail> {
  allow(mayRemove(scope.actor))
  const held = await holdContact(scope, id)
  if (held === undefined) throw notFound('contact')
  await refuseErased(scope, [id])
  if (held.deleted_at !== null) {
    await record(scope, { kind: 'contact.restored', subjectKind: 'contact', subjectId: id })
    await setContactDeleted(scope, id, null)
  }
  return contactDetail(scope, id)
}

/** The person behind an id, held, and neither in the trash nor unknown. */
async function heldContact(scope: Scope, id: string): Promise<HeldContact> {
  const held = await holdContact(scope, await visibleContact(scope, id))
  if (held === undefined || held.deleted_at !== null) throw notFound('contact')
  return held
}

type KnownName = Pick<HeldContact, 'first_name' | 'last_name'>

/** What goes through the ledger: the full name follows from its parts, the mail and phone in use from the lists. */
function attributesOf(body: Changes, known: KnownName, identities: ReadIdentities): Record<string, unknown> {
  const { emails: _emails, phones: _phones, name, firstName, lastName, ...plain } = body
  const {
    externalSource: _source,
    externalId: _id,
    ...attributes
  } = { externalSource: '', externalId: '', ...plain }
  return {
    ...attributes,
    ...nameChanges({ name, firstName, lastName }, known),
    ...(identities.email === undefined ? {} : { email: identities.email[0]?.value ?? null }),
    ...(identities.phone === undefined ? {} : { phone: identities.phone[0]?.value ?? null }),
  }
}

function nameChanges(given: Pick<Changes, 'name' | 'firstName' | 'lastName'>, known: KnownName) {
  const { name, firstName, lastName } = given
  if (name !== undefined) return wholeName(given, name)
  if (firstName === undefined && lastName === undefined) return {}
  const parts = {
    firstName: firstName === undefined ? known.first_name : firstName,
    lastName: lastName === undefined ? known.last_name : lastName,
  }
  return { ...parts, fullName: fullNameOf(parts) }
}

/** A whole name decides; parts beside it are taken as given. */
function wholeName({ firstName, lastName }: Pick<Changes, 'firstName' | 'lastName'>, name: string) {
  const guessed = namePartsOf(name)
  return {
    fullName: name,
    firstName: firstName === undefined ? guessed.firstName : firstName,
    lastName: lastName === undefined ? guessed.lastName : lastName,
  }
}

function allow(may: boolean): void {
  if (!may) throw new Refusal('not-allowed')
}
