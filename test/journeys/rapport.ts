/** A whole Rapport as a company runs it: the program itself, its own database, a folder that is gone afterwards. */
import { spawn } from 'node:child_process'
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
  stop(): Promise<void>
}

const projectFolder = fileURLToPath(new URL('../..', import.meta.url))
const compiled = join(projectFolder, 'node_modules/.cache/compiled')
const ready = /Rapport is running at (\S+)[\s\S]*Ctrl-C stops it\./

/** Starts Rapport on a free port; with the sample company, or as empty as on the first day. */
export async function startRapport({ sample }: { sample: boolean }): Promise<RunningRapport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rapport-journey-'))
  return startOn(dataDir, sample)
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
