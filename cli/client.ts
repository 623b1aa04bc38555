import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { apiPrefix } from '../contract/endpoint.ts'
import type { Endpoint, EndpointAnswer, EndpointInput } from '../contract/endpoint.ts'
import { createImport } from '../contract/imports.ts'
import type { ImportView } from '../contract/imports.ts'
import type { FileChoices } from '../contract/intake.ts'
import { CliFailure } from './failure.ts'

const noContent = 204

/** Where Rapport answers and with what it lets the command line in. */
export type Place = { readonly url: string; readonly token: string; readonly workspace?: string }

type LooseInput = { params?: unknown; query?: unknown; body?: unknown }

/** Speaks the contract to a running Rapport; a refusal becomes one sentence with its remedy. */
export type Client = {
  call<E extends Endpoint>(endpoint: E, input: EndpointInput<E>): Promise<EndpointAnswer<E>>
  /** The body as it comes, for exports. */
  download(endpoint: Endpoint, input: LooseInput): Promise<Response>
  upload(path: string, choices: FileChoices): Promise<ImportView>
  /** The same client in another workspace. */
  within(workspace: string): Client
}

export function clientOf(place: Place): Client {
  const headers: Record<string, string> = {
    authorization: `Bearer ${place.token}`,
    ...(place.workspace === undefined ? {} : { 'x-rapport-workspace': place.workspace }),
  }
  const send = async (endpoint: Endpoint, input: LooseInput, body: string | FormData | null) => {
    const json: Record<string, string> =
      typeof body === 'string' ? { 'content-type': 'application/json' } : {}
    const request = { method: endpoint.method, headers: { ...headers, ...json }, body }
    const answer = await fetch(new URL(addressOf(endpoint, input), place.url), request)
    if (!answer.ok) throw await failureOf(answer)
    return answer
  }
  return {
    call: async (endpoint, input) => {
      const answer = await send(endpoint, input, bodyOf(input))
      return parsed(endpoint, answer)
    },
    within: (workspace) => clientOf({ ...place, workspace }),
    download: (endpoint, input) => send(endpoint, input, bodyOf(input)),
    upload: async (path, choices) => {
      const form = new FormData()
      form.append('file', await openAsBlob(path), basename(path))
      return parsed(createImport, await send(createImport, { query: choices }, form))
    },
  }
}

function bodyOf(input: LooseInput): string | null {
  return input.body === undefined ? null : JSON.stringify(input.body)
}

async function parsed<E extends Endpoint>(endpoint: E, answer: Response): Promise<EndpointAnswer<E>> {
  const body: unknown = answer.status === noContent ? undefined : await answer.json()
  const value: unknown = endpoint.response === null ? undefined : endpoint.response.parse(body)
  // The endpoint's own schema has just accepted it.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return value as EndpointAnswer<E>
}

function addressOf(endpoint: Endpoint, input: LooseInput): string {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(fieldOf(input.params, name))),
  )
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(input.query ?? {})) {
    const many: unknown[] = Array.isArray(value) ? value : [value]
    for (const one of many) if (isPlain(one)) query.append(key, String(one))
  }
  const prefix = path.startsWith(apiPrefix) ? '' : apiPrefix
  return `${prefix}${path}${query.size > 0 ? `?${query}` : ''}`
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

async function failureOf(answer: Response): Promise<CliFailure> {
  const body: unknown = await answer.json().catch(() => null)
  const error = fieldOf(body, 'error')
  const [message, remedy] = [fieldOf(error, 'message'), fieldOf(error, 'remedy')]
  if (typeof message !== 'string') return new CliFailure(`Rapport answered with status ${answer.status}.`)
  return new CliFailure(typeof remedy === 'string' ? `${message} ${remedy}` : message)
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
