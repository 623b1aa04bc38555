import { nameKey } from '../../../../contract/names.ts'
import type { Fate, PlanContext } from './context.ts'
import { flagJudged, flagSpelling } from './flags.ts'
import { cut, textOf } from './row.ts'
import type { JudgedRow } from './row.ts'

/** A row of a file of products. Its spelling becomes the product's, whatever deals called it before. */
export function planProduct(row: JudgedRow, at: number, context: PlanContext): Fate {
  const name = productNameOf(row)
  const values = { series: textOf(row, 'series'), list_price: textOf(row, 'price') }
  const found = context.products.find(name)
  const id = found?.id ?? context.products.add(name, values).id
  flagJudged(context, { kind: 'product', id }, row)
  if (found === undefined) return 'created'
  const kept = cut(name, 200)
  if (found.name !== kept)
    flagSpelling(context, { kind: 'product', id }, { line: row.line, written: found.name, kept })
  context.batch.change('products', { row: at, id, values: { ...values, name: kept } })
  return 'standing'
}

export function productSeenKeys(row: JudgedRow): string[] {
  return [`product ${nameKey(productNameOf(row))}`]
}

function productNameOf(row: JudgedRow): string {
  return textOf(row, 'name') ?? textOf(row, 'externalId') ?? '?'
}
