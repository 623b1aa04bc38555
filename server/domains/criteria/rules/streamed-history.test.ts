import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FactValue } from './dossier.ts'
import { factOf } from './fact.ts'
import { historyOf } from './history.ts'
import { streamedHistory } from './streamed-history.ts'

const fields = [
  { field: 'segment', type: 'text' },
  { field: 'enteredAt', type: 'instant' },
] as const
const now = 5
const anySegment = fc.constantFrom<unknown>(null, 'Large', 'Small', 7)
const anyEntry = fc.constantFrom<unknown>(null, '2026-05-01T12:00:00+00:00', 'soon')
const anyFieldWritten = (any: fc.Arbitrary<unknown>) => fc.tuple(fc.boolean(), any, any)
const anyLedger = fc.uniqueArray(
  fc
    .tuple(
      fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 8 }), fc.boolean()),
      anyFieldWritten(anySegment),
      anyFieldWritten(anyEntry),
    )
    .map((parts) => parts.flat()),
  { maxLength: 3, selector: ([id]) => id },
)
const anyStanding = fc.tuple(anySegment, anyEntry)

/** The entry of a ledger that some words of the stream say. */
function entryOf([id, knownFrom, assumed, ...words]: readonly unknown[]) {
  const changed: Record<string, FactValue> = {}
  const before: Record<string, FactValue> = {}
  for (const [index, { field, type }] of fields.entries()) {
    if (words[index * 3] !== true) continue
    changed[field] = factOf(type, words[index * 3 + 1])
    before[field] = factOf(type, words[index * 3 + 2])
  }
  return { id: Number(id), knownFrom: Number(knownFrom), assumed: assumed === true, changed, before }
}

test('the words of a stream tell the history that the ledger tells', () => {
  const property = fc.property(anyLedger, anyStanding, (ledger, standing) => {
    const record = { kind: 'lead', id: 'a', from: 2, until: null } as const
    const current = new Map(fields.map(({ field, type }, index) => [field, factOf(type, standing[index])]))
    const told = streamedHistory({ ...record, fields, standing, ledger }, now)
    expect(told).toEqual(historyOf({ ...record, current }, ledger.map(entryOf), now))
  })
  fc.assert(property, { numRuns: 2000 })
})
