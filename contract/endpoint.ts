import { z } from 'zod'
import type { RefusalCode } from './refusals.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Who may knock: anybody, or only a signed-in member (or an API key, or the local operator). */
export type Door = 'open' | 'member'

type Shape = z.ZodType

/**
 * One endpoint as data. Server routes, the OpenAPI description, the typed web client and the command line all
 * read this same value, so none of them can say something different. `params`, `query` and `body` are zod
 * objects; `response` is the shape of a 2xx answer, or `null` where the answer has no body or is a stream (`produces`).
 */
export type Endpoint<
  Params extends Shape = Shape,
  Query extends Shape = Shape,
  Body extends Shape = Shape,
  Response extends Shape = Shape,
> = {
  readonly id: string
  readonly method: Method
  readonly path: string
  readonly summary: string
  readonly description?: string
  readonly tag: string
  readonly door?: Door
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  /** The media type of a request body that is not JSON, such as `multipart/form-data`. */
  readonly consumes?: string
  readonly response: Response | null
  /** The media type of an answer that is not JSON, such as `text/csv`. */
  readonly produces?: string
  /** The status of success; 200 with a body and 204 without unless told. */
  readonly status?: 200 | 201 | 202 | 204
  readonly refusals?: readonly RefusalCode[]
}

/** Declares an endpoint and keeps its exact types. */
export function endpoint<
  Params extends Shape = z.ZodUndefined,
  Query extends Shape = z.ZodUndefined,
  Body extends Shape = z.ZodUndefined,
  Response extends Shape = z.ZodUndefined,
>(definition: Endpoint<Params, Query, Body, Response>): Endpoint<Params, Query, Body, Response> {
  return definition
}

/** What a caller hands over, before defaults and coercions are applied. */
export type EndpointInput<E> =
  E extends Endpoint<infer P, infer Q, infer B, infer _R>
    ? (undefined extends z.input<P> ? { params?: undefined } : { params: z.input<P> }) &
        (undefined extends z.input<Q> ? { query?: undefined } : { query?: z.input<Q> }) &
        (undefined extends z.input<B> ? { body?: undefined } : { body: z.input<B> })
    : never

/** What a handler receives, parsed. */
export type EndpointParsed<E> =
  E extends Endpoint<infer P, infer Q, infer B, infer _R>
    ? { params: z.output<P>; query: z.output<Q>; body: z.output<B> }
    : never

/** What a caller gets back. */
export type EndpointAnswer<E> =
  E extends Endpoint<infer _P, infer _Q, infer _B, infer R> ? z.output<R> : never

export const apiPrefix = '/api/v1'
export const pageLimitMax = 200
export const pageLimitDefault = 50

/** The query every list understands: a keyset cursor from the previous answer, and how many rows. */
export const pageQuery = z.object({
  cursor: z.string().max(3000).optional().describe('Where the previous page ended; from its `nextCursor`.'),
  limit: z.coerce.number().int().min(1).max(pageLimitMax).default(pageLimitDefault),
})

/** A page of a list. `total` counts all rows that match; where `totalIsEstimate` it is the planner's estimate. */
export function pageOf<Item extends Shape>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    total: z.number().int().nullable(),
    totalIsEstimate: z.boolean(),
  })
}

export const idParams = z.object({ id: z.uuid() })
/** An instant as ISO 8601 with zone, in UTC. */
export const instant = z.iso.datetime({ offset: true })
/** A calendar day, `YYYY-MM-DD`. */
export const day = z.iso.date()
/** An amount of money as a decimal string with two places, so that no float ever rounds it. */
export const amount = z.string().regex(/^-?\d{1,12}(\.\d{1,2})?$/)
