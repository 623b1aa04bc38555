import { enqueueOpen } from '../../platform/queue.ts'
import { inScope, systemActor } from '../../platform/scope.ts'
import type { Scope } from '../../platform/scope.ts'
import { Refusal } from '../../platform/refusal.ts'
import { hashPassword, newToken, tokenHash } from '../../platform/secrets.ts'
import { record } from '../journal/index.ts'
import { queueMail } from './mails.ts'
import * as people from './people.store.ts'
import { resetText } from './rules/letters.ts'
import { selectMemberships } from './workspaces.store.ts'
import type { Ground } from './workspaces.store.ts'

export const resetMailTask = 'workspace.mail-password-reset'
const validMinutes = 60
const minuteMs = 60_000

/**
 * Asks for a reset mail. Whether anybody has the address is found out by a job, so that neither the answer nor
 * the time it takes tells.
 */
export async function askPasswordReset(ground: Ground, email: string, publicUrl: string): Promise<void> {
  await enqueueOpen(ground.database, { task: resetMailTask, payload: { email, publicUrl } })
}

export type AskedReset = { readonly email: string; readonly publicUrl: string; readonly mailArrives: boolean }

/** Writes the mail with the link, where somebody has the address and a workspace to keep the mail in. */
export async function mailPasswordReset(ground: Ground, asked: AskedReset): Promise<void> {
  const { email, publicUrl } = asked
  const { database, now } = ground
  const person = await people.selectPerson(database.open, email)
  if (person === undefined) return
  const memberships = await selectMemberships(database.open, person.id)
  const [home] = memberships
  if (home === undefined) return
  const token = newToken()
  const expiresAt = new Date(now.getTime() + validMinutes * minuteMs)
  await inScope(database, { workspaceId: home.workspace_id, actor: systemActor, now }, async (scope) => {
    await people.insertReset(scope.tx, { tokenHash: tokenHash(token), userId: person.id, now, expiresAt })
    await queueMail(scope, {
      recipient: email,
      ...resetText({ minutes: validMinutes }),
      link: `${publicUrl}/password-resets/${token}`,
      // Who reads the outbox must not get into other workspaces by it, nor anywhere where the mail itself arrives.
      linkWithheld: asked.mailArrives || memberships.length > 1,
    })
    await record(scope, { kind: 'member.asked-reset', subjectKind: 'member', subjectId: home.member_id })
  })
}

/** Sets a new password by the mail's link, once; every session of the person ends. Refuses `expired-link`. */
export async function resetPassword(
  { database, now }: Ground,
  token: string,
  password: string,
): Promise<void> {
  const hash = tokenHash(token)
  // Hashing is dear, so a made-up link does not get that far.
  if (!(await people.resetExists(database.open, hash, now))) throw new Refusal('expired-link')
  const passwordHash = await hashPassword(password)
  const userId = await people.exchangeReset(database, { tokenHash: hash, passwordHash, now })
  if (userId === undefined) throw new Refusal('expired-link')
}

export type PasswordChange = {
  readonly userId: string
  readonly sessionId: string
  readonly password: string
}

/** Sets the new password of somebody who has just proven the old one; their other sessions end. */
export async function replacePassword(scope: Scope, change: PasswordChange): Promise<void> {
  const hash = await hashPassword(change.password)
  await people.replacePassword(scope.tx, { ...change, hash, now: scope.now })
  const { memberId } = scope.actor
  if (memberId === null) return
  await record(scope, { kind: 'member.changed-password', subjectKind: 'member', subjectId: memberId })
}

export async function endSessions(ground: Ground, userId: string): Promise<void> {
  await people.deleteSessions(ground.database.open, userId)
}

const attemptsKeptMs = 24 * 60 * minuteMs

/** Clears away what time has made useless. */
export async function sweepSignIn({ database, now }: Ground): Promise<void> {
  await people.deleteExpired(database.open, now, new Date(now.getTime() - attemptsKeptMs))
}
