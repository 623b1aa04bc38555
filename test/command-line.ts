import { saying, startProgram } from './processes.ts'
import type { Started } from './processes.ts'

export type Said = { readonly code: number | string; readonly output: string }

/** Runs `bin/rapport` with the Node of the tests, on a data folder of its own. */
export async function rapport(dataDir: string, ...args: readonly string[]): Promise<Said> {
  const started = startProgram(['cli/main.ts', ...args], { DATA_DIR: dataDir })
  const code = await started.ended
  return { code, output: started.output() }
}

/** The same, for what is expected to succeed: what it printed as JSON. */
// oxlint-disable-next-line typescript/no-explicit-any -- a test may take apart what it has just asked for.
export async function rapportJson(dataDir: string, ...args: readonly string[]): Promise<any> {
  const { code, output } = await rapport(dataDir, ...args, '--json')
  if (code !== 0) throw new Error(`rapport ${args.join(' ')} ended with ${code}: ${output}`)
  return JSON.parse(output)
}

/** The whole program on a data folder, without the sample company. */
export async function startRapport(dataDir: string): Promise<Started> {
  const started = startProgram(['server/main.ts'], { DATA_DIR: dataDir, PORT: '0', SAMPLE: 'off' })
  await saying(started, 'Ctrl-C stops it.')
  return started
}
