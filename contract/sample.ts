import { z } from 'zod'
import { apiPrefix, endpoint } from './endpoint.ts'

const tag = 'Workspace'

/** `loading` also where a loading was interrupted; asking for it again begins it anew. */
export const sampleStates = ['none', 'loading', 'ready'] as const

export const sampleView = z
  .object({
    state: z.enum(sampleStates),
    slug: z.string().nullable().describe('The short name of its workspace, once there is one.'),
  })
  .meta({ id: 'Sample' })
export type SampleView = z.infer<typeof sampleView>

export const showSample = endpoint({
  id: 'showSample',
  method: 'GET',
  path: `${apiPrefix}/sample`,
  summary: 'Whether the sample company is there',
  tag,
  door: 'open',
  response: sampleView,
})

export const loadSample = endpoint({
  id: 'loadSample',
  method: 'POST',
  path: `${apiPrefix}/sample`,
  summary: 'Load the sample company',
  description:
    'For admins and the operator of the machine; for everybody while there is no workspace at all, except in ' +
    'production. It is loaded in the background; `GET` says when it is ready. It is removed by `DELETE /workspace`, ' +
    'and no later start loads it unasked.',
  tag,
  door: 'open',
  response: sampleView,
  status: 202,
  refusals: ['not-allowed', 'already-exists'],
})
