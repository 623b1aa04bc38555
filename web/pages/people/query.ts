import type { EndpointInput } from '../../../contract/endpoint.ts'
import { contactSorts } from '../../../contract/contacts.ts'
import type { listContacts } from '../../../contract/contacts.ts'
import { listOf } from '../../ui/url-state.ts'
import type { UrlState } from '../../ui/url-state.ts'

/** Whom something has just happened with stands first, unless another order is asked for. */
const liveliest = '-lastTouch'

type PeopleQuery = NonNullable<EndpointInput<typeof listContacts>['query']>

/** The list's query from the address, in the endpoint's shape. */
export function peopleQuery(state: UrlState): PeopleQuery {
  return {
    q: state.q,
    stage: state.stage === undefined ? undefined : listOf(state.stage),
    owner: state.owner,
    origin: state.origin,
    channel: state.channel,
    country: state.country,
    createdFrom: state.createdFrom,
    createdTo: state.createdTo,
    noNextStep: flag(state.noNextStep),
    fitMin: state.fitMin,
    engagementMin: state.engagementMin,
    flagged: flag(state.flagged),
    deleted: flag(state.deleted),
    sort: contactSorts.find((sort) => sort === state.sort) ?? liveliest,
  }
}

function flag(text: string | undefined): string | undefined {
  return text === undefined ? undefined : 'true'
}
