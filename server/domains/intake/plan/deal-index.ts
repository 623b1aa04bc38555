import type { DealFound } from '../store/lookups/pipeline.ts'

export type DealStanding = {
  readonly id: string
  readonly accountId: string | null
  readonly pipelineId: string
  stageId: string
  stageSince: string
  outcome: 'open' | 'won' | 'lost'
  readonly changes: { readonly to: string; readonly at: string; readonly kind: string }[]
}

/** Deals by the id of the source; those without one by name and company. */
export class DealIndex {
  readonly #byId = new Map<string, DealStanding>()
  readonly #byName = new Map<string, DealStanding>()

  constructor(found: readonly DealFound[]) {
    for (const deal of found) this.add(standingOf(deal), { externalId: deal.external_id, name: deal.name })
  }

  add(deal: DealStanding, keys: { readonly externalId: string | null; readonly name: string }): void {
    if (keys.externalId !== null) this.#byId.set(keys.externalId, deal)
    else keepFirst(this.#byName, nameAtAccount(keys.name, deal.accountId), deal)
  }

  byId(externalId: string): DealStanding | undefined {
    return this.#byId.get(externalId)
  }

  byName(name: string, accountId: string | null): DealStanding | undefined {
    return this.#byName.get(nameAtAccount(name, accountId))
  }
}

function nameAtAccount(name: string, accountId: string | null): string {
  return `${accountId ?? '-'} ${name}`
}

function keepFirst(map: Map<string, DealStanding>, key: string, deal: DealStanding): void {
  if (!map.has(key)) map.set(key, deal)
}

function standingOf(deal: DealFound): DealStanding {
  return {
    id: deal.id,
    accountId: deal.account_id,
    pipelineId: deal.pipeline_id,
    stageId: deal.stage_id,
    stageSince: deal.stage_since.toISOString(),
    outcome: deal.outcome,
    changes: deal.changes.map((change) => ({ ...change, at: new Date(change.at).toISOString() })),
  }
}
