import { SeenPart } from './seen-part.ts'

/** Parts grow one by one, so that never more than one of them stands in memory twice. */
const partBits = 6

/**
 * Which keys a file has shown already, and on which line first. Holds 64-bit hashes in typed arrays, so that a
 * million keys take about seventeen megabytes; two keys of one hash are once in ten million files of that size, and
 * would show as a flagged duplicate, never as a silent loss.
 */
export class Seen {
  readonly #parts = Array.from({ length: 1 << partBits }, () => new SeenPart())

  get size(): number {
    return this.#parts.reduce((sum, { size }) => sum + size, 0)
  }

  /** The line on which the key was first seen; undefined when this is that very line, however often it is asked. */
  meet(key: string, line: number): number | undefined {
    const [high, low] = hashOf(key)
    return this.#parts[high >>> (32 - partBits)]?.meet(high, low, line)
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
