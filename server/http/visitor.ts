import type { Actor } from '../platform/database.ts'

/** Somebody who is signed in, and the workspace they stand in. */
export type Visitor = {
  readonly workspaceId: number
  readonly actor: Actor
  /** The person behind the member, where it is a browser session. */
  readonly userId: string | null
  readonly sessionId: string | null
}
