import type { TargetType, Transform } from '../../../../contract/intake.ts'
import { booleanReader } from './booleans.ts'
import type { Read, Value } from './cell.ts'
import { currencyReader } from './currencies.ts'
import { dayReader, instantReader } from './dates.ts'
import { domainReader } from './domains.ts'
import { amountReader, integerReader, numberReader } from './numbers.ts'
import { referenceReader, stageReader } from './stage-reader.ts'
import { lowercaseReader, textReader } from './texts.ts'

/** What a workspace decides about the reading of cells. */
export type ReadingContext = {
  /** The zone of times written without one; UTC where the workspace has chosen none. */
  readonly zone: string
  readonly currency: string
  /** The country of phone numbers written without a prefix, by its two letters. */
  readonly country?: string
}

export type CellReader = (text: string) => Read<Value>

/** The transform that suits a type of field when nobody chose one. */
export function transformFor(type: TargetType): Transform {
  return defaults[type]
}

const defaults: Readonly<Record<TargetType, Transform>> = {
  text: { type: 'text' },
  number: { type: 'number', decimal: '.', percent: false },
  integer: { type: 'number', decimal: '.', percent: false },
  money: { type: 'money', decimal: '.' },
  boolean: { type: 'boolean', yes: [], no: [] },
  day: { type: 'date', order: 'ymd', serial: 'none' },
  instant: { type: 'date', order: 'ymd', serial: 'none' },
  email: { type: 'email' },
  phone: { type: 'phone' },
  domain: { type: 'domain' },
  currency: { type: 'currency' },
}

/** The kinds of transform that yield a value of a type. Text takes any of them. */
const suitable: Readonly<Record<TargetType, readonly Transform['type'][]>> = {
  text: ['text', 'lowercase', 'personName', 'stage', 'reference', 'number', 'date', 'domain', 'currency'],
  number: ['number', 'money'],
  integer: ['number'],
  money: ['money', 'number'],
  boolean: ['boolean'],
  day: ['date'],
  instant: ['date'],
  email: ['email'],
  phone: ['phone'],
  domain: ['domain'],
  currency: ['currency'],
}

/** The transform to use for a field of a type: the one chosen, unless it yields something else. */
export function fittingTransform(chosen: Transform, type: TargetType): Transform {
  return suitable[type].includes(chosen.type) ? chosen : transformFor(type)
}

type Target = { readonly type: TargetType; readonly lengthMax: number }

/**
 * The function that reads one cell of one value. Mails, phones and names of persons yield several values and are
 * read by their own writers.
 */
export function readerOf(transform: Transform, target: Target, context: ReadingContext): CellReader {
  switch (transform.type) {
    case 'date':
      return target.type === 'day' ? dayReader(transform) : instantReader(transform, context.zone)
    case 'number':
    case 'money':
      return readerOfNumber(transform, target.type)
    case 'boolean':
      return booleanReader(transform)
    case 'domain':
      return domainReader()
    case 'currency':
      return currencyReader(context.currency)
    case 'stage':
      return stageReader(transform)
    case 'reference':
      return referenceReader(transform)
    case 'lowercase':
      return lowercaseReader(target.lengthMax)
    default:
      return textReader(target.lengthMax)
  }
}

function readerOfNumber(
  transform: Extract<Transform, { type: 'number' | 'money' }>,
  type: TargetType,
): CellReader {
  if (type === 'money') return amountReader(transform.decimal)
  if (type === 'integer') return integerReader(transform)
  const percent = transform.type === 'number' && transform.percent
  return numberReader({ decimal: transform.decimal, percent })
}
