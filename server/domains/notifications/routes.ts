import {
  changeNotificationSettings,
  countNotifications,
  listNotifications,
  markNotificationRead,
  markNotificationsRead,
  showNotificationSettings,
} from '../../../contract/notifications.ts'
import { serve } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import {
  changeSettings,
  countUnread,
  markAllRead,
  markRead,
  notificationPage,
  showSettings,
} from './index.ts'

export function notificationRoutes(desk: Desk): void {
  serve(desk, listNotifications, (scope, { query }) => notificationPage(scope, query))
  serve(desk, countNotifications, async (scope) => ({ unread: await countUnread(scope) }))
  serve(desk, markNotificationRead, async (scope, { params }) => {
    await markRead(scope, params.id)
    return undefined
  })
  serve(desk, markNotificationsRead, async (scope) => ({ marked: await markAllRead(scope) }))
  serve(desk, showNotificationSettings, (scope) => showSettings(scope))
  serve(desk, changeNotificationSettings, (scope, { body }) => changeSettings(scope, body))
}
