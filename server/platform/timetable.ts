import { parseCronItems, type ParsedCronItem } from 'graphile-worker'

const TIME_FIELDS = 5

/**
 * Reads jobs that return by the clock (in UTC): lines of the five time fields of a crontab and the task's name.
 * The queue's own reader of crontabs refuses the dots that our tasks are named with.
 */
export function readTimetable(text: string): ParsedCronItem[] {
  const lines = text.split('\n').map((line) => line.trim().split(/\s+/))
  const entries = lines.filter((fields) => fields[0] !== '')
  return parseCronItems(
    entries.map((fields) => ({
      match: fields.slice(0, TIME_FIELDS).join(' '),
      task: fields.slice(TIME_FIELDS).join(' '),
    })),
  )
}
