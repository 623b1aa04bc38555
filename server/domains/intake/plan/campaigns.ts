import { nameKey } from '../../../../contract/names.ts'
import type { CampaignFound } from '../store/lookups/funnel.ts'
import type { NewRow } from './batch.ts'
import type { Ground } from './context.ts'
import { cut } from './row.ts'

const nameLengthMax = 300

export type CampaignNamed = { readonly name?: string | null; readonly externalId?: string | null }

/** Campaigns by outside id, then by name; an unknown one is made. */
export class Campaigns {
  readonly #ground: Ground
  readonly #byKey = new Map<string, string>()
  readonly #byId = new Map<string, string>()
  readonly #open = new Set<string>()

  constructor(ground: Ground, found: readonly CampaignFound[]) {
    this.#ground = ground
    for (const campaign of found) {
      if (!this.#byKey.has(campaign.name_key)) this.#byKey.set(campaign.name_key, campaign.id)
      if (campaign.external_id === null) this.#open.add(campaign.id)
      else this.#byId.set(campaign.external_id, campaign.id)
    }
  }

  find({ name, externalId }: CampaignNamed): string | undefined {
    const byId = externalId ? this.#byId.get(externalId) : undefined
    if (byId !== undefined || !name) return byId
    const namesake = this.#byKey.get(nameKey(name))
    // Two ids of one system are two campaigns, even when they share a name.
    return namesake !== undefined && externalId && !this.#open.has(namesake) ? undefined : namesake
  }

  named(row: number, named: CampaignNamed, more: NewRow = {}): string | null {
    if (!named.name && !named.externalId) return null
    const found = this.find(named)
    if (found === undefined) return this.add(named, more)
    this.adopt(row, found, named.externalId)
    return found
  }

  add({ name, externalId }: CampaignNamed, more: NewRow): string {
    const id = this.#ground.newId()
    const shown = cut(name || externalId || '?', nameLengthMax)
    // Two ids may carry one name; the key must tell them apart.
    const taken = this.#byKey.has(nameKey(shown))
    const key = taken ? `${nameKey(shown)} ${externalId ?? id}` : nameKey(shown)
    this.#ground.batch.insert('campaigns', {
      id,
      name: shown,
      name_key: key,
      type: 'lead_generation',
      works_on: 'promotion',
      external_source: externalId ? this.#ground.source : null,
      external_id: externalId,
      created_at: this.#ground.at,
      ...more,
    })
    this.#byKey.set(key, id)
    if (externalId) this.#byId.set(externalId, id)
    else this.#open.add(id)
    return id
  }

  adopt(row: number, id: string, externalId: string | null | undefined): void {
    if (!externalId || !this.#open.delete(id)) return
    this.#byId.set(externalId, id)
    const values = { external_source: this.#ground.source, external_id: externalId }
    this.#ground.batch.change('campaigns', { row, id, values })
  }
}
