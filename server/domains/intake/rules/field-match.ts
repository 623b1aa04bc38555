import type { RecordKind } from '../../../../contract/intake.ts'
import { recordKinds } from '../../../../contract/intake.ts'
import { fieldWords } from './field-words.ts'
import { wordsOf } from './words.ts'

/** A field that a heading may mean. `strength` is 1 for the very word, less for a vaguer likeness. */
export type FieldMatch = { readonly field: string; readonly strength: number; readonly word: string }

type Entry = { readonly word: string; readonly field: string; readonly rank: number }
type Vocabulary = {
  readonly exact: ReadonlyMap<string, readonly Entry[]>
  readonly beginnings: readonly Entry[]
  readonly telling: readonly Entry[]
}

const vocabularies = new Map(recordKinds.map((kind) => [kind, vocabularyOf(kind)]))

/** The fields of a kind that a heading may mean, the likeliest first. */
export function fieldsMeant(heading: string, kind: RecordKind): readonly FieldMatch[] {
  const vocabulary = vocabularies.get(kind)
  if (!vocabulary) return []
  const found: FieldMatch[] = []
  for (const [words, factor] of variantsOf(heading, kind)) {
    const padded = ` ${words} `
    for (const entry of vocabulary.exact.get(words) ?? []) {
      found.push(match(entry, factor * (1 - Math.min(entry.rank, 20) * 0.005)))
    }
    for (const entry of vocabulary.beginnings) {
      if (words.startsWith(entry.word)) found.push(match(entry, factor * 0.9))
    }
    for (const entry of vocabulary.telling) {
      if (padded.includes(` ${entry.word} `)) found.push(match(entry, factor * 0.55))
    }
  }
  return bestPerField(found)
}

const match = (entry: Entry, strength: number): FieldMatch => ({
  field: entry.field,
  strength,
  word: entry.word,
})

function bestPerField(found: readonly FieldMatch[]): FieldMatch[] {
  const best = new Map<string, FieldMatch>()
  for (const one of found) {
    const held = best.get(one.field)
    if (!held || one.strength > held.strength) best.set(one.field, one)
  }
  return [...best.values()].toSorted((one, other) => other.strength - one.strength)
}

/** Words in front of a heading that name the record and not the field, by the kind they belong to. */
const prefixes: Partial<Record<RecordKind, readonly string[]>> = {
  contact: ['property', 'contact', 'person', 'customer', 'kontakt'],
  account: ['property', 'account', 'company', 'organization', 'organisation', 'firma'],
  lead: ['property', 'lead', 'contact', 'person', 'prospect'],
  deal: ['property', 'deal', 'opportunity'],
  touch: ['activity', 'touch', 'event', 'session'],
  campaign: ['property', 'campaign', 'kampagne'],
  spend: ['campaign', 'ad'],
  member: ['owner', 'user', 'agent', 'member'],
  product: ['product', 'produkt'],
  stage: ['stage', 'property'],
}

/** The heading itself, and without a word in front that names the record; endings of custom fields are dropped. */
function variantsOf(heading: string, kind: RecordKind): readonly (readonly [string, number])[] {
  const words = wordsOf(heading).replace(/ c$/, '')
  const first = words.split(' ', 1)[0] ?? ''
  const rest = words.slice(first.length + 1)
  const isPrefix = rest !== '' && (prefixes[kind] ?? []).includes(first)
  return isPrefix
    ? [
        [words, 1],
        [rest, 0.93],
      ]
    : [[words, 1]]
}

/** Whether an expression is long enough to be looked for inside a longer heading. */
function isTelling(expression: string): boolean {
  return expression.includes(' ') || expression.length >= 6
}

function vocabularyOf(kind: RecordKind): Vocabulary {
  const exact = new Map<string, Entry[]>()
  const beginnings: Entry[] = []
  const telling: Entry[] = []
  for (const [field, line] of Object.entries(fieldWords[kind])) {
    for (const [rank, word] of line.split('|').entries()) {
      if (word.endsWith('*')) {
        beginnings.push({ word: word.slice(0, -1), field, rank })
        continue
      }
      const entry = { word, field, rank }
      exact.set(word, [...(exact.get(word) ?? []), entry])
      if (isTelling(word)) telling.push(entry)
    }
  }
  return { exact, beginnings, telling }
}
