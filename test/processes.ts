import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const POLL_MS = 20
const DEADLINE_MS = 90_000
const PROJECT_FOLDER = fileURLToPath(new URL('..', import.meta.url))

/** What every started program is told; where the product keeps its compiled code, else each start compiles anew. */
export const PROGRAM_ENVIRONMENT = {
  PATH: '/usr/bin:/bin',
  NODE_COMPILE_CACHE: join(PROJECT_FOLDER, 'node_modules/.cache/compiled'),
}

/** A program that a test started, and what it has said so far. */
export type Started = {
  readonly process: ChildProcess
  readonly output: () => string
  /** The exit code, or the name of the signal. */
  readonly ended: Promise<number | string>
}

/** A new folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

/** Starts a program of the project under its own Node; it is killed after the test if it still runs. */
export function startProgram(args: readonly string[], env: Readonly<Record<string, string>> = {}): Started {
  const child = spawn(process.execPath, args, {
    cwd: PROJECT_FOLDER,
    env: { ...PROGRAM_ENVIRONMENT, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const hear = (text: unknown) => (said += String(text))
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = once(child, 'close').then(([code, signal]: unknown[]) =>
    typeof code === 'number' ? code : String(signal),
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  return { process: child, output: () => said, ended }
}

/** Runs TypeScript given as text, with the project's folder as its own. */
export function startScript(text: string, env: Readonly<Record<string, string>> = {}): Started {
  return startProgram(['--input-type=module-typescript', '--eval', text], env)
}

/** Waits until a program has said something; fails with all that it said when it ends or stays silent. */
export async function saying(started: Started, text: string): Promise<string> {
  await eventually(() => started.output().includes(text) || started.process.exitCode !== null)
  if (!started.output().includes(text)) throw new Error(`It never said "${text}", but: ${started.output()}`)
  return started.output()
}

/** Waits until something holds; what takes a whole import needs a longer deadline than usual. */
export async function eventually(
  holds: () => boolean | Promise<boolean>,
  deadlineMs: number = DEADLINE_MS,
): Promise<void> {
  for (let waitedMs = 0; waitedMs < deadlineMs; waitedMs += POLL_MS) {
    if (await holds()) return
    await pause(POLL_MS)
  }
  throw new Error(`It did not come true within ${deadlineMs} ms: ${String(holds)}`)
}

/** Whether a process runs. A zombie, dead but not yet collected by its parent, does not. */
export function runs(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** The ids of all processes whose command line or working folder lies under a folder. */
export function processesUsing(folder: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter(
      (pid) => pid > 0 && pid !== process.pid && runs(pid) && environmentOrCommand(pid).includes(folder),
    )
}

function environmentOrCommand(pid: number): string {
  const read = (name: string) => {
    try {
      return readFileSync(`/proc/${pid}/${name}`, 'utf8')
    } catch {
      return ''
    }
  }
  return `${read('cmdline')} ${read('environ')}`
}
