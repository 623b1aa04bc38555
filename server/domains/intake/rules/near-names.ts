import { nameKey } from '../../../../contract/names.ts'
import { wordsOf } from './words.ts'

/** Beyond this many different names nobody looks through a list of likenesses, and comparing would take long. */
export const namesComparedMax = 5_000

export type NearPair = {
  readonly written: string
  readonly probably: string
  readonly rows: number
  /** Equal but for case, spaces and punctuation. */
  readonly automatic: boolean
}

/**
 * Names that are probably the same: a written name beside the known or more frequent one it looks like. Those that
 * differ in nothing but case, spaces and punctuation are marked automatic; one or two wrong letters in a long word
 * make a likeness that a person decides.
 */
export function nearNames(counts: ReadonlyMap<string, number>, known: readonly string[] = []): NearPair[] {
  const written = [...counts.keys()].slice(0, namesComparedMax)
  const leaders = leadersByKey(written, { counts, known })
  const pairs: NearPair[] = []
  const unsettled: string[] = []
  for (const name of written) {
    const leader = leaders.get(nameKey(name)) ?? name
    if (leader !== name)
      pairs.push({ written: name, probably: leader, rows: counts.get(name) ?? 0, automatic: true })
    else if (!known.includes(name)) unsettled.push(name)
  }
  const index = indexOf([...new Set([...known, ...unsettled])])
  for (const name of unsettled) {
    const like = likenessOf(name, { index, counts, known: new Set(known) })
    if (like) pairs.push({ written: name, probably: like, rows: counts.get(name) ?? 0, automatic: false })
  }
  return pairs
}

type Context = { readonly counts: ReadonlyMap<string, number>; readonly known: readonly string[] }

/** For each key the name that stands for it: a known one, else the most frequent. */
function leadersByKey(written: readonly string[], { counts, known }: Context): Map<string, string> {
  const leaders = new Map<string, string>()
  const ordered = written.toSorted((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0))
  for (const name of [...known, ...ordered]) {
    const key = nameKey(name)
    if (!leaders.has(key)) leaders.set(key, name)
  }
  return leaders
}

/**
 * Names by what they have in common with their likenesses: all words but one, and the beginning or the end of that
 * one. Only names that share such a key are compared letter by letter.
 */
type Index = ReadonlyMap<string, readonly Variant[]>
type Variant = { readonly name: string; readonly word: string; readonly keys: readonly string[] }

const sharedLetters = 3
const digit = /\d/

function indexOf(names: readonly string[]): Index {
  const index = new Map<string, Variant[]>()
  for (const variant of names.flatMap(variantsOf)) {
    for (const key of variant.keys) {
      const held = index.get(key)
      if (held) held.push(variant)
      else index.set(key, [variant])
    }
  }
  return index
}

/** One variant for each word of a name that is long enough to have a slip in it; words with digits never have. */
function variantsOf(name: string): Variant[] {
  const words = wordsOf(name).split(' ')
  return words.flatMap((word, at) => {
    if (slipsAllowed(word.length + 1) === 0 || digit.test(word)) return []
    const others = words.toSpliced(at, 1, '*').join(' ')
    return [
      {
        name,
        word,
        keys: [`${others}^${word.slice(0, sharedLetters)}`, `${others}$${word.slice(-sharedLetters)}`],
      },
    ]
  })
}

type LikenessContext = {
  readonly index: Index
  readonly counts: ReadonlyMap<string, number>
  readonly known: ReadonlySet<string>
}

function likenessOf(name: string, { index, counts, known }: LikenessContext): string | null {
  const rows = counts.get(name) ?? 0
  const leads = (other: string) => {
    const theirs = counts.get(other) ?? 0
    return known.has(other) || theirs > rows || (theirs === rows && other < name)
  }
  for (const variant of variantsOf(name)) {
    const candidates = variant.keys.flatMap((key) => index.get(key) ?? [])
    const like = candidates.find(
      (other) => other.name !== name && areAlike(variant.word, other.word) && leads(other.name),
    )
    if (like) return like.name
  }
  return null
}

function areAlike(one: string, other: string): boolean {
  const allowed = slipsAllowed(Math.max(one.length, other.length))
  return Math.abs(one.length - other.length) <= allowed && editDistance(one, other) <= allowed
}

/** A short word that differs is another word: `east` is not `west`. */
function slipsAllowed(length: number): number {
  if (length < 6) return 0
  return length < 9 ? 1 : 2
}

/** Letters inserted, left out, replaced or swapped with their neighbour (optimal string alignment). */
export function editDistance(one: string, other: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = (last[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1)
      const shifted = Math.min((last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1)
      const swaps = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      const swapped = swaps ? (beforeLast[column - 2] ?? 0) + 1 : replaced
      next.push(Math.min(replaced, shifted, swapped))
    }
    beforeLast = last
    last = next
  }
  return last[other.length] ?? 0
}
