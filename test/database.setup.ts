import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import {
  connectionsOf,
  type ConnectionOptions,
  type DatabaseConnections,
} from '../server/platform/connection.ts'
import { startEmbedded } from '../server/platform/embedded/index.ts'
import { openDatabase } from '../server/platform/database.ts'
import { migrate } from '../server/platform/migrate.ts'
import { testDatabaseUrl } from '../server/platform/settings.ts'
import { populate } from './cast.ts'
import type { Population } from './cast.ts'
import { administer, dropDatabases, inDatabase } from './server.ts'

/** Starts the server of a test run, or takes the one that DATABASE_URL names, and makes the databases to copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await findServer()
  const prefix = `rapport_test_${randomBytes(4).toString('hex')}_`
  const template = `${prefix}template`
  await administer(server, `create database ${template}`)
  await migrate({ owner: inDatabase(server.owner, template), app: inDatabase(server.app, template) })
  const populated = `${prefix}populated`
  await administer(server, `create database ${populated} template ${template}`)
  const population = await populatedIn(inDatabase(server.app, populated))
  const { owner, app } = server
  project.provide('testServer', {
    owner,
    app,
    template,
    populated: { template: populated, population },
    prefix,
  })
  return async () => {
    await dropDatabases(server, prefix)
    await server.stop()
  }
}

async function populatedIn(connection: ConnectionOptions): Promise<Population> {
  const database = openDatabase(connection)
  try {
    return await populate(database)
  } finally {
    await database.close()
  }
}

async function findServer(): Promise<DatabaseConnections & { stop(): Promise<void> }> {
  const url = testDatabaseUrl()
  if (url !== undefined) return { ...connectionsOf(url), stop: async () => {} }
  const dataDir = mkdtempSync(join(tmpdir(), 'rapport-test-'))
  const database = await startEmbedded({ dataDir, forgetful: true })
  const stop = async () => {
    await database.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { owner: database.owner, app: database.app, stop }
}
