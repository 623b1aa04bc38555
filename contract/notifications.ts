import { z } from 'zod'
import { apiPrefix, endpoint, idParams, instant, pageOf, pageQuery } from './endpoint.ts'
import { memberReference } from './records.ts'

const tag = 'Notifications'

/** Why somebody is told. Other parts of Rapport add kinds of their own. */
export const notificationKinds = [
  'agreement.mentioned',
  'agreement.proposed',
  'agreement.signed',
  'agreement.commented',
  'agreement.objected',
  'agreement.signature-voided',
  'agreement.agreed',
  'agreement.in-force',
  'agreement.withdrawn',
  'calibration.started',
  'calibration.closed',
] as const
export type NotificationKind = (typeof notificationKinds)[number]

/** What also comes by mail: a member is asked for something, and others wait for it. */
export const mailedKinds: readonly NotificationKind[] = [
  'agreement.mentioned',
  'agreement.proposed',
  'agreement.objected',
  'agreement.signature-voided',
]

/** What one member is told: the sentence, and where to look. */
export const notificationView = z
  .object({
    id: z.uuid(),
    kind: z.enum(notificationKinds),
    text: z.string().describe('One sentence in plain English.'),
    path: z.string().describe('Where it is seen in the web app.'),
    subject: z.object({ kind: z.string(), id: z.string() }),
    from: memberReference.nullable(),
    eventId: z.number().int().nullable(),
    createdAt: instant,
    readAt: instant.nullable(),
  })
  .meta({ id: 'Notification' })
export type NotificationView = z.infer<typeof notificationView>

export const listNotifications = endpoint({
  id: 'listNotifications',
  method: 'GET',
  path: `${apiPrefix}/notifications`,
  summary: 'What whoever asks was told, newest first',
  tag,
  query: pageQuery.extend({ unread: z.stringbool().optional().describe('Only what is unread.') }),
  response: pageOf(notificationView),
})

export const countNotifications = endpoint({
  id: 'countNotifications',
  method: 'GET',
  path: `${apiPrefix}/notifications/count`,
  summary: 'How much is unread',
  tag,
  response: z.object({ unread: z.number().int() }),
})

export const markNotificationRead = endpoint({
  id: 'markNotificationRead',
  method: 'POST',
  path: `${apiPrefix}/notifications/{id}/reading`,
  summary: 'Mark one as read',
  tag,
  params: idParams,
  response: null,
  refusals: ['not-found'],
})

export const markNotificationsRead = endpoint({
  id: 'markNotificationsRead',
  method: 'POST',
  path: `${apiPrefix}/notifications/reading`,
  summary: 'Mark everything as read',
  tag,
  response: z.object({ marked: z.number().int() }),
})

const settingsView = z
  .object({
    byMail: z.boolean().describe('Whether mentions, proposals to sign and objections also come by mail.'),
  })
  .meta({ id: 'NotificationSettings' })
export type NotificationSettings = z.infer<typeof settingsView>

export const showNotificationSettings = endpoint({
  id: 'showNotificationSettings',
  method: 'GET',
  path: `${apiPrefix}/notification-settings`,
  summary: 'How whoever asks wants to be told',
  tag,
  response: settingsView,
  refusals: ['not-allowed'],
})

export const changeNotificationSettings = endpoint({
  id: 'changeNotificationSettings',
  method: 'PUT',
  path: `${apiPrefix}/notification-settings`,
  summary: 'Switch mail on or off, for oneself only',
  tag,
  body: z.object({ byMail: z.boolean() }),
  response: settingsView,
  refusals: ['not-allowed'],
})
