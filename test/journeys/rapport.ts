/** A whole Rapport as a company runs it: the program itself, its own database, a folder that is gone afterwards. */
import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readHolder } from '../../server/platform/lock.ts'

export type RunningRapport = {
  readonly address: string
  /** Lets a test found companies as the operator of the machine does. */
  readonly operatorToken: string
  /** Stops and starts it again on the same data; answers where it is now. */
  restart(): Promise<RunningRapport>
  /** Stops, leaves a copy of its data in a new folder, and starts again; answers where it is now. */
  double(): Promise<{ rapport: RunningRapport; copy: string }>
  stop(): Promise<void>
}

const projectFolder = fileURLToPath(new URL('../..', import.meta.url))
const compiled = join(projectFolder, 'node_modules/.cache/compiled')
const ready = /Rapport is running at (\S+)[\s\S]*Ctrl-C stops it\./

/** What a Rapport starts with: the sample company, or as empty as on the first day; and the data of another one. */
export type Beginning = { readonly sample: boolean; readonly data?: string | undefined }

/** Starts Rapport on a free port. */
export async function startRapport({ sample, data }: Beginning): Promise<RunningRapport> {
  return startOn(data === undefined ? newFolder() : copied(data), sample)
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'rapport-journey-'))
}

/** A copy with the owners and rights of the files, on which PostgreSQL insists. */
function copied(dataDir: string): string {
  const folder = newFolder()
  execFileSync('cp', ['-a', `${dataDir}/.`, folder])
  return folder
}

async function startOn(dataDir: string, sample: boolean): Promise<RunningRapport> {
  const program = spawn(process.execPath, ['server/main.ts'], {
    cwd: projectFolder,
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: compiled,
      DATA_DIR: dataDir,
      PORT: '0',
      SAMPLE: sample ? 'on' : 'off',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const gone = once(program, 'close')
  const address = await announced(program)
  const end = async () => {
    program.kill('SIGTERM')
    await gone
  }
  return {
    address,
    operatorToken: readHolder(dataDir)?.token ?? '',
    restart: async () => {
      await end()
      return startOn(dataDir, sample)
    },
    double: async () => {
      await end()
      const copy = copied(dataDir)
      return { rapport: await startOn(dataDir, sample), copy }
    },
    stop: async () => {
      await end()
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The address, once it is served. */
function announced(program: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    const hear = (text: unknown) => {
      said += String(text)
      const found = ready.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    }
    program.stdout?.on('data', hear)
    program.stderr?.on('data', hear)
    program.on('close', () => reject(new Error(`Rapport did not start: ${said}`)))
  })
}
