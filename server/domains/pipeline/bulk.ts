import { dealFilters } from '../../../contract/pipeline.ts'
import { readListFilter } from '../attributes/index.ts'
import type { Selector } from '../attributes/index.ts'
import { selectDealIds } from './list.store.ts'

/** The deals that a query of the list matches, for acts on all of them. */
export const selectDeals: Selector = (scope, filter, limit) =>
  selectDealIds(scope, readListFilter(dealFilters, filter), limit)
