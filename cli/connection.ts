import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { readHolder } from '../server/platform/lock.ts'
import { environmentWith, readSettings } from '../server/platform/settings.ts'
import { clientOf } from './client.ts'
import type { Client } from './client.ts'
import { CliFailure } from './failure.ts'

const startTimeoutMs = 90_000
const pollMs = 50
const aliveTimeoutMs = 3000

export type Connection = { readonly client: Client; readonly close: () => Promise<void> }

/**
 * Reaches Rapport: through the program when it runs on the data folder, otherwise by starting it for this one
 * command and stopping it afterwards.
 */
export async function connect(workspace: string | undefined): Promise<Connection> {
  const settings = readSettings()
  const running = await runningOn(settings.DATA_DIR)
  if (running !== undefined) return { client: clientOf({ ...running, workspace }), close: async () => {} }
  return startForOneCommand(settings.DATA_DIR, workspace)
}

async function runningOn(dataDir: string): Promise<{ url: string; token: string } | undefined> {
  const holder = readHolder(dataDir)
  if (holder?.url === undefined || holder.token === undefined) return undefined
  const { url, token } = holder
  const alive = await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(aliveTimeoutMs) }).catch(
    () => undefined,
  )
  return alive?.ok === true ? { url, token } : undefined
}

async function startForOneCommand(dataDir: string, workspace: string | undefined): Promise<Connection> {
  const entry = new URL('../server/main.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [entry], {
    env: environmentWith({ PORT: '0', HOST: '127.0.0.1', SAMPLE: 'off' }),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const close = () => stop(child)
  try {
    const place = await announced(child, dataDir)
    return { client: clientOf({ ...place, workspace }), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function announced(child: ChildProcess, dataDir: string): Promise<{ url: string; token: string }> {
  let complaint = ''
  child.stderr?.on('data', (text: Buffer) => {
    complaint += text.toString('utf8')
  })
  const deadline = performance.now() + startTimeoutMs
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new CliFailure(complaint.trim() || 'Rapport did not start.')
    const found = await runningOn(dataDir)
    if (found !== undefined && readHolder(dataDir)?.pid === child.pid) return found
    await pause(pollMs)
  }
  throw new CliFailure('Rapport did not start in time; see what "npm start" says.')
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
}
