import { APIError } from 'better-auth/api'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../platform/refusal.ts'
import { addressHeader, createAuth, sessionSecondsMax } from './auth.ts'
import type { Auth, AuthOptions } from './auth.ts'
import { attempt, forgive, forgiveOne } from './throttle.ts'
import type { AttemptKind } from './throttle.ts'

const workspaceCookie = 'rapport.workspace'
const clientFault = 400
const serverFault = 500

export type Visit = { readonly request: FastifyRequest; readonly reply: FastifyReply }
export type Person = { readonly id: string; readonly name: string; readonly email: string }
export type Proof = { readonly email: string; readonly password: string }
export type SignedIn = { readonly person: Person; readonly sessionId: string }
export type OpenSession = {
  readonly id: string
  readonly address: string | null
  readonly program: string | null
  readonly createdAt: Date
  readonly expiresAt: Date
}

export type SignInOptions = AuthOptions & { readonly now: () => Date }

/** Sign-in by password and cookie: who holds which session. What a person may do is not its concern. */
export class SignIn {
  readonly #options: SignInOptions
  readonly #auth: Auth

  constructor(options: SignInOptions) {
    this.#options = options
    this.#auth = createAuth(options)
  }

  /** Whose session the request's cookie names, if it is still open. */
  async current(request: FastifyRequest): Promise<SignedIn | null> {
    if (!request.headers.cookie?.includes('rapport.session_token')) return null
    const found = await this.#auth.api.getSession({ headers: headersOf(request) })
    if (found === null) return null
    const { id, name, email } = found.user
    return { person: { id, name, email }, sessionId: found.session.id }
  }

  /**
   * Signs in: the answer carries a new session's cookie. Answers the person's id. Refuses `wrong-credentials` and
   * `too-many-attempts`.
   */
  async withPassword({ request, reply }: Visit, proof: Proof): Promise<string> {
    return this.#guarded(request, proof, async () => {
      await this.#leaveBehind(request)
      const body = { email: proof.email, password: proof.password }
      const signingIn = this.#auth.api.signInEmail({ body, headers: headersOf(request), returnHeaders: true })
      const { headers, response } = await refusing(signingIn)
      setCookies(reply, headers)
      return response.user.id
    })
  }

  /** Has the person who is signed in prove their password again, as slowly for a guesser as signing in. */
  async prove(request: FastifyRequest, proof: Proof): Promise<void> {
    await this.#guarded(request, proof, () => {
      const body = { password: proof.password }
      return refusing(this.#auth.api.verifyPassword({ body, headers: headersOf(request) }))
    })
  }

  /** A session for somebody who was recognised otherwise, such as by an invitation's link. */
  async vouched({ request, reply }: Visit, userId: string): Promise<void> {
    await this.#leaveBehind(request)
    const vouching = { body: { userId }, headers: headersOf(request), returnHeaders: true } as const
    const { headers } = await this.#auth.api.vouch(vouching)
    setCookies(reply, headers)
  }

  async out({ request, reply }: Visit): Promise<void> {
    const { headers } = await this.#auth.api.signOut({ headers: headersOf(request), returnHeaders: true })
    setCookies(reply, headers)
  }

  /** Where a person is signed in, newest first. */
  async sessions(userId: string): Promise<OpenSession[]> {
    return this.#options.database.open
      .selectFrom('auth.sessions')
      .select(['id', 'ip_address as address', 'user_agent as program'])
      .select(['created_at as createdAt', 'expires_at as expiresAt'])
      .where('user_id', '=', userId)
      .where('expires_at', '>', this.#options.now())
      .orderBy('created_at', 'desc')
      .execute()
  }

  /** Counts an attempt at something that could be guessed. Refuses `too-many-attempts`. */
  async check(kind: AttemptKind, of: string): Promise<void> {
    await attempt(this.#options.database.open, { kind, of, now: this.#options.now() })
  }

  /** Remembers in the browser in which workspace the person stands. */
  choose(reply: FastifyReply, workspaceId: number): void {
    const secure = this.#options.publicUrl.startsWith('https:') ? '; Secure' : ''
    const flags = `Path=/; Max-Age=${sessionSecondsMax}; HttpOnly; SameSite=Lax${secure}`
    reply.header('set-cookie', `${workspaceCookie}=${workspaceId}; ${flags}`)
  }

  /** What could be a guess is counted before its outcome is known, and forgiven when it was none. */
  async #guarded<T>(request: FastifyRequest, { email }: Proof, proving: () => Promise<T>): Promise<T> {
    const { open } = this.#options.database
    await this.check('address', request.ip)
    await this.check('account', email)
    const proven = await proving()
    await forgive(open, 'account', email)
    await forgiveOne(open, 'address', request.ip)
    return proven
  }

  /** A browser holds one session: the one it had before this sign-in would linger for a month. */
  async #leaveBehind(request: FastifyRequest): Promise<void> {
    const before = await this.current(request)
    if (before === null) return
    const sessions = this.#options.database.open.deleteFrom('auth.sessions')
    await sessions.where('id', '=', before.sessionId).execute()
  }
}

/** The workspace that the visitor's browser remembers, if it does. */
export function chosenWorkspace(request: FastifyRequest): number | null {
  const found = /(?:^|; )rapport\.workspace=(\d{1,9})(?:;|$)/.exec(request.headers.cookie ?? '')
  return found === null ? null : Number(found[1])
}

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

async function refusing<T>(proving: Promise<T>): Promise<T> {
  try {
    return await proving
  } catch (error) {
    const refused =
      error instanceof APIError && error.statusCode >= clientFault && error.statusCode < serverFault
    throw refused ? new Refusal('wrong-credentials') : error
  }
}
