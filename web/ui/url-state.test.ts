import { expect, test } from 'vitest'
import { listOf, listText, parseSearch, writeSearch } from './url-state.ts'

test('a filter of several values survives the address, commas and blanks included', () => {
  const values = ['Paid search', '', 'Smith, Jones & Co', '50% off']
  expect(listOf(listText(values))).toEqual(values)
})

test('no values leave the address', () => {
  expect(listText([])).toBeUndefined()
})

test('an address reads as it is typed', () => {
  const search = { stage: 'mql,sql', from: '2026-01-01', q: 'Otto Brandt' }
  expect(writeSearch(search)).toBe('?stage=mql,sql&from=2026-01-01&q=Otto+Brandt')
  expect(parseSearch(writeSearch(search))).toEqual(search)
})

test('what is not set is not written', () => {
  expect(writeSearch({ stage: undefined, q: '' })).toBe('')
})
