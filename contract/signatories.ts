import { z } from 'zod'
import { powers } from './agreement-bodies.ts'
import { signingTeam } from './agreement-views.ts'
import { apiPrefix, endpoint } from './endpoint.ts'
import { memberReference, reference } from './records.ts'

const tag = 'Agreements'
export const signatoriesMax = 50

const seats = z
  .object({
    team: signingTeam,
    members: z
      .array(memberReference)
      .describe('Nobody named: every member of the team may sign who is no viewer.'),
    can: z.object({ change: z.boolean() }),
  })
  .meta({ id: 'SignatorySeats' })
export type SignatorySeats = z.infer<typeof seats>

export const listSignatories = endpoint({
  id: 'listSignatories',
  method: 'GET',
  path: `${apiPrefix}/signatories`,
  summary: 'Who signs for each of the two teams',
  tag,
  response: z.object({ items: z.array(seats) }),
})

export const nameSignatories = endpoint({
  id: 'nameSignatories',
  method: 'PUT',
  path: `${apiPrefix}/signatories/{team}`,
  summary: 'Name who signs for a team; nobody is everybody of the team who is no viewer',
  tag,
  params: z.object({ team: signingTeam }),
  body: z.object({ memberIds: z.array(z.uuid()).max(signatoriesMax) }),
  response: seats,
  refusals: ['not-allowed'],
})

export const showPowers = endpoint({
  id: 'showPowers',
  method: 'GET',
  path: `${apiPrefix}/powers`,
  summary: 'What whoever asks may do by the role charters they hold',
  description: 'Whoever holds no charter in force may do what their role allows: `charters` is empty then.',
  tag,
  response: z.object({ powers, charters: z.array(reference) }).meta({ id: 'PowersHeld' }),
})
