/**
 * Real databases for tests. One server runs for the whole test run; each test file gets a database of its own,
 * copied from a migrated template in some milliseconds.
 */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import type { ConnectionOptions, DatabaseConnections } from '../server/platform/connection.ts'
import { administer, inDatabase } from './server.ts'

/** What the global setup tells each test file: how to reach the server, and the migrated database to copy. */
export interface TestServer extends DatabaseConnections {
  readonly template: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer
  }
}

/** A migrated, empty database of this test file: the owner for preparing, the application's role for proving. */
export interface TestDatabase extends DatabaseConnections {
  readonly name: string
  readonly ownerPool: pg.Pool
  readonly appPool: pg.Pool
  drop(): Promise<void>
}

const POOL_MOST = 6

/** Makes a database from the template; it is dropped after the test file. Call it in `beforeAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('testServer')
  if (!server)
    throw new Error('No test server runs for this file: vitest.config.ts decides which folders get one.')
  const name = `rapport_test_${randomBytes(6).toString('hex')}`
  await administer(server, `create database ${name} template ${server.template}`)
  const connections = { owner: inDatabase(server.owner, name), app: inDatabase(server.app, name) }
  const ownerPool = openPool(connections.owner)
  const appPool = openPool(connections.app)
  let dropped = false
  const drop = async () => {
    if (dropped) return
    dropped = true
    await Promise.all([ownerPool.end(), appPool.end()])
    await administer(server, `drop database if exists ${name} with (force)`)
  }
  afterAll(drop)
  return { ...connections, name, ownerPool, appPool, drop }
}

function openPool(options: ConnectionOptions): pg.Pool {
  const pool = new pg.Pool({ ...options, max: POOL_MOST })
  pool.on('error', () => {})
  return pool
}
