import { mailedKinds } from '../../../contract/notifications.ts'
import type { NotificationSettings } from '../../../contract/notifications.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { record } from '../journal/index.ts'
import { linkPlace, queueMail, workspaceSettings } from '../workspace/index.ts'
import * as store from './mailing.store.ts'
import type { Notice } from './notifications.ts'
import { noticeLetter } from './rules/letter.ts'

/**
 * Sends by mail what members are asked for, within the act that asks. Nobody gets two mails about one event, and only
 * those do who sign in and have not switched mail off: the cast of the sample company never signs in.
 */
export async function mailNotices(scope: Scope, notice: Notice, memberIds: readonly string[]): Promise<void> {
  if (!mailedKinds.includes(notice.kind)) return
  const recipients = await store.claimRecipients(scope, { eventId: notice.eventId, memberIds })
  if (recipients.length === 0) return
  const { name: workspace } = await workspaceSettings(scope)
  const letter = noticeLetter({ workspace, text: notice.text, linkPlace })
  for (const recipient of recipients) await queueMail(scope, { recipient, ...letter, link: notice.path })
}

/** Refuses `not-allowed` to whoever is no member. */
export async function showSettings(scope: Scope): Promise<NotificationSettings> {
  return { byMail: await store.selectByMail(scope, memberOf(scope)) }
}

/** Changes how whoever acts is told; nobody does so for others. Refuses `not-allowed` to whoever is no member. */
export async function changeSettings(
  scope: Scope,
  { byMail }: NotificationSettings,
): Promise<NotificationSettings> {
  const memberId = memberOf(scope)
  const before = await store.selectByMail(scope, memberId)
  if (before === byMail) return { byMail }
  await store.upsertByMail(scope, { memberId, byMail })
  await record(scope, {
    kind: 'notification-settings.changed',
    subjectKind: 'member',
    subjectId: memberId,
    payload: { byMail },
  })
  return { byMail }
}

function memberOf({ actor }: Scope): string {
  if (actor.memberId !== null) return actor.memberId
  throw new Refusal('not-allowed', { message: 'Only a member has notifications.' })
}
