import { factOf } from './fact.ts'
import type { Field } from './field.ts'

const customPrefix = 'custom.'
const sampleLengthMax = 80

/** Fields whose values tell who somebody is, or are different for everybody: there is nothing to choose from. */
const unsampled = new Set([
  'firstName',
  'lastName',
  'fullName',
  'name',
  'email',
  'phone',
  'domain',
  'externalId',
  'nextStep',
])

/** The values that stand in a field of text among these rows, the most frequent first. */
export function sampleValues(
  { field, column, type }: Field,
  rows: readonly Readonly<Record<string, unknown>>[],
  most: number,
): string[] {
  if (type !== 'text' || unsampled.has(field)) return []
  const counts = new Map<string, number>()
  for (const row of rows) {
    const value = factOf(type, column === null ? customOf(row, field) : row[column])
    if (typeof value === 'string' && value.length <= sampleLengthMax)
      counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts]
    .toSorted(([one, often], [other, oftener]) => oftener - often || (one < other ? -1 : 1))
    .slice(0, most)
    .map(([value]) => value)
}

function customOf(row: Readonly<Record<string, unknown>>, field: string): unknown {
  const custom = row['custom']
  return typeof custom === 'object' && custom !== null
    ? Reflect.get(custom, field.slice(customPrefix.length))
    : undefined
}
