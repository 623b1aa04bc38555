import { v7 as uuid } from 'uuid'
import type { Database, Queries, Scope } from '../../platform/database.ts'

const byPassword = 'credential'
const resetPrefix = 'password-reset:'

export type PersonRow = { readonly id: string; readonly name: string; readonly email: string }

export function selectPerson(queries: Queries, email: string): Promise<PersonRow | undefined> {
  return queries
    .selectFrom('auth.users')
    .select(['id', 'name', 'email'])
    .where('email', '=', email)
    .executeTakeFirst()
}

export type NewPerson = {
  readonly name: string
  readonly email: string
  /** Null for somebody who cannot sign in by password, such as the cast of the sample company. */
  readonly passwordHash: string | null
  readonly now: Date
}

export async function insertPerson(queries: Queries, person: NewPerson): Promise<string> {
  const id = uuid()
  const dates = { created_at: person.now, updated_at: person.now }
  await queries
    .insertInto('auth.users')
    .values({ id, name: person.name, email: person.email, ...dates })
    .execute()
  if (person.passwordHash !== null)
    await upsertPassword(queries, id, { hash: person.passwordHash, now: person.now })
  return id
}

export async function upsertPassword(
  queries: Queries,
  userId: string,
  password: { readonly hash: string; readonly now: Date },
): Promise<void> {
  const changed = { password: password.hash, updated_at: password.now }
  await queries
    .insertInto('auth.accounts')
    .values({
      id: uuid(),
      user_id: userId,
      account_id: userId,
      provider_id: byPassword,
      created_at: password.now,
      ...changed,
    })
    .onConflict((conflict) => conflict.columns(['provider_id', 'account_id']).doUpdateSet(changed))
    .execute()
}

/** Ends the sessions of a person; all of them, or all but the one they hold. */
export async function deleteSessions(queries: Queries, userId: string, butSessionId?: string): Promise<void> {
  let sessions = queries.deleteFrom('auth.sessions').where('user_id', '=', userId)
  if (butSessionId !== undefined) sessions = sessions.where('id', '<>', butSessionId)
  await sessions.execute()
}

type Reset = {
  readonly tokenHash: string
  readonly userId: string
  readonly now: Date
  readonly expiresAt: Date
}

/** A new link makes those before it worthless. */
export async function insertReset(queries: Queries, reset: Reset): Promise<void> {
  await deleteResets(queries, reset.userId)
  await queries
    .insertInto('auth.verifications')
    .values({
      id: uuid(),
      identifier: resetPrefix + reset.tokenHash,
      value: reset.userId,
      expires_at: reset.expiresAt,
      created_at: reset.now,
      updated_at: reset.now,
    })
    .execute()
}

async function deleteResets(queries: Queries, userId: string): Promise<void> {
  await queries
    .deleteFrom('auth.verifications')
    .where('value', '=', userId)
    .where('identifier', 'like', `${resetPrefix}%`)
    .execute()
}

/**
 * Exchanges the link's token for a new password, once: of two who try at the same moment one finds nothing.
 * Every session of the person ends. Answers whose password it was, or undefined for a worthless token.
 */
export function exchangeReset(
  database: Database,
  exchange: { readonly tokenHash: string; readonly passwordHash: string; readonly now: Date },
): Promise<string | undefined> {
  return database.open.transaction().execute(async (tx) => {
    const taken = await tx
      .deleteFrom('auth.verifications')
      .where('identifier', '=', resetPrefix + exchange.tokenHash)
      .where('expires_at', '>', exchange.now)
      .returning('value')
      .executeTakeFirst()
    if (taken === undefined) return undefined
    await upsertPassword(tx, taken.value, { hash: exchange.passwordHash, now: exchange.now })
    await deleteResets(tx, taken.value)
    await deleteSessions(tx, taken.value)
    return taken.value
  })
}

export async function resetExists(queries: Queries, tokenHash: string, now: Date): Promise<boolean> {
  const found = await queries
    .selectFrom('auth.verifications')
    .select('id')
    .where('identifier', '=', resetPrefix + tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return found !== undefined
}

/** Changes a password and ends the person's other sessions, together. */
export async function replacePassword(
  tx: Queries,
  change: { readonly userId: string; readonly sessionId: string; readonly hash: string; readonly now: Date },
): Promise<void> {
  await upsertPassword(tx, change.userId, change)
  await deleteResets(tx, change.userId)
  await deleteSessions(tx, change.userId, change.sessionId)
}

/** Takes away the people behind the members of a workspace whose mail addresses end so, with their sessions. */
export async function deletePeople({ tx, workspaceId }: Scope, mailDomain: string): Promise<void> {
  await tx
    .deleteFrom('auth.users')
    .where('email', 'like', `%@${mailDomain}`)
    .where('id', 'in', (members) =>
      members
        .selectFrom('members')
        .select('user_id')
        .where('workspace_id', '=', workspaceId)
        .where('user_id', 'is not', null)
        .$narrowType<{ user_id: string }>(),
    )
    .execute()
}

/** What nobody can use any more: sessions and links past their time, attempts long forgotten. */
export async function deleteExpired(queries: Queries, now: Date, attemptsBefore: Date): Promise<void> {
  await queries.deleteFrom('auth.sessions').where('expires_at', '<', now).execute()
  await queries.deleteFrom('auth.verifications').where('expires_at', '<', now).execute()
  await queries.deleteFrom('auth.rate_limits').where('last_request', '<', attemptsBefore.getTime()).execute()
}
