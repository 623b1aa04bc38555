import type { z } from 'zod'
import type { Statement } from '../duck.ts'
import type { MainLine } from '../facts.ts'

/**
 * One named question to the copy. Its parameters and rows are described, because both travel between processes;
 * its text is made of constants only, and whatever a caller sends goes in as a value.
 */
export type Query<Parameters, Output> = {
  readonly name: string
  readonly parameters: z.ZodType<Parameters>
  readonly row: z.ZodType<Output>
  readonly statement: (parameters: Parameters, line: MainLine) => Statement
}

/** A query with its parameters: what is sent. */
export type Question<Output> = {
  readonly query: string
  readonly parameters: unknown
  readonly row: z.ZodType<Output>
}

/** Declares a query. */
export function query<Parameters, Output>(definition: Query<Parameters, Output>): Query<Parameters, Output> {
  return definition
}

/** A question to be sent. */
export function ask<Parameters, Output>(
  asked: Query<Parameters, Output>,
  parameters: NoInfer<Parameters>,
): Question<Output> {
  return { query: asked.name, parameters, row: asked.row }
}

/** Collects conditions and the values they name. */
export type Conditions = {
  readonly texts: string[]
  readonly values: Record<string, string | number | boolean>
}

export function noConditions(): Conditions {
  return { texts: ['true'], values: {} }
}

/** The column equals one of the wanted values; the empty string wants nulls. */
export function wantOneOf(
  conditions: Conditions,
  { column, type = 'varchar' }: { column: string; type?: 'varchar' | 'uuid' },
  wanted: readonly string[] | undefined,
): void {
  if (wanted === undefined) return
  const name = column.replaceAll(/\W/g, '_') + Object.keys(conditions.values).length
  const filled = wanted.filter((value) => value !== '')
  // What is no id equals none.
  const names = filled.map((_, index) => `try_cast($${name}_${index} as ${type})`)
  for (const [index, value] of filled.entries()) conditions.values[`${name}_${index}`] = value
  const choices = [
    ...(names.length > 0 ? [`${column} in (${names.join(', ')})`] : []),
    ...(filled.length < wanted.length ? [`${column} is null`] : []),
  ]
  conditions.texts.push(`(${choices.join(' or ') || 'false'})`)
}

/** Where the texts or ids behind the numbers of a column stand. */
export type Names = {
  readonly column: string
  readonly table: string
  readonly number: string
  readonly name: string
  readonly type?: 'uuid'
}

/** The column's number stands for one of the wanted names; the empty string wants what has none. */
export function wantNamed(
  conditions: Conditions,
  { column, table, number, name, type }: Names,
  wanted: readonly string[] | undefined,
): void {
  if (wanted === undefined) return
  const named: Conditions = { texts: [], values: conditions.values }
  wantOneOf(named, { column: `${table}.${name}`, type }, wanted)
  const known = `${column} in (select ${number} from ${table} where ${allOf(named)})`
  conditions.texts.push(wanted.includes('') ? `(${column} is null or ${known})` : known)
}

/** The instant lies on one of these days in UTC, both included. */
export function wantDays(
  conditions: Conditions,
  column: string,
  period: { from?: string; to?: string },
): void {
  if (period.from !== undefined) {
    conditions.texts.push(`${column} >= $from_day::date`)
    conditions.values['from_day'] = period.from
  }
  if (period.to !== undefined) {
    conditions.texts.push(`${column} < $to_day::date + 1`)
    conditions.values['to_day'] = period.to
  }
}

export function allOf(conditions: Conditions): string {
  return conditions.texts.join(' and ')
}
