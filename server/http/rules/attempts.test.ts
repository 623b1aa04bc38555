import { expect, test } from 'vitest'
import { nextAttempts, waitMs } from './attempts.ts'

const limit = { free: 3, waitMsMax: 60_000, forgetMs: 3_600_000 }

test('the first attempts wait for nothing', () => {
  expect([1, 2].map((count) => waitMs({ count, lastAt: 0 }, limit))).toEqual([0, 0])
})

test('beyond the free ones each attempt waits twice as long as the one before', () => {
  expect([3, 4, 5].map((count) => waitMs({ count, lastAt: 0 }, limit))).toEqual([1000, 2000, 4000])
})

test('no wait is longer than the most', () => {
  expect(waitMs({ count: 500, lastAt: 0 }, limit)).toBe(60_000)
})

test('an attempt that comes too early is not heard', () => {
  expect(nextAttempts({ count: 4, lastAt: 10_000 }, 11_999, limit)).toBeNull()
})

test('an attempt after the wait is heard and counted', () => {
  expect(nextAttempts({ count: 4, lastAt: 10_000 }, 12_000, limit)).toEqual({ count: 5, lastAt: 12_000 })
})

test('a long silence forgets everything', () => {
  expect(nextAttempts({ count: 400, lastAt: 0 }, 3_600_000, limit)).toEqual({ count: 1, lastAt: 3_600_000 })
})

test('a clock that was set back keeps nobody out', () => {
  expect(nextAttempts({ count: 9, lastAt: 50_000 }, 20_000, limit)).toEqual({ count: 10, lastAt: 20_000 })
})
