/**
 * Business calendars: when somebody works, and how long they have had for something. Service levels will count by it:
 * "8 business hours" is a matter of windows, holidays, zones and clocks that are changed.
 */
export { BusinessTime } from './rules/business-time.ts'
export type { Window, WorkingHours } from './rules/open-times.ts'
