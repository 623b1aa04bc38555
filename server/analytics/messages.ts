import { z } from 'zod'
import type { Row } from './duck.ts'

/** What the other process asks. */
export const request = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ask'),
    workspaceId: z.number().int(),
    /** False for an answer from what the copy holds already, without a look for news. */
    fresh: z.boolean().default(true),
    questions: z.array(z.object({ query: z.string(), parameters: z.unknown() })).max(20),
  }),
  z.object({ kind: z.literal('rebuild'), workspaceId: z.number().int() }),
])
export type Request = z.output<typeof request>
export type RequestInput = z.input<typeof request>

/** What it gets. `failed` is a bug, `not-ready` passes. */
export type Reply =
  | { readonly kind: 'answered'; readonly asOf: Date; readonly rows: readonly (readonly Row[])[] }
  | { readonly kind: 'rebuilt'; readonly seconds: number; readonly rows: number; readonly bytes: number }
  | { readonly kind: 'not-ready'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string }

export const reply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answered'), asOf: z.date(), rows: z.array(z.array(z.unknown())) }),
  z.object({ kind: z.literal('rebuilt'), seconds: z.number(), rows: z.number(), bytes: z.number() }),
  z.object({ kind: z.literal('not-ready'), message: z.string() }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
])
