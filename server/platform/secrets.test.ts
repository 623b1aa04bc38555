import { describe, expect, test } from 'vitest'
import { hashPassword, newToken, sameSecret, tokenHash, verifyPassword } from './secrets.ts'

describe('a password', () => {
  test('is verified by its hash', async () => {
    const hash = await hashPassword('correct horse battery')
    expect(await verifyPassword(hash, 'correct horse battery')).toBe(true)
    expect(await verifyPassword(hash, 'correct horse batterz')).toBe(false)
  })

  test('never has the same hash twice', async () => {
    expect(await hashPassword('same')).not.toBe(await hashPassword('same'))
  })

  test('is the same however its accents were typed', async () => {
    expect(await verifyPassword(await hashPassword('caf\u00E9 noir!'), 'cafe\u0301 noir!')).toBe(true)
  })

  test('does not match a hash that is broken', async () => {
    expect(await verifyPassword('', 'anything')).toBe(false)
    expect(await verifyPassword('salt:', '')).toBe(false)
  })
})

describe('a token', () => {
  test('has 256 bits and fits an address', () => {
    expect(newToken()).toMatch(/^[\w-]{43}$/)
    expect(newToken()).not.toBe(newToken())
  })

  test('is kept as a hash that its bearer can make again', () => {
    const token = newToken()
    expect(tokenHash(token)).toBe(tokenHash(token))
    expect(tokenHash(token)).not.toContain(token)
  })
})

test('secrets of different lengths can be compared, and differ', () => {
  expect([sameSecret('a', 'a'), sameSecret('a', 'ab'), sameSecret('', 'a')]).toEqual([true, false, false])
})
