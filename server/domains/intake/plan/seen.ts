const startCapacity = 1 << 12
const loadMax = 0.6

/**
 * Which keys a file has shown already, and on which line first. Holds 64-bit hashes in typed arrays, so that a
 * million keys take about thirty megabytes; two keys of one hash are once in ten million files of that size, and
 * would show as a flagged duplicate, never as a silent loss.
 */
export class Seen {
  #high = new Uint32Array(startCapacity)
  #low = new Uint32Array(startCapacity)
  #lines = new Uint32Array(startCapacity)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** The line on which the key was first seen; undefined when this is that very line, however often it is asked. */
  meet(key: string, line: number): number | undefined {
    if (this.#size >= this.#lines.length * loadMax) this.#grow()
    const [high, low] = hashOf(key)
    const slot = this.#slotOf(high, low)
    const first = this.#lines[slot]
    if (first !== undefined && first !== 0) return first === line ? undefined : first
    this.#put(slot, { high, low, line: Math.max(1, line) })
    this.#size += 1
    return undefined
  }

  #slotOf(high: number, low: number): number {
    const mask = this.#lines.length - 1
    let slot = low & mask
    while (this.#lines[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low))
      slot = (slot + 1) & mask
    return slot
  }

  #put(slot: number, entry: { high: number; low: number; line: number }): void {
    this.#high[slot] = entry.high
    this.#low[slot] = entry.low
    this.#lines[slot] = entry.line
  }

  #grow(): void {
    const [high, low, lines] = [this.#high, this.#low, this.#lines]
    this.#high = new Uint32Array(lines.length * 2)
    this.#low = new Uint32Array(lines.length * 2)
    this.#lines = new Uint32Array(lines.length * 2)
    for (const [at, line] of lines.entries()) {
      if (line === 0) continue
      const entry = { high: high[at] ?? 0, low: low[at] ?? 0, line }
      this.#put(this.#slotOf(entry.high, entry.low), entry)
    }
  }
}

const highSeed = 0x9e3779b9
const lowSeed = 0x811c9dc5
const highPrime = 0x85ebca6b
const lowPrime = 0x01000193

/** Two independent multiplicative hashes of one pass over the text, each finished by an avalanche. */
export function hashOf(key: string): [number, number] {
  let high = highSeed
  let low = lowSeed
  for (let at = 0; at < key.length; at += 1) {
    // Code units, not points: every unit counts, and none twice.
    // oxlint-disable-next-line unicorn/prefer-code-point -- see above
    const unit = key.charCodeAt(at)
    high = Math.imul(high ^ unit, highPrime)
    high = (high << 13) | (high >>> 19)
    low = Math.imul(low ^ unit, lowPrime)
  }
  return [avalanche(high), avalanche(low)]
}

function avalanche(hash: number): number {
  let mixed = hash ^ (hash >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
