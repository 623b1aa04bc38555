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

/** Drops every database whose name begins so, also those that are still in use. */
export async function dropDatabases(server: DatabaseConnections, prefix: string): Promise<void> {
  const client = new pg.Client(server.owner)
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [prefix],
    )
    for (const { name } of rows) await client.query(`drop database if exists ${name} with (force)`)
  } finally {
    await client.end()
  }
}
