import { expect, test } from 'vitest'
import type { AwardView } from '../../../contract/judging.ts'
import { pointsText, sumsOf } from './ledger-sums.ts'

const version = { versionId: 1, agreementId: '0f', title: 'Scoring', number: 1 }
const at = '2026-05-11T12:00:00.000Z'
const award = (part: Partial<AwardView>): AwardView => ({
  id: 1,
  score: 'engagement',
  rule: 'Form',
  group: 'Interest',
  points: 10,
  pointsBeforeCap: 10,
  worth: 10,
  touch: null,
  takesBack: null,
  occurredAt: at,
  knownAt: at,
  version,
  ...part,
})
const told = (engagement: number, points: number) => ({
  scores: { at, version, fit: 60, engagement },
  groups: [{ key: 'interest', name: 'Interest', cap: 20, points }],
  awards: [
    award({ score: 'fit', group: null, worth: 60 }),
    award({ worth: 0.1 }),
    award({ worth: 0.2 }),
    award({ worth: 12.7 }),
  ],
  more: 0,
})

test('rows stand under the heading that they count for, and their sum is the score to the last thousandth', () => {
  const sums = sumsOf(told(13, 13))
  expect(sums.fit.sum).toBe(60)
  expect(sums.groups).toMatchObject([{ name: 'Interest', sum: 13, counts: 13 }])
  expect(sums.isPending).toBe(false)
})

test('a score that has more in it than the ledger says so', () => {
  expect(sumsOf(told(18, 18)).isPending).toBe(true)
})

test('points are written with the decimals that they have', () => {
  expect([pointsText(12), pointsText(0.1 + 0.2), pointsText(-5)]).toEqual(['12', '0.3', '−5'])
})
