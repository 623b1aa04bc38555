import type { EndpointParsed } from '../../../contract/endpoint.ts'
import type { readDealNumbers } from '../../../contract/figures.ts'
import type { readLeadNumbers } from '../../../contract/funnel.ts'
import type { CustomNumbers } from '../../../contract/metrics.ts'
import type { Scope } from '../../platform/database.ts'
import { fields } from '../attributes/index.ts'
import { ask, cellNumbers, dealNumbers } from './copy.store.ts'
import type { Copies, NumberRow } from './copy.store.ts'
import { cellOf } from './funnel.ts'
import { counted } from './rules/figure.ts'
import { hourOf } from './rules/hour.ts'

const numberTypes: ReadonlySet<string> = new Set(['number', 'money'])

/** What the custom numbers of the leads behind a figure come to; fields that none of them fills are left out. */
export async function leadNumbers(
  scope: Scope,
  copies: Copies,
  query: EndpointParsed<typeof readLeadNumbers>['query'],
): Promise<CustomNumbers> {
  const known = await numbersKnown(scope, 'lead')
  const asked = { ...cellOf(query), now: hourOf(scope.now), fields: known.map(({ key }) => key) }
  const { asOf, rows } = await copies.ask(scope.workspaceId, { sums: ask(cellNumbers, asked) })
  return { asOf: asOf.toISOString(), items: presentNumbers(known, rows.sums) }
}

/** The same of the deals behind a figure. */
export async function figureDealNumbers(
  scope: Scope,
  copies: Copies,
  { group, key, cell, ...filters }: EndpointParsed<typeof readDealNumbers>['query'],
): Promise<CustomNumbers> {
  const known = await numbersKnown(scope, 'deal')
  const asked = { filters, group, key, cell, fields: known.map((field) => field.key) }
  const { asOf, rows } = await copies.ask(scope.workspaceId, { sums: ask(dealNumbers, asked) })
  return { asOf: asOf.toISOString(), items: presentNumbers(known, rows.sums) }
}

type Known = Pick<CustomNumbers['items'][number], 'key' | 'label' | 'type'>

async function numbersKnown(scope: Scope, kind: 'lead' | 'deal'): Promise<Known[]> {
  const all = await fields(scope, kind)
  return all.filter(({ type }) => numberTypes.has(type))
}

function presentNumbers(known: readonly Known[], rows: readonly NumberRow[]): CustomNumbers['items'] {
  const sums = new Map(rows.map((row) => [row.field, row]))
  return known.flatMap(({ key, label, type }) => {
    const row = sums.get(key)
    if (row === undefined) return []
    const figures = {
      'attribute-known': counted(row.known),
      'attribute-not-zero': counted(row.not_zero),
      'attribute-sum': counted(row.sum),
    }
    return [{ key, label, type, figures }]
  })
}
