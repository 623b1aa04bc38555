import type { LeadFound } from '../store/lookups/funnel.ts'

/** A lead as planning needs it; rows made by this chunk stand here beside those that stood before. */
export type LeadStanding = {
  readonly id: string
  readonly contactId: string
  enteredAt: string
  stageId: number
  stageSince: string
  readonly changes: {
    readonly to: number
    readonly at: string
    readonly kind: string
    readonly assumed: boolean
  }[]
}

/** Leads by the id of the source, and those of a contact where the file has no such ids. */
export class LeadIndex {
  readonly #byId = new Map<string, LeadStanding>()
  readonly #byContact = new Map<string, LeadStanding[]>()

  constructor(found: readonly LeadFound[]) {
    for (const lead of found) this.add(standingOf(lead), lead.external_id)
  }

  add(lead: LeadStanding, externalId: string | null): void {
    if (externalId !== null) this.#byId.set(externalId, lead)
    const others = this.#byContact.get(lead.contactId)
    if (others === undefined) this.#byContact.set(lead.contactId, [lead])
    else if (!others.some(({ id }) => id === lead.id)) others.push(lead)
  }

  byId(externalId: string): LeadStanding | undefined {
    return this.#byId.get(externalId)
  }

  /** The pass of a contact that entered at this instant; without an instant, the contact's newest pass. */
  ofContact(contactId: string, enteredAt: string | null): LeadStanding | undefined {
    const leads = this.#byContact.get(contactId) ?? []
    if (enteredAt !== null) return leads.find((lead) => sameInstant(lead.enteredAt, enteredAt))
    return leads.toSorted((one, other) => (one.enteredAt < other.enteredAt ? 1 : -1))[0]
  }
}

function standingOf(lead: LeadFound): LeadStanding {
  return {
    id: lead.id,
    contactId: lead.contact_id,
    enteredAt: lead.entered_at.toISOString(),
    stageId: lead.stage_id,
    stageSince: lead.stage_since.toISOString(),
    changes: lead.changes.map((change) => ({ ...change, at: new Date(change.at).toISOString() })),
  }
}

export function sameInstant(one: string, other: string): boolean {
  return one === other || Date.parse(one) === Date.parse(other)
}
