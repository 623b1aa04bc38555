import type { CommitteeRole, Criteria } from '../../../../contract/criteria.ts'
import type { RecordKind } from '../../../../contract/records.ts'
import type { TouchKind } from '../../../../contract/touches.ts'

/**
 * Everything that is known of one person and one of their passes through the funnel, each fact with the moment from
 * which it was known. Judging at an instant uses the facts known then and nothing else, so that the same dossier
 * answers for today and for any past day. Instants are milliseconds since 1970 in UTC.
 *
 * Merges are resolved by whoever loads it: what a merge brought is known from the merge, and the values of `contact`
 * and of companies are those of the record that spoke for them at each moment.
 */
export type Dossier = {
  /** The person: the root of their merged family as it stands today. */
  readonly contactId: string
  /** The pass that is judged; null for a person who has none. */
  readonly leadId: string | null
  readonly enteredAt: number | null
  readonly contact: RecordHistory
  readonly lead: RecordHistory | null
  /** Companies that the person belonged to, by id; to which of them and when is the contact's own `accountId`. */
  readonly accounts: ReadonlyMap<string, RecordHistory>
  /** Deals while they were this person's; one that came back to them stands here twice. */
  readonly deals: readonly RecordHistory[]
  /** In the order in which they became known, then by id. */
  readonly touches: readonly KnownTouch[]
  /** The lead's dated entries into stages, by the stage's key, oldest first. */
  readonly stageEntries: readonly { readonly stage: string; readonly at: number }[]
  /** Committee roles of the person and of the people of their companies. */
  readonly committee: readonly CommitteeSeat[]
}

/** Amounts and numbers are numbers; days are `YYYY-MM-DD`, instants ISO 8601 in UTC, ids their text. */
export type FactValue = string | number | boolean | null

/** A value and since when it was known; `assumed` where the source told no date. */
export type KnownValue = { readonly from: number; readonly value: FactValue; readonly assumed: boolean }

/** One record's values over time, by the ledger's name of the field, each oldest first. */
export type RecordHistory = {
  readonly kind: RecordKind
  readonly id: string
  /** Since when the record itself was known; before that all of its values are blank. */
  readonly from: number
  /** From when it was gone (in the trash); null while it stands. */
  readonly until: number | null
  readonly values: ReadonlyMap<string, readonly KnownValue[]>
}

/**
 * One touch. It is known from when it was recorded; one that came with an imported history counts as known from
 * when it occurred; one of a merged person is known of the other only from their merge.
 */
export type KnownTouch = {
  readonly id: number
  /** The record that it came to, which a merge leaves as it was. */
  readonly contactId: string
  readonly kind: TouchKind
  readonly channelId: number | null
  readonly campaignId: string | null
  readonly asset: string | null
  /** Made by a machine: a known bot, or a scanner that opens every link of a mail. */
  readonly machine: boolean
  readonly occurredAt: number
  readonly knownAt: number
}

/** A seat in a buying committee, while these two ids named its person and company. */
export type CommitteeSeat = {
  readonly contactId: string
  readonly accountId: string
  /** Whether the person of the dossier holds it. */
  readonly own: boolean
  readonly role: CommitteeRole
  readonly from: number
  readonly until: number | null
}

/** What a judgement takes from signed agreements, at the instant it is made for. */
export type Standards = {
  /** Criteria of the customer profiles in force, by the id of their agreement. */
  readonly profiles: ReadonlyMap<string, Criteria>
  /** Points of the person at the instant, in thousandths so that sums are exact. */
  readonly millipoints: (score: 'fit' | 'engagement', at: number) => number
}
