import type { IdentityFound, IdentityKey, NamedContact } from '../store/lookups/people.ts'
import type { NewRow } from './batch.ts'
import type { Ground } from './context.ts'
import { cut, textOf, textsOf } from './row.ts'
import type { JudgedRow } from './row.ts'

const keyLengthMax = 400

/** By what a row names a person: strong keys name one person only, phones may be shared. */
export type PersonKeys = {
  readonly strong: readonly IdentityKey[]
  readonly phones: readonly string[]
  readonly named: { readonly name: string; readonly accountId: string } | null
}

export type PersonFound = { readonly id: string; readonly isNew: boolean; readonly clash: IdentityKey | null }

/** People by outside id, mail, phone, and at last by name and company; who is not known yet is made. */
export class People {
  readonly #ground: Ground
  readonly #byKey = new Map<string, string>()
  /** Null where several people share a number. */
  readonly #byPhone = new Map<string, string | null>()
  readonly #byName = new Map<string, string>()
  /** Rows of people made by this chunk, still open to what later rows of the chunk say. */
  readonly #made = new Map<string, NewRow>()
  readonly #held = new Set<string>()

  constructor(ground: Ground, found: readonly IdentityFound[], named: readonly NamedContact[]) {
    this.#ground = ground
    for (const { kind, key, contact_id: id } of found) {
      if (kind === 'phone') this.#phone(key, id)
      else this.#byKey.set(`${kind} ${key}`, id)
      this.#held.add(`${id} ${kind} ${key}`)
    }
    for (const { name, account_id: accountId, id } of named) {
      const key = `${accountId} ${name}`
      if (!this.#byName.has(key)) this.#byName.set(key, id)
    }
  }

  find(keys: PersonKeys): string | undefined {
    for (const { kind, key } of keys.strong) {
      const id = this.#byKey.get(`${kind} ${key}`)
      if (id !== undefined) return id
    }
    if (keys.strong.length > 0) return undefined
    for (const phone of keys.phones) {
      const id = this.#byPhone.get(phone)
      if (id !== undefined && id !== null) return id
    }
    if (keys.phones.length > 0 || keys.named === null) return undefined
    return this.#byName.get(`${keys.named.accountId} ${keys.named.name}`)
  }

  /** The person of a row, with all keys of the row kept for them; `values` is what a new one begins with. */
  resolve(row: number, keys: PersonKeys, values: NewRow): PersonFound {
    const found = this.find(keys)
    const id = found ?? this.#make(values)
    const clash = this.#keep(row, id, keys)
    if (found === undefined && keys.named !== null)
      this.#byName.set(`${keys.named.accountId} ${keys.named.name}`, id)
    return { id, isNew: found === undefined, clash }
  }

  /** The row of a person made by this chunk, to complete it; undefined for people who stood before. */
  made(id: string): NewRow | undefined {
    return this.#made.get(id)
  }

  #make(values: NewRow): string {
    const id = this.#ground.newId()
    const row: NewRow = { created_at: this.#ground.at, ...values, id, full_name: values['full_name'] ?? '' }
    this.#ground.batch.insert('contacts', row)
    this.#made.set(id, row)
    return id
  }

  #keep(row: number, id: string, keys: PersonKeys): IdentityKey | null {
    let clash: IdentityKey | null = null
    const position = { email: 0, external: 0, phone: 0 }
    for (const identity of keys.strong) {
      const at = position[identity.kind]++
      const holder = this.#byKey.get(`${identity.kind} ${identity.key}`)
      if (holder === undefined) this.#addIdentity(row, id, { ...identity, position: at })
      else if (holder !== id) clash = identity
    }
    for (const [at, key] of keys.phones.entries())
      this.#addIdentity(row, id, { kind: 'phone', key, position: at })
    return clash
  }

  #addIdentity(row: number, id: string, identity: IdentityKey & { position: number }): void {
    const { kind, key, position } = identity
    if (this.#held.has(`${id} ${kind} ${key}`)) return
    this.#held.add(`${id} ${kind} ${key}`)
    if (kind === 'phone') this.#phone(key, id)
    else this.#byKey.set(`${kind} ${key}`, id)
    this.#ground.batch.insert('contactIdentities', {
      contact_id: id,
      kind,
      key,
      value: key,
      position,
      valid: true,
    })
    const made = this.#made.get(id)
    if (made === undefined) this.#ground.batch.wrote.add(row)
    // A new person is written with the words of their own row.
    if (kind !== 'external' && made?.[kind] !== key) this.#ground.batch.unsearchable.add(id)
  }

  #phone(key: string, id: string): void {
    const holder = this.#byPhone.get(key)
    this.#byPhone.set(key, holder === undefined || holder === id ? id : null)
  }
}

export type PersonFields = {
  readonly externalId: string
  readonly email: string
  readonly source: string
}

/** The keys by which a row names a person: those that could be read; what could not names nobody. */
export function personKeys(row: JudgedRow, fields: PersonFields, accountId: string | null): PersonKeys {
  const externalId = textOf(row, fields.externalId)
  const strong: IdentityKey[] = []
  if (externalId !== null)
    strong.push({ kind: 'external', key: cut(`${fields.source}:${externalId}`, keyLengthMax) })
  for (const key of textsOf(row, fields.email)) strong.push({ kind: 'email', key })
  const phones = [...textsOf(row, 'phone'), ...textsOf(row, 'mobile')]
  const name = fullNameOf(row)
  return { strong, phones, named: name === null || accountId === null ? null : { name, accountId } }
}

export function fullNameOf(row: JudgedRow): string | null {
  const whole = textOf(row, 'name')
  if (whole !== null) return cut(whole, 300)
  const parts = [textOf(row, 'firstName'), textOf(row, 'lastName')].filter((part) => part !== null)
  return parts.length === 0 ? null : cut(parts.join(' '), 300)
}

/** The attributes of a person that a row of people or leads may hold. */
export function personValues(
  row: JudgedRow,
  links: { accountId: string | null; ownerId: string | null },
): NewRow {
  const { accountId, ownerId } = links
  return {
    first_name: textOf(row, 'firstName'),
    last_name: textOf(row, 'lastName'),
    full_name: fullNameOf(row),
    title: textOf(row, 'title'),
    email: textOf(row, 'email') ?? textOf(row, 'invalidEmail'),
    phone: textOf(row, 'phone') ?? textOf(row, 'mobile') ?? textOf(row, 'invalidPhone'),
    account_id: accountId,
    city: textOf(row, 'city'),
    country: textOf(row, 'country'),
    language: textOf(row, 'language'),
    owner_id: ownerId,
  }
}
