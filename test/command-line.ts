import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { PROGRAM_ENVIRONMENT } from './processes.ts'

const projectFolder = fileURLToPath(new URL('..', import.meta.url))
const deadlineMs = 200_000

export type Said = { readonly code: number | string; readonly output: string }

/** Runs `bin/rapport` with the Node of the tests, on a data folder of its own. */
export async function rapport(dataDir: string, ...args: readonly string[]): Promise<Said> {
  const child = spawn(process.execPath, ['cli/main.ts', ...args], {
    cwd: projectFolder,
    env: { ...PROGRAM_ENVIRONMENT, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: deadlineMs,
  })
  let output = ''
  const hear = (text: Buffer) => {
    output += text.toString('utf8')
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const [code, signal]: unknown[] = await once(child, 'close')
  return { code: typeof code === 'number' ? code : String(signal), output }
}

/** The same, for what is expected to succeed: what it printed as JSON. */
// oxlint-disable-next-line typescript/no-explicit-any -- a test may take apart what it has just asked for.
export async function rapportJson(dataDir: string, ...args: readonly string[]): Promise<any> {
  const { code, output } = await rapport(dataDir, ...args, '--json')
  if (code !== 0) throw new Error(`rapport ${args.join(' ')} ended with ${code}: ${output}`)
  return JSON.parse(output)
}

/** The whole program on a data folder, without the sample company, for a group of tests. Answers how to stop it. */
export async function serveForTests(dataDir: string): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: projectFolder,
    env: { ...PROGRAM_ENVIRONMENT, DATA_DIR: dataDir, PORT: '0', SAMPLE: 'off' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  let said = ''
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (text: Buffer) => {
      said += text.toString('utf8')
      if (said.includes('Ctrl-C stops it.')) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void ended.then(() => reject(new Error(`Rapport did not start: ${said}`)))
  })
  await ready
  return async () => {
    child.kill('SIGTERM')
    await ended
  }
}
