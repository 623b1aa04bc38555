import { agreementBody } from '../../../../contract/agreement-bodies.ts'
import type { AgreementBody } from '../../../../contract/agreement-bodies.ts'
import { bodyFault } from './body-faults.ts'

export type Merged = {
  readonly body: AgreementBody
  /** Places that were taken over from the newest version. */
  readonly taken: readonly string[]
  /** Places that both changed; the draft kept its own. */
  readonly collisions: readonly string[]
}

type Bodies = { readonly base: unknown; readonly draft: unknown; readonly newest: unknown }
type Parts = Readonly<Record<string, unknown>>

/**
 * Puts a draft on the newest version. Whatever changed between base and newest is taken over where the draft left it
 * alone; where both changed the same place, the draft keeps its own and the place is told. Criteria, and lists
 * without keys, are one place each: half of one and half of another would be a third meaning that nobody wrote.
 */
export function mergeBodies(bodies: {
  readonly base: AgreementBody | null
  readonly draft: AgreementBody
  readonly newest: AgreementBody
}): Merged {
  const notes = { taken: new Array<string>(), collisions: new Array<string>() }
  const parsed = agreementBody.safeParse(mergePlace('', { ...bodies, base: bodies.base ?? {} }, notes))
  if (parsed.success && bodyFault(parsed.data) === null) return { body: parsed.data, ...notes }
  // Each part alone was sound and together they are not, so that a person has to look at all of them.
  return { body: bodies.draft, taken: [], collisions: [...notes.collisions, ...notes.taken] }
}

type Notes = { readonly taken: string[]; readonly collisions: string[] }

function mergePlace(place: string, { base, draft, newest }: Bodies, notes: Notes): unknown {
  if (isSame(base, newest) || isSame(draft, newest)) return draft
  if (isSame(base, draft)) {
    notes.taken.push(place)
    return newest
  }
  if (isPlain(base) && isPlain(draft) && isPlain(newest))
    return mergeRecords(place, { base, draft, newest }, notes)
  const lists = [base, draft, newest].map(keyedList)
  const [ofBase, ofDraft, ofNewest] = lists
  if (ofBase && ofDraft && ofNewest)
    return [...mergeMaps(place, { base: ofBase, draft: ofDraft, newest: ofNewest }, notes).values()]
  notes.collisions.push(place)
  return draft
}

function mergeRecords(
  place: string,
  { base, draft, newest }: { base: Parts; draft: Parts; newest: Parts },
  notes: Notes,
): Parts {
  const maps = {
    base: new Map(Object.entries(base)),
    draft: new Map(Object.entries(draft)),
    newest: new Map(Object.entries(newest)),
  }
  return Object.fromEntries(mergeMaps(place, maps, notes))
}

type Named = ReadonlyMap<string, unknown>

/** In the draft's order, with what only the newest version has at the end. */
function mergeMaps(
  place: string,
  { base, draft, newest }: { base: Named; draft: Named; newest: Named },
  notes: Notes,
): Map<string, unknown> {
  const merged = new Map<string, unknown>()
  for (const name of new Set([...draft.keys(), ...newest.keys()])) {
    const inner = place === '' ? name : `${place}.${name}`
    const values = { base: base.get(name), draft: draft.get(name), newest: newest.get(name) }
    const value = mergePlace(inner, values, notes)
    if (value !== undefined) merged.set(name, value)
  }
  return merged
}

/** A list whose members have names: rules and groups by their key, steps by their step, sources by their source. */
function keyedList(value: unknown): Map<string, unknown> | null {
  if (!Array.isArray(value)) return null
  const named = new Map<string, unknown>()
  for (const item of value) {
    const name: unknown = isPlain(item) ? (item['key'] ?? item['step'] ?? item['source']) : undefined
    if (typeof name !== 'string' || named.has(name)) return null
    named.set(name, item)
  }
  return named
}

/** A record of named parts; a group of criteria is none, because it is read as a whole. */
function isPlain(value: unknown): value is Parts {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Reflect.get(value, 'kind') !== 'group'
  )
}

/** Equal as data, whatever the order in which a record's parts were written. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b))
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, inner]): [string, unknown] => [name, ordered(inner)]))
}
