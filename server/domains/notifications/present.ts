import { notificationKinds } from '../../../contract/notifications.ts'
import type { NotificationView } from '../../../contract/notifications.ts'
import { memberOrNull, oneOf } from '../../../contract/records.ts'
import type { NotificationRow } from './store.ts'

export function presentNotification(row: NotificationRow): NotificationView {
  return {
    id: row.id,
    kind: oneOf(notificationKinds, row.kind),
    text: row.text,
    path: row.path,
    subject: { kind: row.subject_kind, id: row.subject_id },
    from: memberOrNull(row.from_id, row.from_name, row.from_team),
    eventId: row.event_id,
    createdAt: row.created_at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
  }
}
