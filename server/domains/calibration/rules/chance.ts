const wordBits = 2 ** 32
const step = 0x6d2b79f5

/** Numbers from 0 up to 1 that are the same for the same seed: the mulberry32 generator (T. Ettinger, public domain). */
export function chanceFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + step) >>> 0
    let word = Math.imul(state ^ (state >>> 15), state | 1)
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61)
    return ((word ^ (word >>> 14)) >>> 0) / wordBits
  }
}

/** The items in an order by lot (Fisher and Yates). */
export function shuffled<Item>(items: readonly Item[], chance: () => number): Item[] {
  const left = [...items]
  const order: Item[] = []
  while (left.length > 0) order.push(...left.splice(Math.floor(chance() * left.length), 1))
  return order
}
