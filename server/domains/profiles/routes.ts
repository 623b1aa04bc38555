import * as contract from '../../../contract/profiles.ts'
import { serve } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import * as profiles from './index.ts'

/** Customer profiles over HTTP. */
export function profileRoutes(desk: Desk): void {
  serve(desk, contract.listProfiles, (scope) => profiles.profilesInForce(scope))
  serve(desk, contract.readCoverage, (scope) => profiles.coverage(scope))
  serve(desk, contract.listMemberships, (scope, { query }) => profiles.memberships(scope, query.contact))
  serve(desk, contract.showProfile, (scope, { params }) => profiles.profile(scope, params.id))
  serve(desk, contract.listProfileMembers, (scope, { params, query }) =>
    profiles.profileMembers(scope, params.id, query),
  )
  serve(desk, contract.listMarketMembers, (scope, { params, query }) =>
    profiles.marketMembers(scope, params.part, query),
  )
}
