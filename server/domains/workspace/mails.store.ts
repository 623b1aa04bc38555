import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Scope } from '../../platform/database.ts'
import { readPage } from '../../platform/keyset.ts'
import type { Page } from '../../platform/keyset.ts'

export type MailRow = {
  readonly id: string
  readonly recipient: string
  readonly subject: string
  readonly body: string
  readonly link: string | null
  readonly link_withheld: boolean
  readonly created_at: Date
  readonly sent_at: Date | null
  readonly failure: string | null
}

const newestFirst = {
  sorts: { created: { by: sql`created_at`, type: 'timestamptz', nullable: false } },
  id: sql`id`,
  idType: 'uuid',
} as const

export function selectMails(
  scope: Scope,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<MailRow>> {
  const asked = { sort: 'created', direction: 'desc', ...page } as const
  return readPage<MailRow, 'created'>(
    scope.tx,
    { keyset: newestFirst, asked },
    ({ keys, after, tail }) => sql`
      select ${keys}, id, recipient, subject, body, link, link_withheld, created_at, sent_at, failure
        from mails where workspace_id = ${scope.workspaceId} and ${after} ${tail}`,
  )
}

export type NewMail = {
  readonly recipient: string
  readonly subject: string
  readonly body: string
  readonly link: string | null
  readonly linkWithheld?: boolean
}

export async function insertMail({ tx, workspaceId, now }: Scope, mail: NewMail): Promise<string> {
  const id = uuid()
  await tx
    .insertInto('mails')
    .values({
      workspace_id: workspaceId,
      id,
      recipient: mail.recipient,
      subject: mail.subject,
      body: mail.body,
      link: mail.link,
      link_withheld: mail.linkWithheld ?? false,
      created_at: now,
    })
    .execute()
  return id
}

/** A mail that waits, locked until the sending ends; undefined when it was sent or another worker has it. */
export function lockWaitingMail({ tx, workspaceId }: Scope, id: string): Promise<MailRow | undefined> {
  return tx
    .selectFrom('mails')
    .select([
      'id',
      'recipient',
      'subject',
      'body',
      'link',
      'link_withheld',
      'created_at',
      'sent_at',
      'failure',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}

/** Once it is on its way the outbox forgets the link: it now belongs to the recipient alone. */
export async function markSent({ tx, workspaceId, now }: Scope, id: string): Promise<void> {
  await tx
    .updateTable('mails')
    .set({ sent_at: now, failure: null, link: null })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

export async function markFailed({ tx, workspaceId }: Scope, id: string, failure: string): Promise<void> {
  await tx
    .updateTable('mails')
    .set({ failure })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}
