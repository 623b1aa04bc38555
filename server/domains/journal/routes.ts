import type { FastifyRequest } from 'fastify'
import { listEvents, liveEventNames, streamEvents } from '../../../contract/journal.ts'
import type { LiveEvent } from '../../../contract/journal.ts'
import { openEventStream } from '../../http/event-stream.ts'
import type { EventStream } from '../../http/event-stream.ts'
import { inVisit, serve, serveRaw } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import type { Visitor } from '../../http/visitor.ts'
import type { LiveNotice } from '../../platform/live.ts'
import { Refusal } from '../../platform/refusal.ts'
import { events, missedEvents } from './index.ts'

const heartbeatMs = 25_000
const streamsMax = 2000
const waitingMax = 1000

export function journalRoutes(desk: Desk): void {
  serve(desk, listEvents, (scope, { query }) => events(scope, query))

  serveRaw(desk, streamEvents, async ({ visitor, request, reply }, { query }) => {
    if (desk.live.count() >= streamsMax) throw new Refusal('too-many-attempts')
    const after = lastSeen(request) ?? query.after
    const feed = holdBack()
    // Subscribing before reading what was missed leaves no gap between the two.
    const leave = desk.live.subscribe(visitor.workspaceId, { deliver: feed.deliver, end: feed.end })
    const missed = await missedOf(desk, visitor, after).catch((error: unknown) => {
      leave()
      throw error
    })
    const beat = setInterval(() => void attend(desk, { visitor, request, stream }), heartbeatMs)
    const stream = openEventStream(reply, () => {
      clearInterval(beat)
      leave()
    })
    if (missed === null) stream.send({ name: liveEventNames.resync, data: {} })
    else for (const event of missed) tell(stream, event)
    feed.release(stream)
  })
}

function lastSeen(request: FastifyRequest): number | undefined {
  const text = request.headers['last-event-id']
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

async function missedOf(desk: Desk, visitor: Visitor, after?: number): Promise<LiveEvent[] | null> {
  if (after === undefined) return []
  return inVisit(desk, { visitor, readOnly: true }, (scope) => missedEvents(scope, after))
}

type Attended = { readonly visitor: Visitor; readonly request: FastifyRequest; readonly stream: EventStream }

/** Keeps the connection alive, and ends it for somebody who signed out or left since. */
async function attend(desk: Desk, { visitor, request, stream }: Attended): Promise<void> {
  const still = await desk.identify(request).catch(() => null)
  if (still?.workspaceId === visitor.workspaceId && still.actor.memberId === visitor.actor.memberId)
    stream.beat()
  else stream.end()
}

function tell(stream: EventStream, event: LiveNotice): void {
  stream.send({ name: liveEventNames.event, id: event.id, data: event })
}

/** Keeps what arrives while the past is still being read, in order and within a limit. */
function holdBack() {
  const waiting: LiveNotice[] = []
  let ended = false
  let stream: EventStream | undefined
  return {
    deliver: (event: LiveNotice) => {
      if (stream !== undefined) tell(stream, event)
      else if (waiting.length < waitingMax) waiting.push(event)
      else ended = true
    },
    end: () => {
      ended = true
      stream?.end()
    },
    release: (to: EventStream) => {
      stream = to
      for (const event of waiting) tell(to, event)
      if (ended) to.end()
    },
  }
}
