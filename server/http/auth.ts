import { betterAuth } from 'better-auth'
import type { BetterAuthPlugin } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'
import type { Database } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { hashPassword, verifyPassword } from '../platform/secrets.ts'

export const sessionSecondsMax = 30 * 24 * 60 * 60
const passwordLengthMax = 128
/** Our own words for who is at the other end; whatever a caller sends under this name is replaced. */
export const addressHeader = 'x-rapport-address'

export type AuthOptions = {
  readonly database: Database
  readonly secret: string
  readonly publicUrl: string
}

export type Auth = ReturnType<typeof createAuth>

/** better-auth on our tables: passwords, sessions and their cookie, and nothing else of what it offers. */
export function createAuth({ database, secret, publicUrl }: AuthOptions) {
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
