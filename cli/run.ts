import type { Client } from './client.ts'

/** What a command works with. */
export type RunContext = {
  readonly client: Client
  readonly json: boolean
  /** A result, to standard output. */
  readonly print: (text: string) => void
  /** Progress, to standard error and only where somebody watches. */
  readonly note: (text: string) => void
}

/** Connects, does the work, disconnects. */
export type Run = (work: (context: RunContext) => Promise<void>) => Promise<void>
