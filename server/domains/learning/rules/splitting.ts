import type { SplitPlan } from '../../../../contract/learning-views.ts'
import type { Past, PastLead } from './past.ts'
import type { Split } from './training.ts'

/** What the leads themselves offer as a key, beside their attributes. */
export const externalIdKey = 'lead.externalId'

/** Parts for the ranking of suspects, where nobody chooses. */
const foldsDefault = 5
/** Below this share of dated entries an order of time would be made up. */
export const datedEntriesMin = 0.9

/** The share of leads whose entry has a date of its own. */
export function datedEntries(leads: readonly PastLead[]): number {
  return leads.filter((lead) => lead.entryIsDated).length / Math.max(1, leads.length)
}

/** A fold for each lead that has nothing to do with what became of it. */
export function foldsOf(leads: readonly PastLead[], parts = foldsDefault): number[] {
  return leads.map(({ id }) => partOf(id, parts))
}

/** The places that learn and the places that judge; null where no lead has the key. */
export function splitOf({ leads, columns }: Past, plan: SplitPlan): Split | null {
  if (plan.kind === 'time') return splitInTime(leads, plan.olderPercent / 100)
  const cells = columns.find(({ attribute }) => attribute === plan.key)?.cells
  const keys = plan.key === externalIdKey ? leads.map(({ externalId }) => externalId) : cells
  if (keys === undefined || keys.every((key) => key === null)) return null
  return { kind: 'key', folds: keys.map((key) => partOf(key ?? '', plan.parts)) }
}

/** Leads of one moment stand together in the order of their ids, so that the same leads split in the same way. */
function splitInTime(leads: readonly PastLead[], olderShare: number): Split {
  const order = [...leads.entries()]
    .toSorted(
      ([, one], [, other]) => Number(one.enteredAt) - Number(other.enteredAt) || (one.id < other.id ? -1 : 1),
    )
    .map(([place]) => place)
  const cut = Math.floor(order.length * olderShare)
  return { kind: 'time', older: order.slice(0, cut), newer: order.slice(cut) }
}

/** FNV-1a, 32 bits (Fowler, Noll and Vo 1991). */
const fnvOffset = 2_166_136_261
const fnvPrime = 16_777_619

/** Which of so many parts a key falls into: whole numbers by their remainder, words by their hash. */
export function partOf(key: string | number, parts: number): number {
  const text = String(key)
  if (/^\d{1,15}$/.test(text)) return Number(text) % parts
  let hash = fnvOffset
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), fnvPrime)
  return (hash >>> 0) % parts
}
