/** A stream of chance that is the same for the same seed. */
export type Chance = {
  /** Uniform in [0, 1). */
  next(): number
  /** True with the given probability. */
  happens(probability: number): boolean
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number
  pick<Item>(items: readonly Item[]): Item
  /** One item with a probability proportional to its weight. */
  weighted<Item extends { readonly weight: number }>(items: readonly Item[]): Item
  /** Log-normal days: half of the draws lie below the median. */
  lagDays(median: number, spread: number): number
}

const wordBits = 2 ** 32
const stepA = 0x6d2b79f5

/** The mulberry32 generator (T. Ettinger, public domain): small, fast and even enough for a made-up company. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + stepA) >>> 0
    let word = Math.imul(state ^ (state >>> 15), state | 1)
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61)
    return ((word ^ (word >>> 14)) >>> 0) / wordBits
  }
  return {
    next,
    happens: (probability) => next() < probability,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (items) => itemAt(items, Math.floor(next() * items.length)),
    weighted: (items) => weightedItem(items, next()),
    lagDays: (median, spread) => median * Math.exp(spread * normal(next(), next())),
  }
}

function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

function weightedItem<Item extends { readonly weight: number }>(items: readonly Item[], draw: number): Item {
  const total = items.reduce((sum, item) => sum + item.weight, 0)
  let left = draw * total
  for (const item of items) {
    left -= item.weight
    if (left < 0) return item
  }
  return itemAt(items, items.length - 1)
}

/** Box and Muller's transform of two uniform draws into one normal draw. */
function normal(first: number, second: number): number {
  return Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second)
}
