import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import type { LeadRow, listLeads } from '../../../contract/leads.ts'
import type { Scope } from '../../platform/database.ts'
import { countLeads, selectLeadPage, selectLeadsOf, sortAsked } from './list.store.ts'
import { presentLeadRow } from './present.ts'

/** A page of leads with how many match in all. */
export async function leadPage(
  scope: Scope,
  query: EndpointParsed<typeof listLeads>['query'],
): Promise<EndpointAnswer<typeof listLeads>> {
  const { sort, limit, cursor, ...filters } = query
  const page = await selectLeadPage(scope, filters, { ...sortAsked(sort), limit, cursor })
  const total = await countLeads(scope, filters)
  return { items: page.rows.map(presentLeadRow), nextCursor: page.nextCursor, ...total }
}

/** The leads of these ids as rows, in their order: for those who know from elsewhere which leads they want. */
export async function leadsOf(scope: Scope, ids: readonly string[]): Promise<LeadRow[]> {
  return (await selectLeadsOf(scope, ids)).map(presentLeadRow)
}
