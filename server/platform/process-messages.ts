import { z } from 'zod'
import type { DatabaseConnections } from './connection.ts'

const connection = z.object({
  host: z.string().optional(),
  port: z.number().optional(),
  user: z.string().optional(),
  database: z.string().optional(),
  connectionString: z.string().optional(),
  options: z.string().optional(),
})

/** What a child process is told at its start; its settings it reads itself from the environment that it inherits. */
export const childContext = z.object({
  dataDir: z.string(),
  secret: z.string(),
  connections: z.object({ owner: connection, app: connection }) satisfies z.ZodType<DatabaseConnections>,
})
export type ChildContext = z.infer<typeof childContext>

/** From the parent to a child. */
export const parentMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), context: childContext }),
  z.object({ kind: z.literal('ask'), id: z.number(), body: z.unknown() }),
  z.object({ kind: z.literal('stop') }),
])
export type ParentMessage = z.infer<typeof parentMessage>

/** From a child to its parent. */
export const childMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('answer'), id: z.number(), body: z.unknown() }),
  z.object({ kind: z.literal('failure'), id: z.number(), message: z.string() }),
])
export type ChildMessage = z.infer<typeof childMessage>
