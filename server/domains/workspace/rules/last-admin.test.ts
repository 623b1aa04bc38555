import { expect, test } from 'vitest'
import { wouldLeaveNoAdmin } from './last-admin.ts'

test('the only admin cannot go', () => {
  expect(wouldLeaveNoAdmin([{ id: 'aylin' }], 'aylin')).toBe(true)
})

test('one of two admins can go', () => {
  expect(wouldLeaveNoAdmin([{ id: 'aylin' }, { id: 'carl' }], 'aylin')).toBe(false)
})

test('somebody who is no admin can go', () => {
  expect(wouldLeaveNoAdmin([{ id: 'aylin' }], 'theo')).toBe(false)
})
