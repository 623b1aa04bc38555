/**
 * Notifications: what a member is told because it concerns them, and whether they have looked at it. Whoever has
 * something to tell calls `notify` within their act; the bell of the web app reads it, and what somebody waits for
 * also goes out by mail.
 */
export { changeSettings, showSettings } from './mailing.ts'
export {
  countUnread,
  markAllRead,
  markRead,
  notificationPage,
  notify,
  notifyEverybody,
} from './notifications.ts'
export type { Notice } from './notifications.ts'
