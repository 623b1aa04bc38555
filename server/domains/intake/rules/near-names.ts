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
  const candidates = [...new Set([...known, ...unsettled])].map(toWords)
  for (const name of unsettled) {
    const like = likenessOf(toWords(name), { candidates, counts, known })
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

type Words = { readonly name: string; readonly words: readonly string[] }

const toWords = (name: string): Words => ({ name, words: wordsOf(name).split(' ') })

function likenessOf(name: Words, context: Context & { candidates: readonly Words[] }): string | null {
  const { counts, known, candidates } = context
  const rows = counts.get(name.name) ?? 0
  const found = candidates.find((other) => {
    if (other.name === name.name || !areAlike(name.words, other.words)) return false
    const isKnown = known.includes(other.name)
    const theirs = counts.get(other.name) ?? 0
    return isKnown || theirs > rows || (theirs === rows && other.name < name.name)
  })
  return found?.name ?? null
}

const digit = /\d/

/** Same number of words, all equal but one, and that one long, without digits and hardly different. */
function areAlike(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false
  const differing = one.flatMap((word, at) => (word === other[at] ? [] : [at]))
  const [at] = differing
  if (at === undefined || differing.length > 1) return false
  const [left = '', right = ''] = [one[at], other[at]]
  if (digit.test(left) || digit.test(right)) return false
  const allowed = slipsAllowed(Math.max(left.length, right.length))
  return (
    allowed > 0 && Math.abs(left.length - right.length) <= allowed && editDistance(left, right) <= allowed
  )
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
