import { z } from 'zod'
import { openMailer } from '../../platform/mail.ts'
import type { JobContext, JobHandler } from '../../platform/programs.ts'
import { clock } from '../../platform/clock.ts'
import { publicUrlOf } from '../../platform/settings.ts'
import { inScope, systemActor } from '../../platform/scope.ts'
import { deliverMail, mailPasswordReset, resetMailTask, sendMailTask, sweepSignIn } from './index.ts'

const sweepTask = 'workspace.sweep-sign-in'
const mailPayload = z.object({ workspaceId: z.number().int(), mailId: z.uuid() })
const resetPayload = z.object({ email: z.string(), publicUrl: z.string() })

/** Without a mail server the mail waits in the outbox, where an admin reads it. */
async function sendMail(payload: unknown, { database, settings }: JobContext): Promise<void> {
  const mailer = openMailer(settings)
  if (mailer === undefined) return
  const { workspaceId, mailId } = mailPayload.parse(payload)
  const input = { workspaceId, actor: systemActor, now: clock.now() }
  const way = { mailer, publicUrl: publicUrlOf(settings) }
  const failure = await inScope(database, input, (scope) => deliverMail(scope, way, mailId)).finally(
    mailer.close,
  )
  // The failure is written down and committed; throwing makes the queue try again later.
  if (failure !== undefined) throw new Error(`A mail was not accepted: ${failure}`)
}

async function mailReset(payload: unknown, { database, settings }: JobContext): Promise<void> {
  const asked = resetPayload.parse(payload)
  const mailArrives = settings.SMTP_URL !== undefined
  await mailPasswordReset({ database, now: clock.now() }, { ...asked, mailArrives })
}

async function sweep(_payload: unknown, { database }: JobContext): Promise<void> {
  await sweepSignIn({ database, now: clock.now() })
}

export const workspaceJobs: Readonly<Record<string, JobHandler>> = {
  [sendMailTask]: sendMail,
  [resetMailTask]: mailReset,
  [sweepTask]: sweep,
}

/** Every night, in the lines of graphile-worker. */
export const workspaceTimetable = `23 3 * * * ${sweepTask}`
