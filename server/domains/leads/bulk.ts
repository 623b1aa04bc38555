import { leadFilters } from '../../../contract/leads.ts'
import { readListFilter } from '../attributes/index.ts'
import type { Selector } from '../attributes/index.ts'
import { selectLeadIds } from './list.store.ts'

/** The leads that a query of the list matches, for acts on all of them. */
export const selectLeads: Selector = (scope, filter, limit) =>
  selectLeadIds(scope, readListFilter(leadFilters, filter), limit)
