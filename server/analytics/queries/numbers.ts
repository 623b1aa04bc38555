/** What the custom numbers of records come to: alike for leads and for deals. */
import { z } from 'zod'
import { allOf } from './query.ts'
import type { Conditions } from './query.ts'

/** Sums keep so many decimals; a number with more is rounded to them. */
const DECIMALS = 6

/** The keys of the custom fields that are asked for. */
export const numberFields = z.array(z.string())

/** One row for each field that any of the records has a number in. */
export const numberRow = z.object({
  field: z.string(),
  known: z.number().int(),
  not_zero: z.number().int(),
  sum: z.number(),
})
export type NumberRow = z.infer<typeof numberRow>

type Records = { readonly tables: string; readonly custom: string; readonly conditions: Conditions }

/** The statement over these records; the values of its conditions get the names of the fields. */
export function numbersOf(fields: readonly string[], { tables, custom, conditions }: Records): string {
  for (const [index, field] of fields.entries()) conditions.values[`field_${index}`] = field
  const names = fields.map((_, index) => `$field_${index}`)
  return `
    select field, count(number)::double as known, count(*) filter (number <> 0)::double as not_zero, sum(number)::double as sum
    from (
      select k.field, try_cast(json_extract_string(r.custom, '$.' || k.field) as decimal(28, ${DECIMALS})) as number
      from (select ${custom} as custom from ${tables} where ${custom} is not null and ${allOf(conditions)}) r,
           (select unnest([${names.join(', ')}]::varchar[]) as field) k)
    group by field having count(number) > 0`
}
