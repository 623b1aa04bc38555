import { z } from 'zod'
import { apiPrefix, endpoint, instant, pageOf, pageQuery } from './endpoint.ts'

export const actorKind = z.enum(['member', 'key', 'operator', 'system'])

/** One act that happened: who did what to what, and whether it reverses another or was itself reversed. */
export const eventView = z
  .object({
    id: z.number().int(),
    at: instant,
    kind: z.string().describe('`<subject>.<what happened>`, such as `lead.stage-changed`.'),
    actor: z.object({ kind: actorKind, id: z.uuid().nullable(), name: z.string().nullable() }),
    subject: z.object({ kind: z.string(), id: z.string() }),
    payload: z.record(z.string(), z.unknown()),
    reversesId: z.number().int().nullable(),
    reversedById: z.number().int().nullable(),
  })
  .meta({ id: 'Event' })
export type EventView = z.infer<typeof eventView>

/** What travels over the stream: enough to know what to read again, and nothing that a reading right would guard. */
export const liveEvent = z.object({
  id: z.number().int(),
  kind: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  actorId: z.uuid().nullable(),
})
export type LiveEvent = z.infer<typeof liveEvent>

/** The names of the server-sent events: one act; or so many were missed that everything should be read again. */
export const liveEventNames = { event: 'event', resync: 'resync' } as const

export const listEvents = endpoint({
  id: 'listEvents',
  method: 'GET',
  path: `${apiPrefix}/events`,
  summary: 'What happened, newest first',
  tag: 'Journal',
  query: pageQuery.extend({
    subjectKind: z.string().max(40).optional(),
    subjectId: z.string().max(80).optional(),
    kind: z.string().max(80).optional(),
    actorId: z.uuid().optional(),
  }),
  response: pageOf(eventView),
})

export const streamEvents = endpoint({
  id: 'streamEvents',
  method: 'GET',
  path: `${apiPrefix}/events/stream`,
  summary: 'What happens, as it happens',
  description:
    'Server-sent events. Each `event` carries JSON with `id`, `kind`, `subjectKind`, `subjectId` and `actorId`. ' +
    'A reconnecting client sends `Last-Event-ID` (or `after`) and gets what it missed, some of it twice; ' +
    'after a longer absence a `resync` event says to read everything again.',
  tag: 'Journal',
  query: z.object({ after: z.coerce.number().int().min(0).optional() }),
  response: null,
  status: 200,
  produces: 'text/event-stream',
  refusals: ['too-many-attempts'],
})
