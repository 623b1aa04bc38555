import pg from 'pg'
import type { ConnectionOptions, DatabaseConnections } from '../server/platform/connection.ts'

/** The same way in, to another database of the same server. */
export function inDatabase(options: ConnectionOptions, database: string): ConnectionOptions {
  if (options.connectionString === undefined) return { ...options, database }
  const url = new URL(options.connectionString)
  url.pathname = `/${database}`
  return { ...options, connectionString: url.href }
}

/** Runs one statement outside any test database. */
export async function administer(server: DatabaseConnections, statement: string): Promise<void> {
  const client = new pg.Client(server.owner)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
