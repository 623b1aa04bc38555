import { v7 as uuid } from 'uuid'
import type { Scope } from '../../platform/scope.ts'
import { holdTurn } from '../../platform/turn.ts'
import { refreshSearch } from './contacts.store.ts'
import * as store from './recognise.store.ts'
import type { Newcomer } from './recognise.store.ts'
import { KeyGroups } from './rules/key-groups.ts'
import { Holders, keysOf, strongKeysOf, wordOf } from './rules/key-holders.ts'
import type { IdentityKey, Sought } from './rules/key-holders.ts'
import { namePartsOf, nameLengthMax } from './rules/names.ts'

export type Recognised =
  | { readonly contactId: string; readonly created: boolean }
  | { readonly problem: 'unknown-id' | 'unknown-phone' | 'shared-phone' | 'nobody-named' }

/**
 * Says who each of many is, in a few statements. An id is taken at its word; then an outside id, a mail, a phone
 * number that only one person has. Who is not known but has an outside id or mail is made, once for all who share a
 * key; and a known person learns the mail, number or outside id that came along, unless it is somebody else's.
 */
export async function recognise(scope: Scope, sought: readonly Sought[]): Promise<Recognised[]> {
  const known = await store.selectKnownIds(scope, [...new Set(sought.flatMap((one) => one.id ?? []))])
  const found = await findHolders(scope, sought)
  const made = await makeNewcomers(scope, found, sought)
  await learn(scope, { ...found, made }, sought)
  return sought.map((one) => answerFor(one, { ...found, known, made }))
}

type Found = { readonly holders: Holders; readonly groups: KeyGroups }
type Made = ReadonlyMap<string, string>

async function findHolders(scope: Scope, sought: readonly Sought[]): Promise<Found> {
  const keys = [...new Map(sought.flatMap(keysOf).map((key) => [wordOf(key), key])).values()]
  const look = async (): Promise<Found> => {
    const holders = new Holders(await store.selectHoldersOf(scope, keys))
    return { holders, groups: new KeyGroups(sought, holders) }
  }
  const found = await look()
  if (!sought.some((one) => isNewcomer(found, one))) return found
  await holdTurn(scope, 'make newcomers')
  return look()
}

/** Whom a group or a held key stands for already. */
function knownPerson({ holders, groups }: Found, sought: Sought): string | null {
  const held = holders.of(sought)
  if (held !== null) return held
  const [key] = strongKeysOf(sought)
  return key === undefined ? null : (groups.personOf(key) ?? null)
}

function isNewcomer(found: Found, sought: Sought): boolean {
  return sought.id === undefined && strongKeysOf(sought).length > 0 && knownPerson(found, sought) === null
}

/** Makes a person for each group of keys that stands for nobody yet; answers their ids by group. */
async function makeNewcomers(scope: Scope, found: Found, sought: readonly Sought[]): Promise<Made> {
  const made = new Map<string, string>()
  const people = new Map<string, Newcomer>()
  for (const one of sought) {
    const [key] = strongKeysOf(one)
    if (key === undefined || !isNewcomer(found, one)) continue
    const group = found.groups.groupOf(key)
    const id = made.get(group) ?? uuid()
    made.set(group, id)
    people.set(id, completed(people.get(id), id, one))
  }
  await store.insertNewcomers(scope, [...people.values()])
  return made
}

/** What is said first stays. */
function completed(known: Newcomer | undefined, id: string, { name, email, phone }: Sought): Newcomer {
  const start = known ?? { id, fullName: '', firstName: null, lastName: null, email: null, phone: null }
  const isNamed = start.fullName !== '' || name === undefined
  const named = isNamed ? {} : { ...namePartsOf(name), fullName: name.slice(0, nameLengthMax) }
  return { ...start, ...named, email: start.email ?? email ?? null, phone: start.phone ?? phone ?? null }
}

type Recognising = Found & { readonly made: Made }

async function learn(scope: Scope, recognising: Recognising, sought: readonly Sought[]): Promise<void> {
  const learnt = new Map<string, IdentityKey & { contactId: string }>()
  for (const one of sought) {
    const contactId = one.id === undefined ? personOf(recognising, one) : null
    if (contactId === null) continue
    for (const key of keysOf(one)) {
      const isNews = !learnt.has(wordOf(key)) && !recognising.holders.isTaken(key)
      if (isNews) learnt.set(wordOf(key), { ...key, contactId })
    }
  }
  await store.addIdentities(scope, [...learnt.values()])
  const newcomers = new Set(recognising.made.values())
  const taught = [...learnt.values()].map(({ contactId }) => contactId).filter((id) => !newcomers.has(id))
  await refreshSearch(scope, [...new Set(taught)])
}

function personOf({ made, ...found }: Recognising, sought: Sought): string | null {
  const person = knownPerson(found, sought)
  const [key] = strongKeysOf(sought)
  if (person !== null || key === undefined) return person
  return made.get(found.groups.groupOf(key)) ?? null
}

function answerFor(sought: Sought, recognising: Recognising & { known: ReadonlySet<string> }): Recognised {
  const { id } = sought
  if (id !== undefined) {
    return recognising.known.has(id) ? { contactId: id, created: false } : { problem: 'unknown-id' }
  }
  const contactId = personOf(recognising, sought)
  if (contactId !== null) return { contactId, created: isNewcomer(recognising, sought) }
  const [key] = keysOf(sought)
  if (key === undefined) return { problem: 'nobody-named' }
  return { problem: recognising.holders.isTaken(key) ? 'shared-phone' : 'unknown-phone' }
}
