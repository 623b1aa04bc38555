import { createServer } from 'node:http'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { readHolder } from '../../server/platform/lock.ts'
import {
  eventually,
  processesUsing,
  saying,
  startProgram,
  temporaryFolder,
  type Started,
} from '../processes.ts'

/** Whole programs are started here, some twice. */
vi.setConfig({ testTimeout: 240_000 })

function startRapport(dataDir: string, env: Readonly<Record<string, string>> = {}): Started {
  return startProgram(['server/main.ts'], { DATA_DIR: dataDir, PORT: '0', SAMPLE: 'off', ...env })
}

async function running(
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Started & { url: string }> {
  const rapport = startRapport(dataDir, env)
  const output = await saying(rapport, 'Ctrl-C stops it.')
  return { ...rapport, url: /running at (\S+)/.exec(output)?.[1] ?? '' }
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s stops everything in good order and leaves nothing behind',
  async (signal) => {
    const dataDir = temporaryFolder()
    const rapport = await running(dataDir)
    expect((await fetch(rapport.url)).status).toBeLessThan(500)
    rapport.process.kill(signal)
    expect(await rapport.ended).toBe(0)
    expect(processesUsing(dataDir)).toEqual([])
    expect(existsSync(join(dataDir, 'run.json'))).toBe(false)
  },
)

test('after kill -9 nothing stays behind for long, and the next start works', async () => {
  const dataDir = temporaryFolder()
  const first = await running(dataDir)
  first.process.kill('SIGKILL')
  await first.ended
  const second = await running(dataDir)
  expect((await fetch(second.url)).status).toBeLessThan(500)
  second.process.kill('SIGKILL')
  await eventually(() => processesUsing(dataDir).length === 0)
})

test('the command line finds the address and the token of what runs', async () => {
  const dataDir = temporaryFolder()
  const {
    url,
    process: { pid },
  } = await running(dataDir)
  expect(readHolder(dataDir)).toEqual({ pid, url, token: expect.stringMatching(/^[0-9a-f]{64}$/) })
})

test('what is written into the data folder is closed to others', async () => {
  const dataDir = temporaryFolder()
  const rapport = await running(dataDir)
  const open = readdirSync(dataDir).filter((name) => (statSync(join(dataDir, name)).mode & 0o077) !== 0)
  expect(open).toEqual([])
  rapport.process.kill('SIGTERM')
  await rapport.ended
})

test('the secret that is made at the first start is kept', async () => {
  const dataDir = temporaryFolder()
  expect(await startProgram(['server/main.ts', 'migrate'], { DATA_DIR: dataDir }).ended).toBe(0)
  const secret = readFileSync(join(dataDir, 'secret'), 'utf8')
  expect(await startProgram(['server/main.ts', 'migrate'], { DATA_DIR: dataDir }).ended).toBe(0)
  expect(readFileSync(join(dataDir, 'secret'), 'utf8')).toBe(secret)
})

async function refusal(dataDir: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const rapport = startRapport(dataDir, env)
  expect(await rapport.ended).toBe(1)
  expect(processesUsing(dataDir)).toEqual([])
  return rapport.output()
}

test('a second start on the same data folder is refused in one sentence and harms nobody', async () => {
  const dataDir = temporaryFolder()
  const first = await running(dataDir)
  const second = startRapport(dataDir)
  expect(await second.ended).toBe(1)
  expect(second.output()).toBe(
    `Rapport already runs on ${dataDir} (process ${first.process.pid}, ${first.url}); stop it, or set DATA_DIR to another folder.\n`,
  )
  expect((await fetch(first.url)).status).toBeLessThan(500)
})

test('a taken port is told in one sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' ? String(address?.port) : ''
  expect(await refusal(temporaryFolder(), { PORT: port })).toBe(
    `Port ${port} on 127.0.0.1 is taken by another program; set PORT to a free one.\n`,
  )
  other.close()
})

test('a data folder that cannot be made is told in one sentence', async () => {
  expect(await refusal('/proc/rapport')).toBe(
    'The data folder /proc/rapport cannot be written (ENOENT); set DATA_DIR to a folder that this user may write.\n',
  )
})

test('a database that does not answer is told in one sentence', async () => {
  const env = { DATABASE_URL: 'postgres://rapport@127.0.0.1:1/rapport', SECRET: 'x'.repeat(32) }
  expect(await refusal(temporaryFolder(), env)).toBe(
    'The database cannot be reached: connect ECONNREFUSED 127.0.0.1:1; check DATABASE_URL and that the server runs.\n',
  )
})

test('every faulty setting is told in one sentence', async () => {
  expect(await refusal(temporaryFolder(), { PORT: 'http', SAMPLE: 'perhaps' })).toBe(
    'The setting PORT must be a number.\nThe setting SAMPLE must be on or off.\n',
  )
})

test('an unknown part is told in one sentence', async () => {
  const rapport = startProgram(['server/main.ts', 'wbe'])
  expect(await rapport.ended).toBe(1)
  expect(rapport.output()).toBe('wbe is no part of Rapport; the parts are web, worker, analytics, migrate.\n')
})

test('the part migrate prepares the database and ends', async () => {
  const dataDir = temporaryFolder()
  const rapport = startProgram(['server/main.ts', 'migrate'], { DATA_DIR: dataDir })
  expect(await rapport.ended).toBe(0)
  expect(processesUsing(dataDir)).toEqual([])
})
