import { QueryClient, queryOptions } from '@tanstack/react-query'
import { apiPrefix, type Endpoint, type EndpointAnswer, type EndpointInput } from '../../contract/endpoint.ts'
import type { RefusalCode, RefusalView } from '../../contract/refusals.ts'

type Problem = RefusalView['error']

/** `offline`: no answer at all. `internal`: an answer that nobody foresaw. The rest is the contract's closed union. */
export type ProblemCode = RefusalCode | 'internal' | 'offline'

/** What the server refused: the code to act on, the sentence to show, the place and the remedy. */
export class RefusalError extends Error {
  readonly code: ProblemCode
  readonly place: string | undefined
  readonly remedy: string | undefined
  readonly details: readonly { place: string; message: string }[]

  constructor(problem: Omit<Problem, 'code'> & { code: ProblemCode }) {
    super(problem.message)
    this.name = 'RefusalError'
    this.code = problem.code
    this.place = problem.place
    this.remedy = problem.remedy
    this.details = problem.details ?? []
  }
}

/** What is wrong with one field of what was sent: `<Field label="Mail" error={errorAt(signIn.error, 'email')}>`. */
export function errorAt(problem: unknown, place: string): string | undefined {
  if (!(problem instanceof RefusalError)) return undefined
  const detail = problem.details.find((one) => one.place === place)
  return detail?.message ?? (problem.place === place ? problem.message : undefined)
}

/**
 * Calls an endpoint of the contract: `await call(listPeople, { query: { q: 'otto' } })`. The answer has the type of
 * the endpoint's response. What the server refuses is thrown as a `RefusalError`.
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: EndpointInput<E>,
  signal?: AbortSignal,
): Promise<EndpointAnswer<E>> {
  return exchange(endpoint, input, signal)
}

/** Sends a file to an endpoint that takes a form instead of JSON. */
export async function sendForm<E extends Endpoint>(endpoint: E, form: FormData): Promise<EndpointAnswer<E>> {
  return exchange(endpoint, { body: form })
}

async function exchange<E extends Endpoint>(
  endpoint: E,
  parts: LooseInput,
  signal?: AbortSignal,
): Promise<EndpointAnswer<E>> {
  const answer = await send(addressOf(endpoint, parts), { ...requestOf(endpoint, parts.body), signal })
  if (!answer.ok) throw await refusalOf(answer)
  const text = endpoint.produces ? '' : await answer.text()
  const body: unknown = text === '' ? undefined : JSON.parse(text)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server writes its answers by this same contract.
  return body as EndpointAnswer<E>
}

/** The address of an endpoint, for a link or a download: `<a href={addressOf(exportPeople, { query })} download>`. */
export function addressOf(endpoint: Endpoint, input: LooseInput): string {
  const path = endpoint.path.replaceAll(/:(\w+)|\{(\w+)\}/g, (_, colon: string, brace: string) =>
    encodeURIComponent(String(fieldOf(input.params, colon || brace))),
  )
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(input.query ?? {})) appendTo(query, key, value)
  const prefix = path.startsWith(apiPrefix) ? '' : apiPrefix
  return `${prefix}${path}${query.size > 0 ? `?${query}` : ''}`
}

/**
 * A query of TanStack Query for an endpoint: `useQuery(ask(listPeople, { query }))`. Its key is the endpoint's id
 * and the input, so `client.invalidateQueries({ queryKey: [listPeople.id] })` reaches all of its answers.
 */
export function ask<E extends Endpoint>(endpoint: E, input: EndpointInput<E>) {
  return queryOptions({
    queryKey: [endpoint.id, input] as const,
    queryFn: ({ signal }) => call(endpoint, input, signal),
    meta: { tag: endpoint.tag },
  })
}

type LooseInput = { params?: unknown; query?: unknown; body?: unknown }

function requestOf(endpoint: Endpoint, body: unknown): RequestInit {
  const plain: RequestInit = { method: endpoint.method, credentials: 'same-origin' }
  if (body === undefined) return plain
  if (body instanceof FormData || body instanceof Blob) return { ...plain, body }
  return { ...plain, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

async function send(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request)
  } catch (problem) {
    if (problem instanceof DOMException && problem.name === 'AbortError') throw problem
    throw new RefusalError({
      code: 'offline',
      message: 'Rapport does not answer.',
      remedy: 'Check your connection. What you typed is still here.',
    })
  }
}

async function refusalOf(answer: Response): Promise<RefusalError> {
  const body: unknown = await answer.json().catch(() => null)
  if (isRefusal(body)) return new RefusalError(body.error)
  return new RefusalError({ code: 'internal', message: `Something went wrong (${answer.status}).` })
}

function isRefusal(body: unknown): body is RefusalView {
  return typeof fieldOf(fieldOf(body, 'error'), 'message') === 'string'
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

function appendTo(query: URLSearchParams, key: string, value: unknown) {
  if (value == null) return
  for (const one of Array.isArray(value) ? value : [value]) query.append(key, String(one))
}

const staleMs = 15_000
const retriesMax = 2

/** A refusal is an answer, so it is not asked again; only silence and surprises are. */
function worthRetrying(failures: number, problem: Error): boolean {
  const passing =
    problem instanceof RefusalError && ['offline', 'internal', 'not-ready'].includes(problem.code)
  return passing && failures < retriesMax
}

export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: staleMs, retry: worthRetrying, refetchOnWindowFocus: true } },
})
