import { expect, test } from 'vitest'
import { clockTone, clockWords } from './clock.tsx'

test('a clock is green under half, grey from half, amber from eighty percent and red when over', () => {
  expect([0, 0.49, 0.5, 0.79, 0.8, 0.99, 1, 3].map(clockTone)).toEqual([
    'early',
    'early',
    'half',
    'half',
    'due',
    'due',
    'over',
    'over',
  ])
})

test('a clock says what is left, or by how much it is over', () => {
  expect([1320, 11_100, -2280].map(clockWords)).toEqual(['22 min left', '3 h 05 left', '38 min over'])
})
