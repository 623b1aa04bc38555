import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import type { listNotifications, NotificationKind } from '../../../contract/notifications.ts'
import { notFound } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { mailNotices } from './mailing.ts'
import { presentNotification } from './present.ts'
import * as store from './store.ts'

/** One act tells at most so many members by name; whoever else is concerned sees it where it happened. */
const toldMax = 500
const textLengthMax = 1000

/** What is told: a sentence in plain English, and where to look. */
export type Notice = {
  readonly kind: NotificationKind
  readonly text: string
  /** The place in the web app, such as `/agreements/…`. */
  readonly path: string
  readonly subjectKind: string
  readonly subjectId: string
  /** The journal's event of the act. */
  readonly eventId: number
}

/** Tells members something, each once and never the one who acts; by mail too where somebody waits for them. */
export async function notify(scope: Scope, notice: Notice, memberIds: readonly string[]): Promise<void> {
  const others = [...new Set(memberIds)].filter((id) => id !== scope.actor.memberId).slice(0, toldMax)
  if (others.length === 0) return
  await store.insertFor(scope, cut(notice), others)
  await mailNotices(scope, cut(notice), others)
}

/** Tells everybody who has not left, but for the one who acts. It goes to nobody's mail. */
export async function notifyEverybody(scope: Scope, notice: Notice): Promise<void> {
  await store.insertForAll(scope, cut(notice))
}

function cut(notice: Notice): Notice {
  return { ...notice, text: notice.text.slice(0, textLengthMax) }
}

/** What whoever asks was told, newest first; nothing for who is no member. */
export async function notificationPage(
  scope: Scope,
  query: EndpointParsed<typeof listNotifications>['query'],
): Promise<EndpointAnswer<typeof listNotifications>> {
  const { rows, nextCursor } = await store.selectPage(scope, query)
  return { items: rows.map(presentNotification), nextCursor, total: null, totalIsEstimate: false }
}

export function countUnread(scope: Scope): Promise<number> {
  return store.countUnread(scope)
}

/**
 * Marks one as read; twice is once. Looking at one's own notices concerns nobody else, so it leaves no event. Refuses
 * `not-found` for what was told to somebody else.
 */
export async function markRead(scope: Scope, id: string): Promise<void> {
  if (!(await store.updateRead(scope, id))) throw notFound('notification')
}

/** Marks everything as read and says how much that was. */
export function markAllRead(scope: Scope): Promise<number> {
  return store.updateAllRead(scope)
}
