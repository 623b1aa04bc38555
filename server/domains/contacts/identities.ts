import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { workspaceSettings } from '../workspace/index.ts'
import { replaceIdentities, selectHolders } from './identities.store.ts'
import type { NewIdentity } from './identities.store.ts'
import { selectContactRows, selectFamilyIds, selectRootId } from './rows.store.ts'
import { externalKey, mailKey, phoneKey } from './rules/identity.ts'
import { displayName } from './rules/names.ts'

/** What somebody may be recognised by, as a caller writes it. */
export type GivenIdentities = {
  readonly emails?: readonly string[] | undefined
  readonly phones?: readonly string[] | undefined
  readonly externalSource?: string | undefined
  readonly externalId?: string | undefined
}

export type ReadIdentities = Readonly<Partial<Record<NewIdentity['kind'], readonly NewIdentity[]>>>

/** Normalises mails and phones. Refuses by place what is no mail address or no phone number. */
export async function readIdentities(scope: Scope, given: GivenIdentities): Promise<ReadIdentities> {
  const { country } = given.phones === undefined ? { country: null } : await workspaceSettings(scope)
  const { externalSource: source, externalId: id } = given
  const outside =
    id === undefined ? undefined : [{ ...plain(externalKey(source, id), 0), kind: 'external' as const }]
  return {
    ...(given.emails === undefined ? {} : { email: readAll('email', given.emails, mailKey) }),
    ...(given.phones === undefined
      ? {}
      : { phone: readAll('phone', given.phones, (text) => phoneKey(text, country)) }),
    ...(outside === undefined ? {} : { external: outside }),
  }
}

const places = { email: 'emails', phone: 'phones', external: 'externalId' } as const
const wordings = { email: 'a mail address', phone: 'a phone number', external: 'an id' } as const

function readAll(
  kind: NewIdentity['kind'],
  texts: readonly string[],
  keyOf: (text: string) => string | null,
): NewIdentity[] {
  const byKey = new Map<string, NewIdentity>()
  for (const [index, text] of texts.entries()) {
    const key = keyOf(text)
    if (key === null) {
      throw new Refusal('invalid-input', {
        message: `“${text}” is not ${wordings[kind]}.`,
        place: `${places[kind]}.${index}`,
        remedy: kind === 'phone' ? 'Write it with its country prefix, such as +49 30 1234567.' : undefined,
      })
    }
    if (!byKey.has(key)) byKey.set(key, { ...plain(key, byKey.size), kind })
  }
  return [...byKey.values()]
}

function plain(key: string, position: number) {
  return { key, value: key, position, valid: true }
}

/**
 * Makes these what a person is recognised by. What belongs to somebody merged into them stays there. Refuses a mail
 * or outside id that somebody else has, and says who.
 */
export async function keepIdentities(scope: Scope, contactId: string, read: ReadIdentities): Promise<void> {
  const holders = await selectHolders(scope, Object.values(read).flat(), [contactId])
  const family = new Set(holders.length === 0 ? [] : await selectFamilyIds(scope, contactId))
  const taken = holders.find((holder) => !family.has(holder.contact_id))
  if (taken !== undefined) throw await takenBy(scope, taken)
  const merged = new Set(holders.map((holder) => `${holder.kind} ${holder.key}`))
  for (const kind of ['email', 'phone', 'external'] as const) {
    const identities = read[kind]?.filter((identity) => !merged.has(`${kind} ${identity.key}`))
    if (identities !== undefined) await replaceIdentities(scope, contactId, { kind, identities })
  }
}

type Holder = { readonly contact_id: string; readonly kind: string; readonly key: string }

async function takenBy(scope: Scope, taken: Holder): Promise<Refusal> {
  const rootId = (await selectRootId(scope, taken.contact_id)) ?? taken.contact_id
  const [holder] = await selectContactRows(scope, [rootId])
  const name =
    holder === undefined ? 'somebody else' : displayName({ fullName: holder.full_name, email: holder.email })
  return new Refusal('already-exists', {
    message: `${taken.key} belongs to ${name}.`,
    place: taken.kind === 'email' ? 'emails' : 'externalId',
    remedy: `Open ${name} (${rootId}), or merge the two.`,
  })
}
