/** A whole Rapport as a company runs it: the program itself, its own database, a folder that is gone afterwards. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type RunningRapport = { readonly address: string; stop(): Promise<void> }

const projectFolder = fileURLToPath(new URL('../..', import.meta.url))
const compiled = join(projectFolder, 'node_modules/.cache/compiled')
const ready = /Rapport is running at (\S+)[\s\S]*Ctrl-C stops it\./

/** Starts Rapport on a free port; with the sample company, or as empty as on the first day. */
export async function startRapport({ sample }: { sample: boolean }): Promise<RunningRapport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rapport-journey-'))
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
  let said = ''
  const address = await new Promise<string>((resolve, reject) => {
    const hear = (text: unknown) => {
      said += String(text)
      const found = ready.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    }
    program.stdout.on('data', hear)
    program.stderr.on('data', hear)
    program.on('close', () => reject(new Error(`Rapport did not start: ${said}`)))
  })
  const stop = async () => {
    program.kill('SIGTERM')
    await gone
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
  return { address, stop }
}
