import type { CommitteeSeat, KnownTouch, KnownValue, RecordHistory } from './dossier.ts'
import { knownAt } from './facts.ts'
import type { Lineage } from './lineage.ts'

/** Since when others are one with the person of a dossier, by id. */
export type Family = ReadonlyMap<string, number>

/** The touches of a family, each known only once its person was one with ours, in the order of becoming known. */
export function touchesOf(family: Family, touches: ReadonlyMap<string, readonly KnownTouch[]>): KnownTouch[] {
  const known: KnownTouch[] = []
  for (const [id, since] of family) {
    for (const touch of touches.get(id) ?? []) {
      known.push(touch.knownAt >= since ? touch : { ...touch, knownAt: since })
    }
  }
  return known.toSorted((one, other) => one.knownAt - other.knownAt || one.id - other.id)
}

/** Ids of companies as they stood at each moment: a company that was merged is the other one from then on. */
export function resolvedIds(known: readonly KnownValue[], lineage: Lineage): KnownValue[] {
  return known.flatMap((value, index): KnownValue[] => {
    if (typeof value.value !== 'string') return [value]
    const until = known[index + 1]?.from ?? Number.POSITIVE_INFINITY
    const later = lineage
      .speakersOf(value.value)
      .filter(({ from }) => from > value.from && from < until)
      .map(({ id, from }) => ({ ...value, value: id, from }))
    return [{ ...value, value: lineage.speakerAt(value.value, value.from) }, ...later]
  })
}

/** A deal for as long as it was of somebody of the family, or of the pass: one history for each such time. */
export function whileTheirs(deal: RecordHistory, family: Family, leadId: string | null): RecordHistory[] {
  const links = ['contactId', 'leadId'].flatMap((field) => deal.values.get(field) ?? [])
  const moments = momentsFrom(deal.from, [...links.map(({ from }) => from), ...family.values()])
  const theirs = moments.filter((at) => isTheirs(deal, at, { family, leadId }))
  const times: { from: number; until: number | null }[] = []
  for (const from of theirs) {
    const until = moments[moments.indexOf(from) + 1] ?? null
    const last = times.at(-1)
    if (last?.until === from) last.until = until
    else times.push({ from, until })
  }
  return times.flatMap(({ from, until }) => during(deal, from, until))
}

type Theirs = { readonly family: Family; readonly leadId: string | null }

function isTheirs(deal: RecordHistory, at: number, { family, leadId }: Theirs): boolean {
  // Whether it stands is its own matter; here only to whom it belonged.
  const belonging = { ...deal, until: null }
  const contactId = knownAt(belonging, 'contactId', at)?.value
  const since = typeof contactId === 'string' ? family.get(contactId) : undefined
  if (since !== undefined && since <= at) return true
  return leadId !== null && knownAt(belonging, 'leadId', at)?.value === leadId
}

function during(deal: RecordHistory, from: number, until: number | null): RecordHistory[] {
  const ends = [deal.until, until].filter((end) => end !== null)
  const end = ends.length === 0 ? null : Math.min(...ends)
  return end !== null && end <= from ? [] : [{ ...deal, from, until: end }]
}

export type Lineages = { readonly people: Lineage; readonly companies: Lineage }

/** A seat, piece by piece while its person and its company went by the same ids and its holder was or was not ours. */
export function seatPieces(
  seat: Omit<CommitteeSeat, 'own'>,
  family: Family,
  { people, companies }: Lineages,
): CommitteeSeat[] {
  const joined = family.get(seat.contactId)
  const turns = [...people.speakersOf(seat.contactId), ...companies.speakersOf(seat.accountId)]
  const moments = momentsFrom(seat.from, [...turns.map(({ from }) => from), joined ?? seat.from])
  return moments.flatMap((from, index): CommitteeSeat[] => {
    const ends = [seat.until, moments[index + 1] ?? null].filter((end) => end !== null)
    const until = ends.length === 0 ? null : Math.min(...ends)
    if (until !== null && until <= from) return []
    const contactId = people.speakerAt(seat.contactId, from)
    const accountId = companies.speakerAt(seat.accountId, from)
    return [
      { role: seat.role, contactId, accountId, own: joined !== undefined && joined <= from, from, until },
    ]
  })
}

/** These moments and the first one, ascending, each once, without those before the first. */
function momentsFrom(first: number, moments: readonly number[]): number[] {
  return [...new Set([first, ...moments.filter((at) => at > first)])].toSorted((one, other) => one - other)
}
