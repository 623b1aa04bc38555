import { accountFilters } from '../../../contract/accounts.ts'
import { contactFilters } from '../../../contract/contacts.ts'
import { readListFilter } from '../attributes/index.ts'
import type { Selector } from '../attributes/index.ts'
import { selectAccountIds } from './account-rows.store.ts'
import { selectContactIds } from './list.store.ts'

/** The people that a query of the list matches, for acts on all of them. */
export const selectContacts: Selector = (scope, filter, limit) =>
  selectContactIds(scope, readListFilter(contactFilters, filter), limit)

/** The companies that a query of the list matches. */
export const selectAccounts: Selector = (scope, filter, limit) =>
  selectAccountIds(scope, readListFilter(accountFilters, filter), limit)
