import { nameKey } from '../../../../contract/names.ts'
import type { AccountFound } from '../store/lookups/people.ts'
import type { NewRow } from './batch.ts'
import type { Ground } from './context.ts'
import { cut } from './row.ts'

const nameLengthMax = 300

export type AccountNamed = {
  readonly name?: string | null
  readonly domain?: string | null
  readonly externalId?: string | null
}

type Standing = {
  readonly id: string
  externalId: string | null
  domain: string | null
  /** Made by this very import, because another row named it: its own row still counts as the one that creates it. */
  readonly made: boolean
}

/** Accounts by outside id, domain and name, in this order; who is not known yet is made. */
export class Accounts {
  readonly #ground: Ground
  readonly #byId = new Map<string, Standing>()
  readonly #byDomain = new Map<string, Standing>()
  readonly #byName = new Map<string, Standing>()

  constructor(ground: Ground, found: readonly AccountFound[]) {
    this.#ground = ground
    for (const account of found) {
      const own = account.external_source === ground.source
      const standing = {
        id: account.id,
        externalId: account.external_id,
        domain: account.domain,
        made: account.import_id === ground.importId,
      }
      this.#index(standing, { nameKey: account.name_key, externalId: own ? account.external_id : null })
    }
  }

  find({ name, domain, externalId }: AccountNamed): Standing | undefined {
    const byId = externalId ? this.#byId.get(externalId) : undefined
    if (byId !== undefined) return byId
    const byDomain = domain ? this.#byDomain.get(domain) : undefined
    const likely = byDomain ?? (name ? this.#byName.get(nameKey(name)) : undefined)
    // Two ids of one system are two companies, even when they share a name or a domain.
    return externalId && likely?.externalId ? undefined : likely
  }

  /** The account that a contact, lead or deal names; null for blanks. */
  named(row: number, named: AccountNamed): string | null {
    if (!named.name && !named.domain && !named.externalId) return null
    const found = this.find(named)
    if (found === undefined) return this.add(named, {})
    this.adopt(row, found, named)
    return found.id
  }

  add(named: AccountNamed, more: NewRow): string {
    const id = this.#ground.newId()
    const name = cut(named.name || named.domain || named.externalId || '?', nameLengthMax)
    const key = nameKey(name)
    this.#ground.batch.insert('accounts', {
      id,
      name,
      name_key: key,
      domain: named.domain,
      external_source: named.externalId ? this.#ground.source : null,
      external_id: named.externalId,
      created_at: this.#ground.at,
      ...more,
    })
    const standing = { id, externalId: named.externalId ?? null, domain: named.domain ?? null, made: true }
    this.#index(standing, { nameKey: key, externalId: named.externalId ?? null })
    return id
  }

  /** An account known by name alone takes on the id and domain by which the file knows it. */
  adopt(row: number, standing: Standing, { domain, externalId }: AccountNamed): void {
    const values: NewRow = {}
    if (externalId && standing.externalId === null) {
      values['external_source'] = this.#ground.source
      values['external_id'] = externalId
      standing.externalId = externalId
      this.#byId.set(externalId, standing)
    }
    if (domain && standing.domain === null) {
      values['domain'] = domain
      standing.domain = domain
      if (!this.#byDomain.has(domain)) this.#byDomain.set(domain, standing)
    }
    this.#ground.batch.change('accounts', { row, id: standing.id, values })
  }

  #index(standing: Standing, keys: { readonly nameKey: string; readonly externalId: string | null }): void {
    if (keys.externalId !== null) this.#byId.set(keys.externalId, standing)
    if (standing.domain !== null && !this.#byDomain.has(standing.domain))
      this.#byDomain.set(standing.domain, standing)
    if (!this.#byName.has(keys.nameKey)) this.#byName.set(keys.nameKey, standing)
  }
}
