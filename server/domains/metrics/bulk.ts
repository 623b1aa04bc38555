import { funnelCellQuery } from '../../../contract/funnel.ts'
import { readListFilter } from '../attributes/index.ts'
import type { Selector } from '../attributes/index.ts'
import { selectLeads } from '../leads/index.ts'
import { ask, cellLeads, openCopies } from './copy.store.ts'
import { hourOf } from './rules/hour.ts'

/** The leads that a query matches: that of their own list, or that of the leads behind a figure of the funnel. */
export function leadSelector(line: Parameters<typeof openCopies>[0]): Selector {
  const copies = openCopies(line)
  return async (scope, filter, limit) => {
    if (!('cell' in filter)) return selectLeads(scope, filter, limit)
    const { group, key, cell, stage, ...filters } = readListFilter(funnelCellQuery, filter)
    const asked = { filters, group, key, cell, stage, now: hourOf(scope.now), limit, after: undefined }
    const { rows } = await copies.ask(scope.workspaceId, { leads: ask(cellLeads, asked) })
    return rows.leads.map(({ id }) => id)
  }
}
