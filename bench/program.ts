/** The whole program with an empty data folder of its own, and what memory its Node processes hold. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { ConnectionOptions } from '../server/platform/connection.ts'
import { runningOwner } from '../server/platform/embedded/index.ts'
import { readHolder } from '../server/platform/lock.ts'

const project = fileURLToPath(new URL('..', import.meta.url))
const startDeadlineMs = 120_000
const lookEveryMs = 250
const stopDeadlineMs = 30_000

export type StartedProgram = {
  readonly pid: number
  /** A folder that goes with the program; its data lies in there too. */
  readonly folder: string
  readonly url: string
  readonly token: string
  readonly owner: ConnectionOptions
  stop(): Promise<void>
}

/** Starts everything as `bin/start` does, without the sample company, and waits until it answers. */
export async function startProgram(): Promise<StartedProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-bench-'))
  // PostgreSQL gives up the rights of root and must still get there.
  chmodSync(folder, 0o711)
  const dataDir = join(folder, 'data')
  const settings = { DATA_DIR: dataDir, PORT: '0', SAMPLE: 'off', LOG_LEVEL: 'warn' }
  const program = spawn(join(project, 'bin/node'), [join(project, 'server/main.ts')], {
    env: { NODE_COMPILE_CACHE: join(project, 'node_modules/.cache/compiled'), ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const stop = async () => {
    const timer = setTimeout(() => program.kill('SIGKILL'), stopDeadlineMs)
    program.kill('SIGTERM')
    if (program.exitCode === null && program.signalCode === null) await once(program, 'exit')
    clearTimeout(timer)
    rmSync(folder, { recursive: true, force: true })
  }
  for (let waitedMs = 0; waitedMs < startDeadlineMs && program.exitCode === null; waitedMs += lookEveryMs) {
    const { url, token } = readHolder(dataDir) ?? {}
    const owner = runningOwner(dataDir)
    if (url !== undefined && token !== undefined && owner !== undefined)
      return { pid: program.pid ?? 0, folder, url, token, owner, stop }
    await pause(lookEveryMs)
  }
  await stop()
  throw new Error('the program did not start')
}

export type Memory = {
  /** What they hold together: pages of files, such as Node's own program text, are in memory once for all of them. */
  readonly megabytes: number
  /** The same with such pages counted again for every process. */
  readonly summed: number
  /** What each process held at that moment, all its pages counted. */
  readonly parts: string
}

export type MemoryWatch = {
  /** The most that all Node processes held together since this was asked last. */
  highest(): Memory
  stop(): void
}

const nothing: Memory = { megabytes: 0, summed: 0, parts: '' }

/** Adds up the memory of a program and all its Node children, again and again. */
export function watchMemory(pid: number): MemoryWatch {
  let most: Memory = nothing
  const timer = setInterval(() => {
    const now = memoryOf(pid)
    if (now.megabytes > most.megabytes) most = now
  }, lookEveryMs)
  const highest = () => {
    const found = most
    most = nothing
    return found
  }
  return { highest, stop: () => clearInterval(timer) }
}

function memoryOf(root: number): Memory {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const ours = processes
    .map(Number)
    .filter((pid) => pid === root || parentOf(pid) === root)
    .filter(isNode)
  const parts = ours.map((pid) => ({ name: nameOf(pid), ...residentMegabytes(pid) }))
  const summed = parts.reduce((sum, part) => sum + part.all, 0)
  const ofFiles = parts.map((part) => part.ofFiles)
  const counted = ofFiles.reduce((sum, megabytes) => sum + megabytes, 0)
  return {
    megabytes: summed - counted + Math.max(0, ...ofFiles),
    summed,
    parts: parts.map(({ name, all }) => `${name} ${all.toFixed(0)}`).join(', '),
  }
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(readOf(pid, 'status'))?.[1] ?? 0)
}

function residentMegabytes(pid: number): { readonly all: number; readonly ofFiles: number } {
  const status = readOf(pid, 'status')
  const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024
  return { all: of('VmRSS'), ofFiles: of('RssFile') }
}

/** What a process runs: `server/analytics/process.ts` is called analytics. */
function nameOf(pid: number): string {
  const script = readOf(pid, 'cmdline')
    .split('\0')
    .findLast((part) => part.endsWith('.ts'))
  const words = (script ?? '').replace('/process.ts', '.ts')
  return basename(words, '.ts') || String(pid)
}

function readOf(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

function isNode(pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/exe`).endsWith('/node')
  } catch {
    return false
  }
}
