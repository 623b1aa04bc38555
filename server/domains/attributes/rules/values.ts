import { textValueLengthMax } from '../../../../contract/attributes.ts'
import type { AttributeValue } from '../../../../contract/attributes.ts'

/** What a value may be: the types of custom fields, and those that only standard fields have. */
export type ValueType =
  | 'text'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'date'
  | 'instant'
  | 'choice'
  | 'url'
  | 'money'
  | 'currency'
  | 'country'
  | 'id'

export type ValueShape = {
  readonly type: ValueType
  readonly options?: readonly string[]
  readonly lengthMax?: number
  /** A value that must not be taken away. */
  readonly required?: boolean
}

export type ReadValue = { readonly value: AttributeValue } | { readonly problem: string }

const moneyText = /^-?\d{1,12}(?:\.\d{1,2})?$/
const dayText = /^\d{4}-\d{2}-\d{2}$/
const idText = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i
const currencyText = /^[A-Z]{3}$/
const countryLengthMax = 120
const integerMax = 2_147_483_647

/**
 * Reads what somebody gave for a field into the one form it is stored in, or says why that cannot be. This is the
 * only place that judges values. Empty text means no value.
 */
export function readValue(shape: ValueShape, given: unknown): ReadValue {
  const raw = typeof given === 'string' ? given.trim() : given
  if (raw === null || raw === undefined || raw === '') {
    return shape.required === true ? { problem: 'must not be empty' } : { value: null }
  }
  return readers[shape.type](raw, shape)
}

type Reader = (raw: unknown, shape: ValueShape) => ReadValue

const readers: Readonly<Record<ValueType, Reader>> = {
  text: (raw, { lengthMax = textValueLengthMax }) => readText(raw, lengthMax),
  country: (raw) => readText(raw, countryLengthMax),
  number: (raw) => readNumber(raw),
  integer: (raw) => readInteger(raw),
  boolean: (raw) => readBoolean(raw),
  date: (raw) => readDay(raw),
  instant: (raw) => readInstant(raw),
  choice: (raw, { options = [] }) => readChoice(raw, options),
  url: (raw) => readUrl(raw),
  money: (raw) => readMoney(raw),
  currency: (raw) => matching(raw, currencyText, 'is not a currency such as EUR'),
  id: (raw) => matching(raw, idText, 'is not an id'),
}

function readText(raw: unknown, lengthMax: number): ReadValue {
  if (typeof raw !== 'string') return { problem: 'is not text' }
  if (raw.includes('\0')) return { problem: 'contains a character that cannot be stored' }
  return raw.length <= lengthMax ? { value: raw } : { problem: `is longer than ${lengthMax} characters` }
}

function readNumber(raw: unknown): ReadValue {
  const number = typeof raw === 'string' ? Number(raw) : raw
  return typeof number === 'number' && Number.isFinite(number)
    ? { value: number }
    : { problem: 'is not a number' }
}

function readInteger(raw: unknown): ReadValue {
  const read = readNumber(raw)
  if ('problem' in read) return read
  const fits = Number.isInteger(read.value) && Number(read.value) >= 0 && Number(read.value) <= integerMax
  return fits ? read : { problem: 'is not a whole number from 0 to 2,147,483,647' }
}

function readBoolean(raw: unknown): ReadValue {
  if (typeof raw === 'boolean') return { value: raw }
  if (raw === 'true' || raw === 'false') return { value: raw === 'true' }
  return { problem: 'is neither true nor false' }
}

function readDay(raw: unknown): ReadValue {
  if (typeof raw !== 'string' || !dayText.test(raw)) return { problem: 'is not a day such as 2026-03-31' }
  const day = new Date(`${raw}T00:00:00Z`)
  const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(raw)
  return exists ? { value: raw } : { problem: 'is a day that no calendar has' }
}

function readInstant(raw: unknown): ReadValue {
  const instant = typeof raw === 'string' ? new Date(raw) : undefined
  if (instant === undefined || Number.isNaN(instant.getTime())) return { problem: 'is not an instant' }
  return { value: instant.toISOString() }
}

function readChoice(raw: unknown, options: readonly string[]): ReadValue {
  const found = options.find((option) => option === raw)
  return found === undefined ? { problem: `is none of: ${options.join(', ')}` } : { value: found }
}

function readUrl(raw: unknown): ReadValue {
  const read = readText(raw, textValueLengthMax)
  if ('problem' in read) return read
  const text = String(read.value)
  const whole = /^[a-z][\w+.-]*:/i.test(text) ? text : `https://${text}`
  const isWeb = URL.canParse(whole) && /^https?:$/.test(new URL(whole).protocol)
  return isWeb ? { value: whole } : { problem: 'is not a web address' }
}

function readMoney(raw: unknown): ReadValue {
  const text = typeof raw === 'number' ? String(raw) : raw
  if (typeof text !== 'string' || !moneyText.test(text))
    return { problem: 'is not an amount such as 1234.50' }
  const [whole = '0', cents = ''] = text.split('.')
  return { value: `${whole.replace(/^(-?)0+(?=\d)/, '$1')}.${cents.padEnd(2, '0')}` }
}

function matching(raw: unknown, pattern: RegExp, problem: string): ReadValue {
  return typeof raw === 'string' && pattern.test(raw) ? { value: raw } : { problem }
}
