import { chanceFrom, shuffled } from './chance.ts'

/** A lead that could be drawn, and what the definition says of it; null where it has no criteria. */
export type Candidate = {
  readonly leadId: string
  readonly judged: { readonly met: boolean; readonly margin: number } | null
}
export type Stratum = 'near' | 'inside' | 'outside' | 'any'
export type Drawn = Candidate & { readonly stratum: Stratum }

/** Of how many drawn leads one is to be near the line. */
const nearOneIn = 2

/**
 * Draws leads of which half are those nearest to the line, on either side as far as there are, and the rest by lot
 * from those clearly within and clearly outside in equal parts. Where one side has too few, the other fills up. They
 * come in an order by lot, so that their place tells nothing. The same seed draws the same from the same candidates.
 */
export function draw(candidates: readonly Candidate[], wanted: number, seed: number): Drawn[] {
  const chance = chanceFrom(seed)
  const inOrder = candidates.toSorted((one, other) => (one.leadId < other.leadId ? -1 : 1))
  const byLot = shuffled(inOrder, chance)
  const judged = byLot.filter(({ judged: verdict }) => verdict !== null)
  const near = nearest(judged, Math.ceil(wanted / nearOneIn))
  const nearIds = new Set(near.map(({ leadId }) => leadId))
  const others = byLot.filter(({ leadId }) => !nearIds.has(leadId))
  const rest = inEqualParts(others, Math.max(0, wanted - near.length))
  return shuffled([...near.map((each): Drawn => ({ ...each, stratum: 'near' })), ...rest.map(clear)], chance)
}

/** Those nearest to the line, half of them on either side where there are as many. */
function nearest(candidates: readonly Candidate[], most: number): Candidate[] {
  const byNearness = candidates.toSorted((one, other) => distanceOf(one) - distanceOf(other))
  return inEqualParts(byNearness, most)
}

const distanceOf = ({ judged }: Candidate): number => Math.abs(judged?.margin ?? Number.POSITIVE_INFINITY)

/** The first of those that meet the definition and of the others, in equal parts where there are as many. */
function inEqualParts(candidates: readonly Candidate[], most: number): Candidate[] {
  const within = candidates.filter(({ judged }) => judged?.met === true)
  const outside = candidates.filter(({ judged }) => judged?.met !== true)
  const half = Math.floor(most / 2)
  const ofWithin = Math.min(within.length, Math.max(half, most - outside.length))
  return [...within.slice(0, ofWithin), ...outside.slice(0, most - ofWithin)]
}

function clear(candidate: Candidate): Drawn {
  const { judged } = candidate
  if (judged === null) return { ...candidate, stratum: 'any' }
  return { ...candidate, stratum: judged.met ? 'inside' : 'outside' }
}
