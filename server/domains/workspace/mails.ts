import type { EndpointAnswer } from '../../../contract/endpoint.ts'
import type { listMails as listEndpoint } from '../../../contract/workspace.ts'
import type { Mailer } from '../../platform/mail.ts'
import { enqueue } from '../../platform/queue.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { insertMail, lockWaitingMail, markFailed, markSent, selectMails } from './mails.store.ts'
import type { NewMail } from './mails.store.ts'
import { mayReadOutbox } from './policy.ts'
import { presentMail } from './present.ts'
import { wholeLink, withLink } from './rules/letters.ts'

export const sendMailTask = 'workspace.send-mail'
const failureLengthMax = 500

/**
 * Writes a mail into the outbox, in the caller's act, and has it sent once the act is committed. A link that begins
 * with a slash leads to a place of the web app.
 */
export async function queueMail(scope: Scope, mail: NewMail): Promise<void> {
  const mailId = await insertMail(scope, mail)
  await enqueue(scope, { task: sendMailTask, payload: { mailId } })
}

export async function listMails(
  scope: Scope,
  page: { cursor?: string | undefined; limit: number },
): Promise<EndpointAnswer<typeof listEndpoint>> {
  if (!mayReadOutbox(scope.actor)) throw new Refusal('not-allowed')
  const { rows, nextCursor } = await selectMails(scope, page)
  const items = rows.map((row) => presentMail(scope.actor, row))
  return { items, nextCursor, total: null, totalIsEstimate: false }
}

/**
 * Sends one mail of the outbox and writes down what came of it. Answers why it failed, for the queue to try
 * again. A crash between the sending and the writing down sends it twice: better than never.
 */
export async function deliverMail(
  scope: Scope,
  { mailer, publicUrl }: { readonly mailer: Mailer; readonly publicUrl: string },
  mailId: string,
): Promise<string | undefined> {
  const mail = await lockWaitingMail(scope, mailId)
  if (mail === undefined) return undefined
  try {
    await mailer.send({
      to: mail.recipient,
      subject: mail.subject,
      text: withLink(mail.body, wholeLink(mail.link, publicUrl)),
    })
    await markSent(scope, mail.id)
    return undefined
  } catch (error) {
    const failure = (error instanceof Error ? error.message : String(error)).slice(0, failureLengthMax)
    await markFailed(scope, mail.id, failure)
    return failure
  }
}
