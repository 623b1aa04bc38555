import type { DecimalMark } from '../../../../contract/intake.ts'
import type { CellProblem, Read } from './cell.ts'

/** The tables hold amounts of at most this many digits before the point. */
const amountDigitsMax = 12

const plain = /^-?\d+(?:\.\d+)?$/
const scientific = /^[-+]?\d+(?:\.\d+)?e[-+]?\d+$/i
const spacesAndMarks = /[\s'’`´_]/g
const currencyText =
  /^(?:[A-Z]{1,3}\$|[A-Z]{3}|\p{Sc}|kr\.?|zł|Fr\.?|CHF)|(?:[A-Z]{3}|\p{Sc}|kr\.?|zł|Fr\.?)$/giu

const groupedShapes: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d*)?$|^\d*(?:\.\d*)?$/,
  ',': /^\d{1,3}(?:\.\d{2,3})*\.\d{3}(?:,\d*)?$|^\d*(?:,\d*)?$/,
}

/**
 * A written number as a plain decimal text (`-1234.5`), or null where it is none. Takes away group marks, spaces,
 * apostrophes and currencies; a minus may stand in front, behind, or be a pair of parentheses as accountants write.
 */
export function plainNumber(text: string, decimal: DecimalMark): string | null {
  if (decimal === '.' && plain.test(text)) return text
  if (decimal === '.' && scientific.test(text)) return expanded(text)
  const { digits, negative } = unsigned(text)
  if (!/\d/.test(digits) || !groupedShapes[decimal].test(digits)) return null
  const group = decimal === '.' ? ',' : '.'
  const pointed = digits.replaceAll(group, '').replace(',', '.')
  const whole = pointed.startsWith('.') ? `0${pointed}` : pointed.replace(/\.$/, '')
  return negative ? `-${whole}` : whole
}

function unsigned(text: string): { digits: string; negative: boolean } {
  const bare = text.trim().replaceAll(/[−–]/g, '-')
  const accounting = /^\((.*)\)$/.exec(bare)
  const inner = (accounting?.[1] ?? bare).replace(/%$/, '')
  const unspaced = inner.replaceAll(spacesAndMarks, '')
  const withoutSign = unspaced.replaceAll(/^[-+]|-$/g, '')
  const withoutCurrency = withoutSign.replaceAll(currencyText, '').replaceAll(/^[-+]|-$/g, '')
  const negative = accounting !== null || unspaced.includes('-')
  return { digits: withoutCurrency, negative }
}

function expanded(text: string): string {
  const number = Number(text)
  const written = String(number)
  return written.includes('e') ? BigInt(Math.round(number)).toString() : written
}

/** Reads a number; a percentage becomes a share where the rule says so. */
export function numberReader(rule: {
  decimal: DecimalMark
  percent?: boolean
}): (text: string) => Read<number> {
  return (text) => {
    const digits = plainNumber(text, rule.decimal)
    if (digits === null) return unreadableNumber(text)
    const number = Number(digits)
    return rule.percent && text.includes('%') ? Number((number / 100).toPrecision(15)) : number
  }
}

/** The largest whole number that the tables hold. */
const integerMax = 2_147_483_647

/** Reads a whole number; `12.0` is one, `12.5` is not. */
export function integerReader(rule: { decimal: DecimalMark }): (text: string) => Read<number> {
  return (text) => {
    const digits = plainNumber(text, rule.decimal)
    const number = digits === null ? Number.NaN : Number(digits)
    if (!Number.isInteger(number)) return unreadableNumber(text)
    return Math.abs(number) > integerMax ? tooLarge() : number
  }
}

/** Reads an amount of money as a decimal text with two places, rounded half away from zero, never through a float. */
export function amountReader(decimal: DecimalMark): (text: string) => Read<string> {
  return (text) => {
    const digits = plainNumber(text, decimal)
    return digits === null ? unreadableNumber(text) : amountOf(digits)
  }
}

function amountOf(digits: string): Read<string> {
  const negative = digits.startsWith('-')
  const [whole = '0', fraction = ''] = digits.replace('-', '').split('.')
  const trimmed = whole.replace(/^0+(?=\d)/, '')
  if (trimmed.length > amountDigitsMax) return tooLarge()
  const amount = fraction.length <= 2 ? `${trimmed}.${fraction.padEnd(2, '0')}` : rounded(trimmed, fraction)
  return negative && !/^0\.00$/.test(amount) ? `-${amount}` : amount
}

function rounded(whole: string, fraction: string): string {
  const up = (fraction[2] ?? '0') >= '5' ? 1n : 0n
  const cents = (BigInt(whole) * 100n + BigInt(fraction.slice(0, 2)) + up).toString().padStart(3, '0')
  return `${cents.slice(0, -2)}.${cents.slice(-2)}`
}

function unreadableNumber(text: string): CellProblem {
  return {
    code: 'unreadable-number',
    message: `"${text.slice(0, 60)}" is not a number in the style of this column.`,
    remedy: 'Correct the cell, choose the other decimal mark, or map the column to a text field.',
  }
}

function tooLarge(): CellProblem {
  return {
    code: 'number-too-large',
    message: 'This number is larger than Rapport can hold.',
    remedy: 'Look whether the decimal mark of the column is right, or map the column to a text field.',
  }
}
