import { expect, test } from 'vitest'
import { Seen } from './seen.ts'

const keys = Array.from({ length: 50_000 }, (_, at) => `contact email p${at}@example.com`)

test('each of many keys is known by the line on which it was first seen', () => {
  const seen = new Seen()
  const unknown = keys.filter((key, at) => seen.meet(key, at + 1) === undefined)
  expect(unknown).toHaveLength(keys.length)
  expect(seen.size).toBe(keys.length)
  expect(keys.map((key) => seen.meet(key, keys.length + 1))).toEqual(keys.map((_, at) => at + 1))
  expect(seen.size).toBe(keys.length)
})

test('a key that is asked again for its own line is none that was seen before', () => {
  const seen = new Seen()
  expect(seen.meet('a', 7)).toBeUndefined()
  expect(seen.meet('a', 7)).toBeUndefined()
  expect(seen.meet('a', 9)).toBe(7)
})
