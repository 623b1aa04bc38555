import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DecimalMark } from '../../../../contract/intake.ts'
import { currencyBeside } from './currencies.ts'
import { decimalAmbiguity, decimalStyleOf } from './decimal-style.ts'
import { amountReader, integerReader, numberReader, plainNumber } from './numbers.ts'

const counted = (values: readonly string[]) => new Map(values.map((value) => [value, 1]))

const written: readonly (readonly [string, DecimalMark, string | null])[] = [
  ['1.234,56 €', ',', '1234.56'],
  ['€1,234.56', '.', '1234.56'],
  ['(1,234.50)', '.', '-1234.50'],
  ['12-', '.', '-12'],
  ['−12', '.', '-12'],
  ["1'234.50", '.', '1234.50'],
  ['1 234,5', ',', '1234.5'],
  ['1,00,000', '.', '100000'],
  ['45 %', '.', '45'],
  ['1.5E+05', '.', '150000'],
  ['R$ 1.200,00', ',', '1200.00'],
  ['USD 1,200', '.', '1200'],
  ['.5', '.', '0.5'],
  ['12,5', '.', null],
  ['1,2345', '.', null],
  ['1.2.3', '.', null],
  ['12kg', '.', null],
  ['--', '.', null],
  ['', '.', null],
]

test.each(written)('%j with decimal mark %j is %j', (text, decimal, expected) => {
  expect(plainNumber(text, decimal)).toBe(expected)
})

test('an amount has two places, rounded half away from zero without a float', () => {
  expect(['1.005', '2.675', '0.1', '-0.004', '999999999999.99', '1e3'].map(amountReader('.'))).toEqual([
    '1.01',
    '2.68',
    '0.10',
    '0.00',
    '999999999999.99',
    '1000.00',
  ])
})

test('an amount too large for the tables is no amount', () => {
  expect(amountReader('.')('1234567890123')).toMatchObject({ code: 'number-too-large' })
})

test('a whole number has no decimals but zeros', () => {
  expect(integerReader({ decimal: '.' })('12.0')).toBe(12)
  expect(integerReader({ decimal: '.' })('12.5')).toMatchObject({ code: 'unreadable-number' })
})

test('a percentage is a share only where the rule says so', () => {
  expect(numberReader({ decimal: ',', percent: true })('45,5 %')).toBe(0.455)
  expect(numberReader({ decimal: ',' })('45,5 %')).toBe(45.5)
})

test('every number comes back from every style of marks', () => {
  const style = fc.record({
    decimal: fc.constantFrom<DecimalMark>('.', ','),
    grouped: fc.boolean(),
    accounting: fc.boolean(),
    sign: fc.constantFrom('', '€', ' EUR'),
  })
  fc.assert(
    fc.property(
      fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }),
      style,
      (cents, { decimal, grouped, accounting, sign }) => {
        const digits = String(Math.abs(cents)).padStart(3, '0')
        const [whole, fraction] = [digits.slice(0, -2), digits.slice(-2)]
        const marked = grouped ? whole.replaceAll(/\B(?=(\d{3})+$)/g, decimal === '.' ? ',' : '.') : whole
        const positive = `${marked}${decimal}${fraction}${sign}`
        const negative = accounting ? `(${positive})` : `-${positive}`
        expect(amountReader(decimal)(cents < 0 ? negative : positive)).toBe(
          `${cents < 0 ? '-' : ''}${whole}.${fraction}`,
        )
      },
    ),
  )
})

describe('the decimal mark of a column', () => {
  test('is settled by one value that allows no other', () => {
    expect(decimalStyleOf(counted(['1.234', '12,5'])).decimal).toBe(',')
    expect(decimalStyleOf(counted(['1,234', '1,234.5'])).decimal).toBe('.')
    expect(decimalStyleOf(counted(['1.234.567'])).decimal).toBe(',')
  })

  test('is asked where nothing settles it', () => {
    const ambiguity = decimalAmbiguity(decimalStyleOf(counted(['1.234', '5'])), 'number')
    expect(ambiguity?.options.map((option) => option.example)).toEqual(['1.234 → 1.234', '1.234 → 1234'])
  })

  test('is a point where there is no mark at all', () => {
    expect(decimalStyleOf(counted(['1', '25']))).toEqual({ decimal: '.', because: [], open: null })
  })
})

test('a currency beside a number is known by code or symbol, a shared symbol by the workspace', () => {
  const beside = ['€ 5', '5 EUR', '$5', 'CHF 5', '5 zł', 'kr 5', '5'].map((text) =>
    currencyBeside(text, 'NOK'),
  )
  expect(beside).toEqual(['EUR', 'EUR', 'USD', 'CHF', 'PLN', 'NOK', null])
  expect(currencyBeside('$5', 'AUD')).toBe('AUD')
})
