import { z } from 'zod'
import { apiPrefix, endpoint, idParams } from './endpoint.ts'
import { reference } from './records.ts'

const tag = 'Members'
const kindLengthMax = 40

/** So many things of one kind that a member owns and hands over when they leave. */
export const belonging = z
  .object({
    kind: z.string().describe('What it is, such as `lead`; other parts of Rapport add kinds of their own.'),
    label: z.string().describe('What they are called, such as `Leads`.'),
    count: z.number().int().min(0).describe('Without those in the trash.'),
  })
  .meta({ id: 'Belonging' })
export type Belonging = z.infer<typeof belonging>

export const listBelongings = endpoint({
  id: 'listBelongings',
  method: 'GET',
  path: `${apiPrefix}/members/{id}/belongings`,
  summary: 'What a member owns and would hand over when they leave',
  tag,
  params: idParams,
  response: z.object({ items: z.array(belonging) }),
  refusals: ['not-found', 'not-allowed', 'not-possible-now'],
})

export const createDeparture = endpoint({
  id: 'createDeparture',
  method: 'POST',
  path: `${apiPrefix}/members/{id}/departure`,
  summary: 'The member leaves, and others take over what they own: by their own wish, or sent by an admin',
  description:
    'One act: every way in ends at once, and each thing that the member owned gets its new owner, noted in its ' +
    'history. Name one person as `successorId`, or one for each kind in `successorIds`, or both: the kind comes ' +
    'first. It is refused while somebody is missing for a kind of which the member owns something, and for the ' +
    'last admin. What the member did keeps their name.',
  tag,
  params: idParams,
  body: z.object({
    successorId: z.uuid().optional().describe('Who takes over whatever `successorIds` does not name.'),
    successorIds: z
      .record(z.string().max(kindLengthMax), z.uuid())
      .optional()
      .describe('Who takes over, by kind, such as `lead`.'),
  }),
  response: z.object({
    eventId: z.number().int(),
    handedOver: z.array(belonging.extend({ to: reference })),
  }),
  status: 201,
  refusals: ['not-found', 'not-allowed', 'not-possible-now'],
})
