/**
 * Real databases for tests. One server runs for the whole test run; each test file gets a database of its own,
 * copied from a migrated template in some milliseconds.
 */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import type { ConnectionOptions, DatabaseConnections } from '../server/platform/connection.ts'
import type { Population } from './cast.ts'
import { administer, inDatabase } from './server.ts'

/** What the global setup tells each test file: how to reach the server, and the migrated databases to copy. */
export type TestServer = DatabaseConnections & {
  readonly template: string
  /** The one in which the cast is. */
  readonly populated: { readonly template: string; readonly population: Population }
  /** Every database of this run is named so. */
  readonly prefix: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer
  }
}

/** A migrated, empty database of this test file: the owner for preparing, the application's role for proving. */
export type TestDatabase = DatabaseConnections & {
  readonly name: string
  readonly ownerPool: pg.Pool
  readonly appPool: pg.Pool
  /** Who is in it; absent in an empty one. */
  readonly population: Population | undefined
}

const POOL_MOST = 6

/** Makes a database, empty unless the cast shall be in it; it is dropped after the test run. Call it in `beforeAll`. */
export async function createTestDatabase({ populated = false } = {}): Promise<TestDatabase> {
  const server = inject('testServer')
  if (!server)
    throw new Error('No test server runs for this file: vitest.config.ts decides which folders get one.')
  const name = `${server.prefix}${randomBytes(6).toString('hex')}`
  const template = populated ? server.populated.template : server.template
  await administer(server, `create database ${name} template ${template}`)
  const connections = { owner: inDatabase(server.owner, name), app: inDatabase(server.app, name) }
  const population = populated ? server.populated.population : undefined
  const pools = { ownerPool: openPool(connections.owner), appPool: openPool(connections.app) }
  return { ...connections, name, ...pools, population }
}

function openPool(options: ConnectionOptions): pg.Pool {
  const pool = new pg.Pool({ ...options, max: POOL_MOST })
  pool.on('error', () => {})
  return pool
}
