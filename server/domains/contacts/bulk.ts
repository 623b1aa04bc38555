import type { z } from 'zod'
import { accountFilters } from '../../../contract/accounts.ts'
import { contactFilters } from '../../../contract/contacts.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Selector } from '../attributes/index.ts'
import { selectAccountIds } from './account-rows.store.ts'
import { selectContactIds } from './list.store.ts'

/** The people that a query of the list matches, for acts on all of them. */
export const selectContacts: Selector = (scope, filter, limit) =>
  selectContactIds(scope, readFilter(contactFilters, filter), limit)

/** The companies that a query of the list matches. */
export const selectAccounts: Selector = (scope, filter, limit) =>
  selectAccountIds(scope, readFilter(accountFilters, filter), limit)

/** Reads a filter as the list would; in a body, yes and no may be said as JSON does. */
function readFilter<Filters>(schema: z.ZodType<Filters>, filter: Readonly<Record<string, unknown>>): Filters {
  const said = Object.entries(filter).map(([name, value]) => [
    name,
    typeof value === 'boolean' ? String(value) : value,
  ])
  const read = schema.safeParse(Object.fromEntries(said))
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new Refusal('invalid-input', {
    message: issue?.message,
    place: ['filter', ...(issue?.path.map(String) ?? [])].join('.'),
  })
}
