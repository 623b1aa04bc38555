import type { ClientConfig } from 'pg'

/** The role that owns nothing, obeys row-level security and serves every request. */
export const APP_ROLE = 'rapport_app'

/** How to reach the database: plain data, so that it can be handed to a child process. */
export type ConnectionOptions = Pick<
  ClientConfig,
  'host' | 'port' | 'user' | 'database' | 'connectionString' | 'options'
>

/**
 * The two ways into one database. `owner` migrates and runs the job queue; `app` is the only one that may
 * serve a request, because row-level security holds for it and not for the owner.
 */
export interface DatabaseConnections {
  readonly owner: ConnectionOptions
  readonly app: ConnectionOptions
}

/** Connections to a server of one's own: the same user, who takes on the application's role from the first moment. */
export function connectionsOf(databaseUrl: string): DatabaseConnections {
  return {
    owner: { connectionString: databaseUrl },
    app: { connectionString: databaseUrl, options: `-c role=${APP_ROLE}` },
  }
}
