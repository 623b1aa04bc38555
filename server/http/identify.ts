import type { FastifyRequest } from 'fastify'
import { roles } from '../../contract/inputs.ts'
import { oneOf, teams } from '../../contract/records.ts'
import { inScope, run } from '../platform/database.ts'
import type { Actor, Database } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { sameSecret, tokenHash } from '../platform/secrets.ts'
import { chosenWorkspace } from './sign-in.ts'
import type { SignIn } from './sign-in.ts'
import type { Visitor } from './visitor.ts'

const workspaceHeader = 'x-rapport-workspace'
/** When a key was last used is told to the quarter of an hour; more would be a write for each request. */
const keyUseStaleMs = 15 * 60 * 1000

const operator: Actor = { kind: 'operator', memberId: null, name: 'Operator', team: 'joint', role: 'admin' }

export type IdentifyOptions = {
  readonly database: Database
  readonly signIn: SignIn
  readonly operatorToken: string
  readonly now: () => Date
}

/**
 * Says who knocks: the operator of the machine, the holder of an API key, or whoever the session's cookie names,
 * in the workspace that the request names by id or short name. Null when nobody; `not-found` when the workspace
 * is not theirs.
 */
export function createIdentify(options: IdentifyOptions) {
  return async (request: FastifyRequest): Promise<Visitor | null> => {
    const bearer = bearerOf(request)
    const wished = wishedWorkspace(request)
    if (bearer === undefined) return bySession(options, request, wished)
    if (sameSecret(bearer, options.operatorToken)) return asOperator(options, wished)
    return byKey(options, bearer, wished)
  }
}

function bearerOf(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers
  return authorization === undefined ? undefined : (/^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '')
}

function wishedWorkspace(request: FastifyRequest): string | undefined {
  const header = request.headers[workspaceHeader]
  return typeof header === 'string' && header !== '' ? header : undefined
}

type Place = { readonly workspace_id: number; readonly slug: string }

function isWished(place: Place, wished: string): boolean {
  return String(place.workspace_id) === wished || place.slug === wished
}

type Membership = Place & {
  readonly member_id: string
  readonly member_name: string
  readonly team: string
  readonly role: string
}

async function bySession(
  { database, signIn }: IdentifyOptions,
  request: FastifyRequest,
  wished: string | undefined,
): Promise<Visitor | null> {
  const signedIn = await signIn.current(request)
  if (signedIn === null) return null
  const { person, sessionId } = signedIn
  const all = await membershipsOf(database, person.id)
  const found =
    wished === undefined
      ? remembered(all, chosenWorkspace(request))
      : all.find((one) => isWished(one, wished))
  if (found === undefined && wished !== undefined && all.length > 0) throw notFound('workspace')
  if (found === undefined) return null
  return { workspaceId: found.workspace_id, actor: actorOf(found, 'member'), userId: person.id, sessionId }
}

/** The visitor that somebody becomes who has just proven to be this person. */
export function createRecognise(database: Database) {
  return async function recognise(userId: string, workspaceId: number | null): Promise<Visitor | null> {
    const found = remembered(await membershipsOf(database, userId), workspaceId)
    if (found === undefined) return null
    return { workspaceId: found.workspace_id, actor: actorOf(found, 'member'), userId, sessionId: null }
  }
}

function membershipsOf(database: Database, userId: string): Promise<Membership[]> {
  return run<Membership>(database.open, 'select * from rapport_memberships($1)', [userId])
}

function remembered(all: readonly Membership[], workspaceId: number | null): Membership | undefined {
  return all.find((one) => one.workspace_id === workspaceId) ?? all[0]
}

function actorOf(member: Membership, kind: 'member' | 'key'): Actor {
  return {
    kind,
    memberId: member.member_id,
    name: member.member_name,
    team: oneOf(teams, member.team),
    role: oneOf(roles, member.role),
  }
}

async function asOperator(
  { database }: IdentifyOptions,
  wished: string | undefined,
): Promise<Visitor | null> {
  const all = await run<Place & { sample_since: Date | null }>(
    database.open,
    'select * from rapport_workspaces()',
  )
  const usual = all.find((one) => one.sample_since === null) ?? all[0]
  const found = wished === undefined ? usual : all.find((one) => isWished(one, wished))
  if (found === undefined && wished !== undefined) throw notFound('workspace')
  if (found === undefined) return null
  return { workspaceId: found.workspace_id, actor: operator, userId: null, sessionId: null }
}

type KeyHolder = Membership & { readonly key_id: string; readonly last_used_at: Date | null }

async function byKey(
  options: IdentifyOptions,
  secret: string,
  wished: string | undefined,
): Promise<Visitor | null> {
  const question = 'select * from rapport_key_holder($1)'
  const [holder] = await run<KeyHolder>(options.database.open, question, [tokenHash(secret)])
  if (holder === undefined) return null
  if (wished !== undefined && !isWished(holder, wished)) throw notFound('workspace')
  const visitor = {
    workspaceId: holder.workspace_id,
    actor: actorOf(holder, 'key'),
    userId: null,
    sessionId: null,
  }
  await noteUse(options, holder, visitor)
  return visitor
}

async function noteUse(
  { database, now }: IdentifyOptions,
  holder: KeyHolder,
  visitor: Visitor,
): Promise<void> {
  const at = now()
  if (holder.last_used_at !== null && at.getTime() - holder.last_used_at.getTime() < keyUseStaleMs) return
  await inScope(database, { workspaceId: visitor.workspaceId, actor: visitor.actor, now: at }, ({ tx }) =>
    tx
      .updateTable('api_keys')
      .set({ last_used_at: at })
      .where('workspace_id', '=', holder.workspace_id)
      .where('id', '=', holder.key_id)
      .execute(),
  )
}
