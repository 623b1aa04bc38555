import type { MemberFound } from '../store/lookups/people.ts'
import type { Ground } from './context.ts'
import { cut } from './row.ts'

const nameLengthMax = 200

export type MemberNamed = {
  readonly name?: string | null
  readonly email?: string | null
  readonly externalId?: string | null
}

/** Members by name, mail and outside id; who is not known yet is made as a placeholder on the sales team. */
export class Members {
  readonly #ground: Ground
  readonly #byName = new Map<string, string>()
  readonly #byId = new Map<string, string>()
  /** Members that have no outside id yet and may take one on. */
  readonly #open = new Set<string>()

  constructor(ground: Ground, found: readonly MemberFound[]) {
    this.#ground = ground
    for (const member of found) {
      keepFirst(this.#byName, memberKey(member.name), member.id)
      if (member.email !== null) keepFirst(this.#byName, member.email, member.id)
      if (member.external_id !== null) keepFirst(this.#byId, member.external_id, member.id)
      else this.#open.add(member.id)
    }
  }

  find({ name, email, externalId }: MemberNamed): string | undefined {
    const byId = externalId ? this.#byId.get(externalId) : undefined
    const byMail = email ? this.#byName.get(email) : undefined
    return byId ?? byMail ?? (name ? this.#namesake(name, externalId) : undefined)
  }

  /** A namesake with another id of the same system is another person. */
  #namesake(name: string, externalId: string | null | undefined): string | undefined {
    const found = this.#byName.get(memberKey(name))
    if (found === undefined || !externalId || this.#open.has(found)) return found
    return undefined
  }

  /** The member of an owner column; null for a blank. */
  owner(row: number, named: MemberNamed): string | null {
    if (!named.name && !named.externalId) return null
    const found = this.find(named)
    if (found === undefined) return this.add({ ...named, team: 'sales' })
    this.#adopt(row, found, named.externalId)
    return found
  }

  add(
    member: MemberNamed & { readonly team: string; readonly more?: Record<string, string | null> },
  ): string {
    const id = this.#ground.newId()
    const name = cut(member.name || member.email || member.externalId || '?', nameLengthMax)
    const email = member.email ?? (name.includes('@') ? name.toLowerCase() : null)
    this.#ground.batch.insert('members', {
      id,
      name,
      email,
      team: member.team,
      role: 'member',
      external_source: member.externalId ? this.#ground.source : null,
      external_id: member.externalId,
      created_at: this.#ground.at,
      ...member.more,
    })
    keepFirst(this.#byName, memberKey(name), id)
    if (email) keepFirst(this.#byName, email, id)
    if (member.externalId) this.#byId.set(member.externalId, id)
    else this.#open.add(id)
    return id
  }

  #adopt(row: number, id: string, externalId: string | null | undefined): void {
    if (!externalId || !this.#open.delete(id)) return
    this.#byId.set(externalId, id)
    const values = { external_source: this.#ground.source, external_id: externalId }
    this.#ground.batch.change('members', { row, id, values })
  }
}

export function memberKey(name: string): string {
  return name.trim().toLowerCase()
}

function keepFirst(map: Map<string, string>, key: string, id: string): void {
  if (!map.has(key)) map.set(key, id)
}
