import { metricDefinitions } from '../../../../contract/metric-definitions.ts'

/** What somebody does not get to see. */
export type Withheld = { readonly revenue: boolean; readonly contactData: boolean }

/** Stands where a mail address serves as somebody's name. */
const unseen = 'withheld'
const wholeMailAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

const contactKeys: ReadonlySet<string> = new Set(['email', 'phone'])
const contactLists: ReadonlySet<string> = new Set(['emails', 'phones'])
/** How a change of a field names the field: by its key, or as a person reads it. */
const contactFields: ReadonlySet<unknown> = new Set(['email', 'phone', 'Email', 'Phone', 'Mail'])
const revenueFields: ReadonlySet<unknown> = new Set(['amount', 'Amount'])
const changeKeys: ReadonlySet<string> = new Set(['before', 'after', 'value'])
/** What was spent is no revenue. */
const costFigures: ReadonlySet<string> = new Set(['campaign-spend', 'cost-per-lead'])
const revenueFigures: ReadonlySet<string> = new Set(
  Object.entries(metricDefinitions).flatMap(([id, { unit }]) =>
    unit.startsWith('money') && !costFigures.has(id) ? [id] : [],
  ),
)
/** Why a figure has no value for somebody who does not see revenue. */
const withheldFigure = { value: null, reason: 'withheld' }

/**
 * An answer without what somebody does not get to see: mail addresses and phone numbers, amounts of deals and what is
 * computed of them. It works by what things are called in every answer of Rapport, so that no part of it can forget.
 */
export function withheldFrom(value: unknown, withheld: Withheld): unknown {
  if (Array.isArray(value))
    return value.filter((item) => !isWithheldItem(item, withheld)).map((item) => withheldFrom(item, withheld))
  if (typeof value === 'string') return withheld.contactData && wholeMailAddress.test(value) ? unseen : value
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  const entries = Object.entries(value)
  return Object.fromEntries(
    entries.flatMap(([key, inner]): [string, unknown][] => {
      if (isAbsent(key, withheld)) return []
      return [[key, partOf(value, { key, inner }, withheld)]]
    }),
  )
}

type Part = { readonly key: string; readonly inner: unknown }

function partOf(whole: object, { key, inner }: Part, withheld: Withheld): unknown {
  if (withheld.contactData && contactLists.has(key)) return []
  if (withheld.revenue && revenueFigures.has(key) && isStructured(inner)) return withheldFigure
  return isWithheldValue(whole, { key, inner }, withheld) ? null : withheldFrom(inner, withheld)
}

function isWithheldValue(whole: object, { key, inner }: Part, withheld: Withheld): boolean {
  if (withheld.contactData && contactKeys.has(key)) return !isStructured(inner)
  if (withheld.revenue && isAmount(whole, key)) return true
  return changeKeys.has(key) && isWithheldChange(whole, withheld)
}

/** What an entry of a timeline is worth may be absent altogether. */
function isAbsent(key: string, { revenue }: Withheld): boolean {
  return revenue && key === 'money'
}

/** The amount of a deal, or the sum of a column of the board. */
function isAmount(whole: object, key: string): boolean {
  return key === 'amount' || (key === 'total' && 'withoutAmount' in whole)
}

function isWithheldChange(whole: object, { revenue, contactData }: Withheld): boolean {
  const name: unknown = Reflect.get(whole, 'field') ?? Reflect.get(whole, 'label')
  return (contactData && contactFields.has(name)) || (revenue && revenueFields.has(name))
}

/** An address among the identities of a person, or the sum of a company's deals in one currency. */
function isWithheldItem(item: unknown, { revenue, contactData }: Withheld): boolean {
  if (!isStructured(item)) return false
  const isIdentity = 'contactId' in item && contactFields.has(Reflect.get(item, 'kind'))
  const isSum = 'currency' in item && 'amount' in item && 'deals' in item
  return (contactData && isIdentity) || (revenue && isSum)
}

function isStructured(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
