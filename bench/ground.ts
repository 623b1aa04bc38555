/** A database of one's own to measure in. It is kept, so that a second run needs no generating. */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startEmbedded } from '../server/platform/embedded/index.ts'
import { migrate } from '../server/platform/migrate.ts'
import { datedSlugOf, generate, slugOf, type Volume } from './generate.ts'

export type BenchGround = {
  readonly dataDir: string
  readonly volume: Volume
  readonly workspaceId: number
  readonly connections: { readonly owner: pg.ClientConfig; readonly app: pg.ClientConfig }
  readonly owner: pg.Client
  stop(): Promise<void>
}

const LEADS_DEFAULT = '1000000'
const TOUCHES_DEFAULT = '10000000'
const FOLDER_DEFAULT = '/var/tmp/rapport-bench'

/** The volume and folder that the command line names. */
export function benchOptions(): {
  volume: Volume
  dataDir: string
  alone: boolean
  keep: boolean
  only: string
} {
  const { values } = parseArgs({
    options: {
      leads: { type: 'string', default: LEADS_DEFAULT },
      touches: { type: 'string', default: TOUCHES_DEFAULT },
      folder: { type: 'string', default: FOLDER_DEFAULT },
      // Leaves out the plain PostgreSQL beside it, which takes minutes at full size.
      alone: { type: 'boolean', default: false },
      // Keeps the columnar copy of the run before, which takes a minute to make.
      keep: { type: 'boolean', default: false },
      // Measures only what has these words in its name, where a benchmark has several parts.
      only: { type: 'string', default: '' },
    },
    allowPositionals: true,
  })
  const volume = { leads: Number(values.leads), touches: Number(values.touches) }
  const dataDir = join(values.folder, `${volume.leads}-${volume.touches}`)
  const { alone, keep, only } = values
  return { volume, dataDir, alone, keep, only }
}

/**
 * Starts the carried PostgreSQL and generates the workspace where it is not there yet; where it is `dated`, another one
 * in which every value has the dates at which it was written.
 */
export async function openBenchGround({ dated = false } = {}): Promise<BenchGround> {
  const { volume, dataDir } = benchOptions()
  mkdirSync(dataDir, { recursive: true })
  const database = await startEmbedded({ dataDir })
  await migrate(database)
  const owner = new pg.Client(database.owner)
  await owner.connect()
  const workspaceId =
    (await workspaceNamed(owner, dated ? datedSlugOf(volume) : slugOf(volume))) ??
    (await generated(owner, volume, dated))
  const stop = async () => {
    await owner.end()
    await database.stop()
  }
  return {
    dataDir,
    volume,
    workspaceId,
    connections: { owner: database.owner, app: database.app },
    owner,
    stop,
  }
}

async function workspaceNamed(owner: pg.Client, slug: string): Promise<number | undefined> {
  const { rows } = await owner.query<{ id: number }>('select id from workspaces where slug = $1', [slug])
  return rows[0]?.id
}

async function generated(owner: pg.Client, volume: Volume, dated: boolean): Promise<number> {
  console.log(`Generating ${number(volume.leads)} leads and ${number(volume.touches)} touches …`)
  const { workspaceId, seconds } = await generate(owner, volume, { dated })
  console.log(`generated in ${seconds.toFixed(0)} s`)
  return workspaceId
}

export type Timing = { readonly median: number; readonly p95: number; readonly worst: number }

/** Runs `work` some times after one run to warm up; answers milliseconds. */
export async function timed(times: number, work: (turn: number) => Promise<unknown>): Promise<Timing> {
  await work(0)
  const taken: number[] = []
  for (let turn = 1; turn <= times; turn++) {
    const startedAt = performance.now()
    await work(turn)
    taken.push(performance.now() - startedAt)
  }
  return summary(taken)
}

export function summary(taken: readonly number[]): Timing {
  const sorted = taken.toSorted((one, other) => one - other)
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN
  return { median: at(0.5), p95: at(0.95), worst: at(1) }
}

/** Resident memory of a process now and at its highest, in MiB. */
export function memoryOf(pid: number | undefined): { now: number; highest: number } {
  const status = readFileSync(`/proc/${pid ?? 'self'}/status`, 'utf8')
  const kilobytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0)
  return { now: kilobytes('VmRSS') / 1024, highest: kilobytes('VmHWM') / 1024 }
}

const CLOCK_TICKS_A_SECOND = 100

/** Milliseconds of processor that a process has used, all its threads together: a crowded machine changes it little. */
export function processorMs(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid ?? 'self'}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / CLOCK_TICKS_A_SECOND
}

export const number = (value: number) => value.toLocaleString('en')
export const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`
