import type { LiveEvent, listEvents } from '../../../contract/journal.ts'
import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import type { Scope } from '../../platform/scope.ts'
import { presentEvent } from './present.ts'
import { announce, insertEvent, selectEvents, selectEventsAfter } from './store.ts'

const missedEventsMax = 500
/**
 * Ids are drawn before a transaction commits, so an event may appear after a later one was delivered. Going back
 * this far delivers a few twice instead of missing one.
 */
const overlapEvents = 50

export type NewEvent = {
  /** `<subject>.<what happened>`, such as `lead.stage-changed`. */
  readonly kind: string
  readonly subjectKind: string
  readonly subjectId: string | number
  readonly payload?: Record<string, unknown>
  /** The event that this one undoes; each can be undone once. */
  readonly reverses?: number
}

/** Writes down the one event of this act and, on commit, tells those who are looking. Answers its id. */
export async function record(scope: Scope, event: NewEvent): Promise<number> {
  const id = await insertEvent(scope, event)
  await announce(scope, {
    id,
    kind: event.kind,
    subjectKind: event.subjectKind,
    subjectId: String(event.subjectId),
    actorId: scope.actor.memberId,
  })
  return id
}

/** A page of what happened, newest first. */
export async function events(
  scope: Scope,
  query: EndpointParsed<typeof listEvents>['query'],
): Promise<EndpointAnswer<typeof listEvents>> {
  const { rows, nextCursor } = await selectEvents(scope, query)
  return { items: rows.map(presentEvent), nextCursor, total: null, totalIsEstimate: false }
}

/** What somebody who saw everything up to `after` has missed; null when it is too much to tell one by one. */
export async function missedEvents(scope: Scope, after: number): Promise<LiveEvent[] | null> {
  const missed = await selectEventsAfter(scope, Math.max(0, after - overlapEvents), missedEventsMax + 1)
  return missed.length > missedEventsMax ? null : missed
}
