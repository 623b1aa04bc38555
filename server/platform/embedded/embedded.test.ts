import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import {
  eventually,
  processesUsing,
  runs,
  saying,
  startScript,
  temporaryFolder,
} from '../../../test/processes.ts'
import type { ConnectionOptions } from '../connection.ts'
import { startEmbedded, type EmbeddedDatabase } from './index.ts'

const START = `
  import { startEmbedded } from './server/platform/embedded/index.ts'
  const { pid } = await startEmbedded({ dataDir: process.env.FOLDER, forgetful: true })
  console.log('postmaster ' + pid())
  setInterval(() => {}, 1000)`

async function start(dataDir: string): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataDir, forgetful: true })
  onTestFinished(() => database.stop())
  return database
}

async function query(options: ConnectionOptions, text: string): Promise<unknown[]> {
  const client = new pg.Client(options)
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(text)
    return rows
  } finally {
    await client.end()
  }
}

describe('a running database', () => {
  const sharedFolder = mkdtempSync(join(tmpdir(), 'rapport-test-'))
  let shared: EmbeddedDatabase

  beforeAll(async () => {
    shared = await startEmbedded({ dataDir: sharedFolder, forgetful: true })
  })

  afterAll(async () => {
    await shared.stop()
    rmSync(sharedFolder, { recursive: true })
  })

  test('nobody can connect as the superuser that made the cluster', async () => {
    const { owner } = shared
    await expect(query({ ...owner, user: 'rapport_bootstrap' }, 'select 1')).rejects.toThrow(
      'no pg_hba.conf entry',
    )
  })

  test('both roles are without the rights of a superuser', async () => {
    const { owner } = shared
    const rows = await query(
      owner,
      `select rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname in ('rapport_owner', 'rapport_app') order by 1`,
    )
    expect(rows).toEqual([
      { rolname: 'rapport_app', rolsuper: false, rolbypassrls: false, rolcreaterole: false },
      { rolname: 'rapport_owner', rolsuper: false, rolbypassrls: false, rolcreaterole: false },
    ])
  })

  test('the folders of the data and of the socket are closed to others', async () => {
    const { owner } = shared
    const modes = [join(sharedFolder, 'postgres'), owner.host ?? ''].map(
      (path) => statSync(path).mode & 0o777,
    )
    expect(modes).toEqual([0o700, 0o700])
  })
})

async function answers(options: ConnectionOptions): Promise<boolean> {
  try {
    await query(options, 'select 1')
    return true
  } catch {
    return false
  }
}

test('rows that were written are there after a stop and a start', async () => {
  const dataDir = temporaryFolder()
  const first = await startEmbedded({ dataDir, forgetful: true })
  await query(first.owner, 'create table kept (a int); insert into kept values (1)')
  await first.stop()
  const second = await start(dataDir)
  expect(await query(second.owner, 'select a from kept')).toEqual([{ a: 1 }])
})

test('a stop leaves no process and no socket behind', async () => {
  const dataDir = temporaryFolder()
  const database = await startEmbedded({ dataDir, forgetful: true })
  expect(processesUsing(dataDir)).not.toEqual([])
  await database.stop()
  expect(processesUsing(dataDir)).toEqual([])
  expect(existsSync(join(dataDir, 'run'))).toBe(false)
})

test('a data folder with a path too long for a socket works', async () => {
  const parent = temporaryFolder()
  chmodSync(parent, 0o711)
  const dataDir = join(parent, 'x'.repeat(120))
  const { owner } = await start(dataDir)
  expect(owner.host?.length).toBeLessThan(60)
  expect(await query(owner, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a server that is killed comes back by itself', async () => {
  const database = await start(temporaryFolder())
  const killed = database.pid()
  process.kill(killed, 'SIGKILL')
  await eventually(() => database.pid() !== killed)
  await eventually(() => answers(database.app))
})

test('the server ends when its Rapport is killed', async () => {
  const dataDir = temporaryFolder()
  const rapport = startScript(START, { FOLDER: dataDir })
  await saying(rapport, 'postmaster')
  rapport.process.kill('SIGKILL')
  await eventually(() => processesUsing(dataDir).length === 0)
})

test('a server that outlived its Rapport and its guardian is replaced at the next start', async () => {
  const dataDir = temporaryFolder()
  const rapport = startScript(START, { FOLDER: dataDir })
  const orphan = Number(/postmaster (\d+)/.exec(await saying(rapport, 'postmaster'))?.[1])
  for (const pid of guardiansOf(orphan)) process.kill(pid, 'SIGKILL')
  rapport.process.kill('SIGKILL')
  await rapport.ended
  expect(runs(orphan)).toBe(true)
  const database = await start(dataDir)
  expect(runs(orphan)).toBe(false)
  expect(await query(database.owner, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a stale pid file that names another living process does not stand in the way', async () => {
  const dataDir = temporaryFolder()
  const first = await startEmbedded({ dataDir, forgetful: true })
  const pidFile = join(dataDir, 'postgres', 'postmaster.pid')
  const lines = readFileSync(pidFile, 'utf8').split('\n').slice(1)
  await first.stop()
  writeFileSync(pidFile, [process.pid, ...lines].join('\n'))
  const second = await start(dataDir)
  expect(runs(process.pid)).toBe(true)
  expect(await query(second.owner, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a server whose data is gone can be stopped while it is started again', async () => {
  const dataDir = temporaryFolder()
  const database = await startEmbedded({ dataDir, forgetful: true })
  rmSync(join(dataDir, 'postgres'), { recursive: true, force: true })
  process.kill(database.pid(), 'SIGKILL')
  await eventually(() => !runs(database.pid()))
  await expect(database.stop()).resolves.toBeUndefined()
})

test('a first start that was killed midway is begun again', async () => {
  const dataDir = temporaryFolder()
  const rapport = startScript(START, { FOLDER: dataDir })
  await eventually(() => readdirSync(dataDir).some((name) => name.startsWith('postgres.unfinished')))
  rapport.process.kill('SIGKILL')
  await rapport.ended
  const database = await start(dataDir)
  expect(await query(database.owner, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(readdirSync(dataDir).toSorted()).toEqual(['postgres', 'run'])
})

test('data of another major version is refused in a sentence', async () => {
  const dataDir = temporaryFolder()
  await startEmbedded({ dataDir, forgetful: true }).then((database) => database.stop())
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n')
  await expect(startEmbedded({ dataDir })).rejects.toThrow(
    'was written by PostgreSQL 17, and this Rapport carries PostgreSQL 18',
  )
})

/** The little shells that end a server when its Rapport is gone. */
function guardiansOf(postmaster: number): number[] {
  return processesUsing('rapport-guardian').filter((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(String(postmaster)),
  )
}
