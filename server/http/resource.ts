import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Endpoint, EndpointAnswer, EndpointParsed } from '../../contract/endpoint.ts'
import { refusals, refusalView } from '../../contract/refusals.ts'
import type { RefusalCode } from '../../contract/refusals.ts'
import { inScope } from '../platform/database.ts'
import type { Database, Scope } from '../platform/database.ts'
import type { Live } from '../platform/live.ts'
import { Refusal } from '../platform/refusal.ts'
import type { SignIn } from './sign-in.ts'
import type { Visitor } from './visitor.ts'

/** What a request asks, before its endpoint says what that means. */
export type Asked = { readonly query?: unknown; readonly body?: unknown }

/** What every route is registered with. */
export type Desk = {
  readonly app: FastifyInstance
  readonly database: Database
  readonly now: () => Date
  /** Says who knocks, from cookie, API key or operator token; null when nobody is signed in. */
  readonly identify: (request: FastifyRequest) => Promise<Visitor | null>
  readonly signIn: SignIn
  /** The visitor that a person becomes by entering a workspace of theirs; their first where none is named. */
  readonly recognise: (userId: string, workspaceId: number | null) => Promise<Visitor | null>
  /** Takes out of an answer what whoever asks does not get to see. */
  readonly withhold: <Answer>(scope: Scope, endpoint: Endpoint, answer: Answer) => Promise<Answer>
  /** The scope that also says what whoever asks may not find or sort by, where they look for something. */
  readonly keepBack: (scope: Scope, endpoint: Endpoint, input: Asked) => Promise<Scope>
  /** Committed acts, as they happen. */
  readonly live: Live
  /** The address that people type; links in mails begin with it. */
  readonly publicUrl: string
  readonly production: boolean
}

/** An endpoint for members: opens the transaction, calls the use case once, answers with what it returns. */
export function serve<E extends Endpoint>(
  desk: Desk,
  endpoint: E,
  handle: (scope: Scope, input: EndpointParsed<E>) => Promise<EndpointAnswer<E> | undefined>,
): void {
  const readOnly = endpoint.method === 'GET'
  route(desk, endpoint, async (request, reply) => {
    const visitor = admitted(request)
    const input = parsedInput<E>(request)
    const scopeInput = { workspaceId: visitor.workspaceId, actor: visitor.actor, now: desk.now(), readOnly }
    const answer = await inScope(desk.database, scopeInput, async (scope) =>
      desk.withhold(scope, endpoint, await handle(await desk.keepBack(scope, endpoint, input), input)),
    )
    return reply.status(successStatus(endpoint)).send(answer)
  })
}

/** An endpoint whose handler answers by itself: streams, files, long imports. It opens its own transactions. */
export function serveRaw<E extends Endpoint>(
  desk: Desk,
  endpoint: E,
  handle: (
    visit: { visitor: Visitor; request: FastifyRequest; reply: FastifyReply },
    input: EndpointParsed<E>,
  ) => Promise<unknown>,
): void {
  route(desk, endpoint, async (request, reply) => {
    const visitor = admitted(request)
    return handle({ visitor, request, reply }, parsedInput<E>(request))
  })
}

/** An endpoint for anybody, such as signing in. The visitor is given where there is one. */
export function serveOpen<E extends Endpoint>(
  desk: Desk,
  endpoint: E,
  handle: (
    visit: { visitor: Visitor | null; request: FastifyRequest; reply: FastifyReply },
    input: EndpointParsed<E>,
  ) => Promise<EndpointAnswer<E> | undefined>,
): void {
  route(desk, endpoint, async (request, reply) => {
    const visitor = await desk.identify(request)
    const answer = await handle({ visitor, request, reply }, parsedInput<E>(request))
    if (reply.sent) return reply
    return reply.status(successStatus(endpoint)).send(answer)
  })
}

/** A transaction of a handler that answers by itself; several may follow one another. */
export function inVisit<T>(
  desk: Desk,
  visit: { readonly visitor: Visitor; readonly readOnly?: boolean },
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  const { workspaceId, actor } = visit.visitor
  return inScope(
    desk.database,
    { workspaceId, actor, now: desk.now(), readOnly: visit.readOnly ?? false },
    work,
  )
}

/** Who was let in. They are asked for before the body is read: a stranger's upload is not even received. */
const visitors = new WeakMap<FastifyRequest, Visitor>()

async function admit(desk: Desk, request: FastifyRequest): Promise<void> {
  const visitor = await desk.identify(request)
  if (visitor === null) throw new Refusal('signed-out')
  visitors.set(request, visitor)
}

function admitted(request: FastifyRequest): Visitor {
  const visitor = visitors.get(request)
  if (visitor === undefined) throw new Error('a route for members was reached by nobody')
  return visitor
}

function parsedInput<E extends Endpoint>(request: FastifyRequest): EndpointParsed<E> {
  const { params, query, body } = request
  // Fastify has parsed these three with the endpoint's own schemas before the handler runs.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { params, query, body } as EndpointParsed<E>
}

type RawHandler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

function route(desk: Desk, endpoint: Endpoint, handler: RawHandler): void {
  desk.app.route({
    method: endpoint.method,
    url: endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    schema: routeSchema(endpoint),
    ...(endpoint.door === 'open' ? {} : { onRequest: (request: FastifyRequest) => admit(desk, request) }),
    handler,
  })
}

function routeSchema(endpoint: Endpoint) {
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    tags: [endpoint.tag],
    ...(endpoint.description === undefined ? {} : { description: endpoint.description }),
    ...(endpoint.door === 'open' ? { security: [] } : {}),
    ...(endpoint.params === undefined ? {} : { params: endpoint.params }),
    ...(endpoint.query === undefined ? {} : { querystring: endpoint.query }),
    ...(endpoint.body === undefined ? {} : { body: endpoint.body }),
    ...(endpoint.consumes === undefined ? {} : { consumes: [endpoint.consumes] }),
    ...(endpoint.produces === undefined ? {} : { produces: [endpoint.produces] }),
    response: responses(endpoint),
  }
}

const everyRefusal: readonly RefusalCode[] = ['invalid-input']
const memberRefusals: readonly RefusalCode[] = ['invalid-input', 'signed-out']

function responses(endpoint: Endpoint): Record<number, z.ZodType> {
  const codes = [...(endpoint.door === 'open' ? everyRefusal : memberRefusals), ...(endpoint.refusals ?? [])]
  const refused = codes.map((code) => [refusals[code].status, refusalView] as const)
  const answered = endpoint.response === null ? [] : [[successStatus(endpoint), endpoint.response] as const]
  return Object.fromEntries([...refused, ...answered])
}

function successStatus(endpoint: Endpoint): number {
  return endpoint.status ?? (endpoint.response === null ? 204 : 200)
}
