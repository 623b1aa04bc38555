import { expect, test } from 'vitest'
import { allSelected, countSelected, isSelected, noSelection, withTicked } from './selection.ts'

test('ticking rows selects them one by one', () => {
  const selection = withTicked(noSelection, ['a', 'b'], true)
  expect([isSelected(selection, 'a'), isSelected(selection, 'c'), countSelected(selection, 10)]).toEqual([
    true,
    false,
    2,
  ])
})

test('all minus a few reaches rows that were never loaded', () => {
  const selection = withTicked(allSelected, ['a'], false)
  expect([isSelected(selection, 'a'), isSelected(selection, 'never loaded')]).toEqual([false, true])
  expect(countSelected(selection, 12_000)).toBe(11_999)
})

test('unticking undoes ticking', () => {
  expect(withTicked(withTicked(noSelection, ['a'], true), ['a'], false)).toEqual(noSelection)
})
