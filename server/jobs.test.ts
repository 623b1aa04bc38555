import { expect, test } from 'vitest'
import { jobs } from './jobs.ts'
import { readTimetable } from './platform/timetable.ts'

test('every job that returns by the clock has a handler', () => {
  const tasks = readTimetable(jobs.timetable ?? '').map(({ task }) => task)
  expect(Object.keys(jobs.handlers)).toEqual(expect.arrayContaining(tasks))
})

test('a timetable is lines of five time fields and a task', () => {
  const items = readTimetable('\n0 3 * * * mails.sweep\n*/5 * * * * clocks.ring\n')
  expect(items.map(({ task, identifier }) => [task, identifier])).toEqual([
    ['mails.sweep', 'mails.sweep'],
    ['clocks.ring', 'clocks.ring'],
  ])
})

test('a timetable with a time that never comes is refused', () => {
  expect(() => readTimetable('61 3 * * * mails.sweep')).toThrow()
})
