import { createIntl } from 'react-intl'
import { describe, expect, test } from 'vitest'
import { duration, formatterOf, noData } from './format.ts'

const berlin = formatterOf(createIntl({ locale: 'en-GB', timeZone: 'Europe/Berlin' }), 'EUR')

describe('money', () => {
  test('compact money keeps three significant digits', () => {
    expect(berlin.compactMoney(1_842_311)).toBe('€1.84M')
    expect(berlin.compactMoney('560123.40')).toBe('€560k')
    expect(berlin.compactMoney(12_499)).toBe('€12.5k')
    expect(berlin.compactMoney(-190_000)).toBe('−€190k')
  })

  test('compact money under a thousand is not cut to three digits of cents', () => {
    expect(berlin.compactMoney('999.40')).toBe('€999')
    expect(berlin.compactMoney(0)).toBe('€0')
  })

  test('whole amounts show no cents and others show both', () => {
    expect(berlin.money('64000.00')).toBe('€64,000')
    expect(berlin.money('3.1')).toBe('€3.10')
  })

  test('a record in another currency shows that currency', () => {
    expect(berlin.money('10', { currency: 'BRL' })).toBe('R$10')
  })
})

describe('figures', () => {
  test('what is not known is no data, never nought', () => {
    expect([berlin.money(null), berlin.number(undefined), berlin.percent(null), duration(null)]).toEqual(
      Array.from({ length: 4 }, () => noData),
    )
    expect(berlin.percent(Number.NaN)).toBe(noData)
  })

  test('a share under ten percent keeps one decimal', () => {
    expect(berlin.percent(0.0672)).toBe('6.7%')
    expect(berlin.percent(0.09)).toBe('9.0%')
    expect(berlin.percent(0)).toBe('0%')
    expect(berlin.percent(0.59)).toBe('59%')
    expect(berlin.percent(0.0996)).toBe('10%')
    expect(berlin.percent(1)).toBe('100%')
  })
})

describe('the exact figure behind a rounded one', () => {
  test('has four decimals in its own unit', () => {
    expect(berlin.exact(0.10525, 'percent')).toBe('10.525%')
    expect(berlin.exact(49.100769098596814, 'days')).toBe('49.1008 days')
    expect(berlin.exact(2360.9093912222747, 'money')).toBe('€2,360.9094')
    expect(berlin.exact(8000, 'count')).toBe('8,000')
  })
})

describe('lengths of time', () => {
  test('a length is read like a clock', () => {
    expect([45, 1320, 7800, 7200, 36 * 3600 + 300].map(duration)).toEqual([
      '45 s',
      '22 min',
      '2 h 10',
      '2 h',
      '36 h 05',
    ])
  })

  test('from two days on it is counted in days', () => {
    expect([3 * 86_400, 3.52 * 86_400, 47.4 * 86_400].map(duration)).toEqual([
      '3 days',
      '3.5 days',
      '47 days',
    ])
  })

  test('a negative length keeps its sign', () => {
    expect(duration(-7800)).toBe('−2 h 10')
  })
})

describe('days and instants', () => {
  test('an instant is written in the workspace’s time zone', () => {
    expect(berlin.dayTime('2026-11-18T23:30:00Z')).toBe('19 Nov 2026, 00:30')
  })

  test('a calendar day stays the same day in every time zone', () => {
    const auckland = formatterOf(createIntl({ locale: 'en-GB', timeZone: 'Pacific/Auckland' }), 'NZD')
    const honolulu = formatterOf(createIntl({ locale: 'en-GB', timeZone: 'Pacific/Honolulu' }), 'USD')
    expect([auckland.day('2026-05-04'), honolulu.day('2026-05-04')]).toEqual(['4 May 2026', '4 May 2026'])
    expect(honolulu.month('2026-05')).toBe('May 2026')
  })

  test('the day of an instant is the one that the workspace’s clock shows', () => {
    expect(berlin.isoDay('2026-11-18T23:30:00Z')).toBe('2026-11-19')
  })

  test('a distance from now is in the largest unit that fits', () => {
    const now = '2026-11-19T12:00:00Z'
    expect(berlin.ago('2026-11-18T12:00:00Z', now)).toBe('yesterday')
    expect(berlin.ago('2026-11-19T10:00:00Z', now)).toBe('2 hours ago')
    expect(berlin.ago('2026-08-19T12:00:00Z', now)).toBe('3 months ago')
  })
})
