import { createIntl } from 'react-intl'
import { expect, test } from 'vitest'
import { formatterOf } from '../../ui/format.ts'
import { chapterOf } from './story.ts'

const berlin = formatterOf(createIntl({ locale: 'en-GB', timeZone: 'Europe/Berlin' }), 'EUR')
/** A Thursday. */
const now = '2026-11-19T12:00:00Z'
const chapters = (...instants: string[]) => instants.map((at) => chapterOf(at, now, berlin))

test('what happened lately stands under its day', () => {
  expect(chapters('2026-11-19T08:02:00Z', '2026-11-18T12:00:00Z')).toEqual(['Today', 'Yesterday'])
})

test('a day begins at midnight in the time zone of the workspace', () => {
  expect(chapters('2026-11-18T23:30:00Z', '2026-11-18T22:30:00Z')).toEqual(['Today', 'Yesterday'])
})

test('a week begins on Monday', () => {
  expect(chapters('2026-11-16T12:00:00Z', '2026-11-15T12:00:00Z', '2026-11-09T12:00:00Z')).toEqual([
    'Earlier this week',
    'Last week',
    'Last week',
  ])
})

test('what is older stands under its month', () => {
  expect(chapters('2026-11-08T12:00:00Z', '2025-06-22T12:00:00Z')).toEqual(['November 2026', 'June 2025'])
})

test('what is planned stands under its month and not under today', () => {
  expect(chapters('2026-12-01T12:00:00Z')).toEqual(['December 2026'])
})
