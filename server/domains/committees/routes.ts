import * as contract from '../../../contract/committee.ts'
import { serve } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import * as committees from './index.ts'

/** Buying committees over HTTP. */
export function committeeRoutes(desk: Desk): void {
  serve(desk, contract.listCommitteeSeats, async (scope, { params }) => ({
    items: await committees.seatsOf(scope, params.id),
  }))
  serve(desk, contract.listCommittee, async (scope, { params }) => ({
    items: await committees.committeeOf(scope, params.id),
  }))
  serve(desk, contract.createCommitteeSeat, (scope, { params, body }) =>
    committees.giveSeat(scope, params.id, body),
  )
  serve(desk, contract.endCommitteeSeat, (scope, { params }) => committees.endSeat(scope, params.id))
}
