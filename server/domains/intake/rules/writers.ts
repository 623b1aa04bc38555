import type { ColumnMapping, TargetField, Transform, TransformOf } from '../../../../contract/intake.ts'
import type { Value } from './cell.ts'
import { isProblem } from './cell.ts'
import { currencyBeside } from './currencies.ts'
import type { Draft } from './draft.ts'
import { invalidMail, mailsOf } from './emails.ts'
import { personName } from './person-names.ts'
import { invalidPhone, phonesReader } from './phones.ts'
import type { ReadingContext } from './transform.ts'
import { fittingTransform, readerOf } from './transform.ts'

/** Reads the text of a cell, which is not blank, into the row. */
export type CellWriter = (text: string, draft: Draft) => void

/** The field that keeps what stood in a mail column and is no mail address. */
export const invalidEmailField = 'invalidEmail'

/** The field that keeps what stood in a phone column and is no phone number. */
export const invalidPhoneField = 'invalidPhone'

/** Fields that are told from the cells of others: every row can have them. */
export const derivedFields = [
  'firstName',
  'lastName',
  'currency',
  invalidEmailField,
  invalidPhoneField,
] as const

export type WriterOptions = {
  readonly context: ReadingContext
  /** The fields that other columns fill, which a derived value must not touch. */
  readonly mapped: ReadonlySet<string>
  readonly hasCurrency: boolean
}

/** The function that puts a column's cells into their field, with all that can be told from them. */
export function writerOf(column: ColumnMapping, target: TargetField, options: WriterOptions): CellWriter {
  const transform = fittingTransform(column.transform, target.type)
  const place = { column: column.column, field: target.field }
  if (transform.type === 'email') return mailWriter(place)
  if (transform.type === 'phone') return phoneWriter(place, transform.country ?? options.context.country)
  if (transform.type === 'personName') return nameWriter(target, transform.order, options)
  const write = valueWriter(column.column, { target, transform, context: options.context })
  const besideCurrency = transform.type === 'money' && target.field === 'amount' && options.hasCurrency
  return besideCurrency ? withCurrency(write, transform, options) : write
}

type Place = { readonly column: string; readonly field: string }
type Reading = {
  readonly target: TargetField
  readonly transform: Transform
  readonly context: ReadingContext
}

function valueWriter(column: string, { target, transform, context }: Reading): CellWriter {
  const { field } = target
  const read = readerOf(transform, target, context)
  return (text, draft) => {
    const found = read(text)
    if (!isProblem(found)) {
      draft.fill(field, found)
      return
    }
    const kept: Value = found.kept ?? null
    const cutKey = found.code === 'text-too-long' && target.need === 'key'
    draft.report(found, {
      column,
      value: text,
      refuses: cutKey || (kept === null && target.need === 'required'),
    })
    if (kept !== null) draft.fill(field, kept)
  }
}

function mailWriter({ column, field }: Place): CellWriter {
  return (text, draft) => {
    const { valid, invalid } = mailsOf(text)
    draft.append(field, valid)
    if (invalid.length === 0) return
    draft.append(invalidEmailField, invalid)
    draft.report(invalidMail(invalid), { column, value: text, refuses: false })
  }
}

function phoneWriter({ column, field }: Place, country: string | undefined): CellWriter {
  const read = phonesReader(country)
  return (text, draft) => {
    const { valid, invalid } = read(text)
    draft.append(field, valid)
    if (invalid.length === 0) return
    draft.append(invalidPhoneField, invalid)
    draft.report(invalidPhone(invalid, country), { column, value: text, refuses: false })
  }
}

/** A full name also gives the first and last name where no column has them. */
function nameWriter(
  target: TargetField,
  order: 'first-last' | 'last-first',
  options: WriterOptions,
): CellWriter {
  const splits = !options.mapped.has('firstName') && !options.mapped.has('lastName')
  return (text, draft) => {
    const person = personName(text, order)
    draft.fill(target.field, person.name.slice(0, target.lengthMax))
    if (!splits || target.field !== 'name') return
    draft.fill('firstName', person.firstName)
    draft.fill('lastName', person.lastName)
  }
}

/** A currency written beside the amount, or else that of the rule, fills the currency where no column does. */
function withCurrency(
  write: CellWriter,
  transform: TransformOf<'money'>,
  options: WriterOptions,
): CellWriter {
  if (options.mapped.has('currency')) return write
  const { currency: workspaceCurrency } = options.context
  const fallback = transform.currency ?? null
  return (text, draft) => {
    write(text, draft)
    const code = currencyBeside(text, workspaceCurrency) ?? fallback
    if (code !== null) draft.fill('currency', code)
  }
}
