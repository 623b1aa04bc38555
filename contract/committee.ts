import { z } from 'zod'
import { committeeRole } from './criteria.ts'
import { apiPrefix, endpoint, idParams, instant } from './endpoint.ts'
import { reference } from './records.ts'

const tag = 'Buying committee'

/** How many seats of one person or company are shown: the newest. */
export const seatsShownMax = 200

/** Who decides, and how: a person's role in the buying committee of a company, from when until when. */
export const committeeSeat = z
  .object({
    id: z.uuid(),
    contact: reference,
    account: reference,
    role: committeeRole,
    from: instant,
    until: instant.nullable().describe('Null while it is held.'),
  })
  .meta({ id: 'CommitteeSeat' })
export type CommitteeSeatView = z.infer<typeof committeeSeat>

const seats = z.object({ items: z.array(committeeSeat) })

export const listCommitteeSeats = endpoint({
  id: 'listCommitteeSeats',
  method: 'GET',
  path: `${apiPrefix}/contacts/{id}/committee-seats`,
  summary: 'The roles of a person in buying committees, those that ended included',
  tag,
  params: idParams,
  response: seats,
  refusals: ['not-found'],
})

export const listCommittee = endpoint({
  id: 'listCommittee',
  method: 'GET',
  path: `${apiPrefix}/accounts/{id}/committee-seats`,
  summary: 'The buying committee of a company, those who left it included',
  tag,
  params: idParams,
  response: seats,
  refusals: ['not-found'],
})

export const createCommitteeSeat = endpoint({
  id: 'createCommitteeSeat',
  method: 'POST',
  path: `${apiPrefix}/contacts/{id}/committee-seats`,
  summary: 'Give a person a role in the buying committee of their company, from now on',
  tag,
  params: idParams,
  body: z.object({
    role: committeeRole,
    accountId: z.uuid().optional().describe('The company of the person unless told.'),
  }),
  response: committeeSeat,
  status: 201,
  refusals: ['not-allowed', 'not-found', 'already-exists', 'not-possible-now'],
})

export const endCommitteeSeat = endpoint({
  id: 'endCommitteeSeat',
  method: 'DELETE',
  path: `${apiPrefix}/committee-seats/{id}`,
  summary: 'End a role in a buying committee now; that it was held is kept',
  tag,
  params: idParams,
  response: committeeSeat,
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})
