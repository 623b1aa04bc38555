import { betterAuth } from 'better-auth'
import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Database } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { hashPassword, verifyPassword } from '../platform/secrets.ts'
import { attempt, forgive, forgiveOne } from './throttle.ts'
import type { AttemptKind } from './throttle.ts'

const sessionSecondsMax = 30 * 24 * 60 * 60
const passwordLengthMax = 128
const workspaceCookie = 'rapport.workspace'
/** Our own words for who is at the other end; whatever a caller sends under this name is replaced. */
const addressHeader = 'x-rapport-address'

export type SignInOptions = {
  readonly database: Database
  readonly secret: string
  readonly publicUrl: string
  readonly now: () => Date
}

export type Visit = { readonly request: FastifyRequest; readonly reply: FastifyReply }
export type Person = { readonly id: string; readonly name: string; readonly email: string }
type Proof = { readonly email: string; readonly password: string }
export type SignedIn = { readonly person: Person; readonly sessionId: string }
export type OpenSession = {
  readonly id: string
  readonly address: string | null
  readonly program: string | null
  readonly createdAt: Date
  readonly expiresAt: Date
}

/** Sign-in by password and cookie: who holds which session. What a person may do is not its concern. */
export type SignIn = ReturnType<typeof createSignIn>

/** Sign-in is better-auth's; its own routes are not served, only these acts are offered to ours. */
export function createSignIn(options: SignInOptions) {
  const auth = createAuth(options)
  const queries = options.database.open
  const secure = options.publicUrl.startsWith('https:')

  const current = async (request: FastifyRequest): Promise<SignedIn | null> => {
    if (!request.headers.cookie?.includes('rapport.session_token')) return null
    const found = await auth.api.getSession({ headers: headersOf(request) })
    if (found === null) return null
    const { id, name, email } = found.user
    return { person: { id, name, email }, sessionId: found.session.id }
  }

  const check = (kind: AttemptKind, of: string) => attempt(queries, { kind, of, now: options.now() })

  /** Refuses `wrong-credentials` and `too-many-attempts`; on success the answer carries a new session's cookie. Answers the person. */
  const withPassword = async ({ request, reply }: Visit, proof: Proof): Promise<string> => {
    await check('address', request.ip)
    await check('account', proof.email)
    await leaveBehind(request)
    const { headers, response } = await refusing(
      auth.api.signInEmail({ body: proof, headers: headersOf(request), returnHeaders: true }),
    )
    await forgive(queries, 'account', proof.email)
    await forgiveOne(queries, 'address', request.ip)
    setCookies(reply, headers)
    return response.user.id
  }

  /** A session for somebody who was recognised otherwise, such as by an invitation's link. */
  const vouched = async ({ request, reply }: Visit, userId: string) => {
    await leaveBehind(request)
    const { headers } = await auth.api.vouch({
      body: { userId },
      headers: headersOf(request),
      returnHeaders: true,
    })
    setCookies(reply, headers)
  }

  // A browser holds one session: the one it had before this sign-in would linger for a month.
  const leaveBehind = async (request: FastifyRequest) => {
    const before = await current(request)
    if (before !== null)
      await queries.deleteFrom('auth.sessions').where('id', '=', before.sessionId).execute()
  }

  const out = async ({ request, reply }: Visit) => {
    const { headers } = await auth.api.signOut({ headers: headersOf(request), returnHeaders: true })
    setCookies(reply, headers)
  }

  const sessions = async (userId: string): Promise<OpenSession[]> =>
    queries
      .selectFrom('auth.sessions')
      .select(['id', 'ip_address as address', 'user_agent as program'])
      .select(['created_at as createdAt', 'expires_at as expiresAt'])
      .where('user_id', '=', userId)
      .where('expires_at', '>', options.now())
      .orderBy('created_at', 'desc')
      .execute()

  /** Proves the password again, as slowly for a guesser as signing in. */
  const prove = async (request: FastifyRequest, proof: Proof) => {
    await check('address', request.ip)
    await check('account', proof.email)
    await refusing(
      auth.api.verifyPassword({ body: { password: proof.password }, headers: headersOf(request) }),
    )
    await forgive(queries, 'account', proof.email)
    await forgiveOne(queries, 'address', request.ip)
  }

  /** Remembers in which workspace the person stands. */
  const choose = (reply: FastifyReply, workspaceId: number) => {
    const flags = `Path=/; Max-Age=${sessionSecondsMax}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
    reply.header('set-cookie', `${workspaceCookie}=${workspaceId}; ${flags}`)
  }

  return { check, choose, chosen, current, out, prove, sessions, vouched, withPassword }
}

/** The workspace that the visitor's browser remembers, if it does. */
function chosen(request: FastifyRequest): number | null {
  const found = /(?:^|; )rapport\.workspace=(\d{1,9})(?:;|$)/.exec(request.headers.cookie ?? '')
  return found === null ? null : Number(found[1])
}

function createAuth({ database, secret, publicUrl }: SignInOptions) {
  return betterAuth({
    baseURL: publicUrl,
    secret,
    database: { db: database.open.withSchema('auth'), type: 'postgres' },
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      maxPasswordLength: passwordLengthMax,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    session: {
      modelName: 'sessions',
      fields: sessionFields,
      expiresIn: sessionSecondsMax,
      disableSessionRefresh: true,
    },
    user: { modelName: 'users', fields: userFields },
    account: { modelName: 'accounts', fields: accountFields },
    verification: { modelName: 'verifications', fields: verificationFields },
    advanced: {
      cookiePrefix: 'rapport',
      useSecureCookies: publicUrl.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    plugins: [vouching],
  })
}

const datedFields = { createdAt: 'created_at', updatedAt: 'updated_at' } as const
const userFields = { ...datedFields, emailVerified: 'email_verified' } as const
const sessionFields = {
  ...datedFields,
  userId: 'user_id',
  expiresAt: 'expires_at',
  ipAddress: 'ip_address',
  userAgent: 'user_agent',
} as const
const accountFields = {
  ...datedFields,
  userId: 'user_id',
  accountId: 'account_id',
  providerId: 'provider_id',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
} as const
const verificationFields = { ...datedFields, expiresAt: 'expires_at' } as const

/** An act without a route: it can only be called from here. */
const vouching = {
  id: 'rapport-vouching',
  endpoints: {
    vouch: createAuthEndpoint({ method: 'POST', body: z.object({ userId: z.string() }) }, async (context) => {
      const { internalAdapter } = context.context
      const user = await internalAdapter.findUserById(context.body.userId)
      if (user === null) throw new Refusal('not-found')
      const session = await internalAdapter.createSession(user.id)
      await setSessionCookie(context, { session, user })
      return context.json({ userId: user.id })
    }),
  },
} satisfies BetterAuthPlugin

function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers({ [addressHeader]: request.ip })
  const { cookie } = request.headers
  if (cookie !== undefined) headers.set('cookie', cookie)
  const program = request.headers['user-agent']
  if (program !== undefined) headers.set('user-agent', program)
  return headers
}

function setCookies(reply: FastifyReply, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) reply.header('set-cookie', cookie)
}

const clientFault = 400
const serverFault = 500

async function refusing<T>(proving: Promise<T>): Promise<T> {
  try {
    return await proving
  } catch (error) {
    const refused =
      error instanceof APIError && error.statusCode >= clientFault && error.statusCode < serverFault
    throw refused ? new Refusal('wrong-credentials') : error
  }
}
