import { describe, expect, test } from 'vitest'
import { addLead, cellOf, emptyPast, standingOf } from './past.ts'
import type { FirstWriting, Known, PastColumn } from './past.ts'

const origin: Known = {
  attribute: 'lead.origin',
  recordKind: 'lead',
  field: 'origin',
  label: 'Origin',
  reads: 'category',
}

/** A column of a hundred leads, with so many values first written in each way. */
function column(
  valueAt: (place: number) => unknown,
  firstAt: (place: number) => FirstWriting | null,
): PastColumn {
  const past = emptyPast([origin])
  for (let place = 0; place < 100; place += 1) {
    const first = firstAt(place)
    addLead(
      past,
      {
        id: String(place),
        enteredAt: new Date(0),
        entryIsDated: true,
        won: place % 2 === 0,
        externalId: null,
      },
      {
        values: { [origin.attribute]: valueAt(place) },
        firsts: first === null ? {} : { [origin.attribute]: first },
      },
    )
  }
  const [found] = past.columns
  if (found === undefined) throw new Error('no column')
  return found
}

const twoWords = (place: number) => (place % 2 === 0 ? 'Fair' : 'Mail')

describe('the standing of an attribute', () => {
  test('is dated where its history dates nearly everything', () => {
    expect(standingOf(column(twoWords, () => 'timely'))).toBe('dated')
  })

  test('is refused where more than a slip was first written after the outcome', () => {
    expect(standingOf(column(twoWords, (place) => (place < 6 ? 'late' : 'timely')))).toBe('refused')
    expect(standingOf(column(twoWords, (place) => (place < 5 ? 'late' : 'timely')))).toBe('dated')
  })

  test('is left to a person where nothing dates it, or only a part', () => {
    expect(standingOf(column(twoWords, () => 'undated'))).toBe('undated')
    expect(standingOf(column(twoWords, (place) => (place < 50 ? 'undated' : 'timely')))).toBe('undated')
  })

  test('says what has nothing to teach', () => {
    expect(
      standingOf(
        column(
          () => null,
          () => null,
        ),
      ),
    ).toBe('empty')
    expect(
      standingOf(
        column(
          () => 'DE',
          () => 'timely',
        ),
      ),
    ).toBe('constant')
    expect(
      standingOf(
        column(
          (place) => `name ${place}`,
          () => 'timely',
        ),
      ),
    ).toBe('too_varied')
    expect(standingOf({ ...column(twoWords, () => 'timely'), reads: 'none' })).toBe('not_learned')
  })
})

test('a value of the ledger becomes a number, a word or a blank', () => {
  expect([3, 'x', '', true, false, null, undefined, {}].map(cellOf)).toEqual([
    3,
    'x',
    null,
    'yes',
    'no',
    null,
    null,
    null,
  ])
})
