import { useMemo } from 'react'
import { type IntlShape, useIntl } from 'react-intl'

/** An instant as the server sends it, or as the browser holds it. */
export type Instant = string | number | Date

export const noData = 'no data'

export type FigureUnit = 'count' | 'percent' | 'days' | 'money'

/** What a figure is shown in; a deal in another currency than the workspace's brings its own. */
export type MoneyOptions = { currency?: string | null }

/**
 * Every figure, day and duration on screen is written by these. `null` and `undefined` become "no data" for figures
 * and "–" for days, because a blank is never nought.
 */
export function formatterOf(intl: IntlShape, currency: string) {
  const money = (value: string | number | null | undefined, options: MoneyOptions = {}) =>
    figure(value, (amount) =>
      intl.formatNumber(amount, {
        ...currencyStyle(options.currency ?? currency),
        ...decimals(Number.isInteger(amount) ? 0 : 2),
      }),
    )
  /** Three significant digits: €1.84M, €560k, €12.5k. Fewer would print 1.84M as 2M. */
  const compactMoney = (value: string | number | null | undefined, options: MoneyOptions = {}) =>
    figure(value, (amount) => compact(intl, amount, currencyStyle(options.currency ?? currency)))
  const number = (value: number | null | undefined) => figure(value, (count) => intl.formatNumber(count))
  const compactNumber = (value: number | null | undefined) =>
    figure(value, (count) => compact(intl, count, {}))
  /** A share of one: 0.0667 → 6.7 %. One decimal below ten percent, none above. */
  const percent = (share: number | null | undefined) =>
    figure(share, (part) =>
      intl.formatNumber(part, {
        style: 'percent',
        ...decimals(part !== 0 && Math.abs(part) < 0.0995 ? 1 : 0),
      }),
    )
  /** A length counted in days, as the figures of funnel and pipeline are. */
  const days = (length: number | null | undefined) => duration(length == null ? null : length * daySeconds)
  const exact = (value: number, unit: FigureUnit) => exactOf(intl, value, { unit, currency })
  return { money, compactMoney, number, compactNumber, percent, duration, days, exact, ...calendarOf(intl) }
}

/** The formatters in the workspace's currency, locale and time zone. */
export function useFormat() {
  const intl = useIntl()
  return useMemo(() => formatterOf(intl, currencyOf(intl)), [intl])
}

/** The currency travels as a custom number format of the provider, where the shell puts it. */
export function currencyOf(intl: IntlShape): string {
  return intl.formats.number?.workspace?.currency ?? 'EUR'
}

export type Format = ReturnType<typeof formatterOf>

const exactDecimalsMax = 4

/** A figure as exactly as anybody wants to read it, for whoever points at the rounded one. */
function exactOf(intl: IntlShape, value: number, { unit, currency }: { unit: FigureUnit; currency: string }) {
  const digits = { minimumFractionDigits: 0, maximumFractionDigits: exactDecimalsMax }
  if (unit === 'percent') return intl.formatNumber(value, { style: 'percent', ...digits })
  if (unit === 'money') return intl.formatNumber(value, { ...currencyStyle(currency), ...digits })
  const text = intl.formatNumber(value, digits)
  return unit === 'days' ? `${text} days` : text
}

function decimals(count: number) {
  return { minimumFractionDigits: count, maximumFractionDigits: count }
}

function figure(value: string | number | null | undefined, write: (amount: number) => string): string {
  if (value == null || value === '') return noData
  const amount = Number(value)
  return Number.isFinite(amount) ? write(amount).replace('-', '−') : noData
}

function currencyStyle(currency: string) {
  return { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
}

const compactFrom = 1000

/** Figures under a thousand stay as they are: three digits of €999.40 would be cents. */
function compact(intl: IntlShape, amount: number, style: Partial<ReturnType<typeof currencyStyle>>): string {
  const whole = Math.abs(amount) < compactFrom
  const text = whole
    ? intl.formatNumber(amount, { ...style, maximumFractionDigits: 0 })
    : intl.formatNumber(amount, { ...style, notation: 'compact', maximumSignificantDigits: 3 })
  return intl.locale.startsWith('en') ? withPlainUnits(text) : text
}

/** English writes K or k and m or M by region; this house writes €560k and €1.84M. */
function withPlainUnits(text: string): string {
  return text.replace(/(\d)K/, '$1k').replace(/(\d)m$/, '$1M')
}

const minuteSeconds = 60
const hourSeconds = 3600
const daySeconds = 86_400
const daysFromHours = 48

/** A length of time as one reads a clock: 22 min, 2 h 10, 5 days, 3.5 days. Seconds in, because that is what the server counts. */
export function duration(seconds: number | null | undefined): string {
  if (seconds == null || !Number.isFinite(seconds)) return noData
  const sign = seconds < 0 ? '−' : ''
  const length = Math.abs(seconds)
  if (length < minuteSeconds) return `${sign}${Math.round(length)} s`
  if (length < hourSeconds) return `${sign}${Math.floor(length / minuteSeconds)} min`
  if (length < daysFromHours * hourSeconds) return `${sign}${hoursAndMinutes(length)}`
  return `${sign}${daysOf(length / daySeconds)}`
}

function hoursAndMinutes(seconds: number): string {
  const hours = Math.floor(seconds / hourSeconds)
  const minutes = Math.floor((seconds % hourSeconds) / minuteSeconds)
  return minutes === 0 ? `${hours} h` : `${hours} h ${String(minutes).padStart(2, '0')}`
}

function daysOf(days: number): string {
  const shown = days < 10 ? Math.round(days * 10) / 10 : Math.round(days)
  return `${shown} days`
}

function calendarOf(intl: IntlShape) {
  const write = (value: Instant | null | undefined, options: Intl.DateTimeFormatOptions) =>
    value == null || value === '' ? '–' : intl.formatDate(dateOf(value), optionsFor(value, options))
  return {
    /** 4 May 2026 */
    day: (value: Instant | null | undefined) =>
      write(value, { day: 'numeric', month: 'short', year: 'numeric' }),
    /** 4 May */
    shortDay: (value: Instant | null | undefined) => write(value, { day: 'numeric', month: 'short' }),
    /** Thursday 19 November */
    longDay: (value: Instant | null | undefined) =>
      write(value, { weekday: 'long', day: 'numeric', month: 'long' }),
    /** Tue 10 Nov */
    weekDay: (value: Instant | null | undefined) =>
      write(value, { weekday: 'short', day: 'numeric', month: 'short' }),
    /** 2026-11-10, for comparing days in the workspace's time zone */
    isoDay: (value: Instant) =>
      intl.formatters
        .getDateTimeFormat('en-CA', { timeZone: intl.timeZone, dateStyle: 'short' })
        .format(dateOf(value)),
    /** May */
    shortMonth: (value: Instant | null | undefined) => write(value, { month: 'short' }),
    /** November 2026 */
    longMonth: (value: Instant | null | undefined) => write(value, { month: 'long', year: 'numeric' }),
    /** May 2026, for a cohort */
    month: (value: Instant | null | undefined) => write(value, { month: 'short', year: 'numeric' }),
    /** 08:02 */
    time: (value: Instant | null | undefined) =>
      write(value, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    /** 4 May 2026, 08:02 */
    dayTime: (value: Instant | null | undefined) =>
      write(value, {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }),
    /** "3 days ago", "in 2 hours" */
    ago: (value: Instant | null | undefined, now: Instant) => {
      if (value == null || value === '') return '–'
      const seconds = (dateOf(value).getTime() - dateOf(now).getTime()) / 1000
      const [amount, unit] = inLargestUnit(seconds)
      return intl.formatRelativeTime(amount, unit, { numeric: 'auto' })
    },
  }
}

const calendarDay = /^\d{4}-\d{2}(-\d{2})?$/

function dateOf(value: Instant): Date {
  return value instanceof Date ? value : new Date(value)
}

/** A calendar day has no zone: it is written as it stands, wherever the reader sits. */
function optionsFor(value: Instant, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormatOptions {
  return typeof value === 'string' && calendarDay.test(value) ? { ...options, timeZone: 'UTC' } : options
}

function inLargestUnit(seconds: number): [number, Intl.RelativeTimeFormatUnit] {
  const length = Math.abs(seconds)
  if (length < hourSeconds) return [Math.round(seconds / minuteSeconds), 'minute']
  if (length < daySeconds) return [Math.round(seconds / hourSeconds), 'hour']
  if (length < 60 * daySeconds) return [Math.round(seconds / daySeconds), 'day']
  if (length < 700 * daySeconds) return [Math.round(seconds / (30.44 * daySeconds)), 'month']
  return [Math.round(seconds / (365.25 * daySeconds)), 'year']
}
