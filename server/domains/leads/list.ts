import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import type { LeadRow, listLeads } from '../../../contract/leads.ts'
import type { Scope } from '../../platform/database.ts'
import { selectLeadPage, selectLeadsOf, sortAsked } from './list.store.ts'
import { presentLeadRow } from './present.ts'

/** A page of leads; the first one says how many match in all. */
export async function leadPage(
  scope: Scope,
  query: EndpointParsed<typeof listLeads>['query'],
): Promise<EndpointAnswer<typeof listLeads>> {
  const { sort, limit, cursor, ...filters } = query
  const { ids, ...page } = await selectLeadPage(scope, filters, { ...sortAsked(sort), limit, cursor })
  return { items: await leadsOf(scope, ids), ...page }
}

/** The leads of these ids as rows, in their order: for those who know from elsewhere which leads they want. */
export async function leadsOf(scope: Scope, ids: readonly string[]): Promise<LeadRow[]> {
  return (await selectLeadsOf(scope, ids)).map(presentLeadRow)
}
