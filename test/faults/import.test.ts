import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { askRun, doorOf, readImport, receiveFile } from '../../server/domains/intake/index.ts'
import type { Door } from '../../server/domains/intake/index.ts'
import { foundings } from '../../server/foundings.ts'
import { openDatabase, systemActor } from '../../server/platform/database.ts'
import { startEmbedded } from '../../server/platform/embedded/index.ts'
import type { EmbeddedDatabase } from '../../server/platform/embedded/index.ts'
import { migrate } from '../../server/platform/migrate.ts'
import { eventually, temporaryFolder } from '../processes.ts'

const rounds = 20
const rows = 40_000
const blankOriginEvery = 7
/** Half of the kills wait for a chunk to be acknowledged first, the others strike wherever they fall. */
const progressWaitMs = 4_000
const pauseSpanMs = 1_200
const seed = 20_260_511
const secret = 'a secret for tests, long enough to sign'
const testDeadlineMs = 420_000
/** What is left after the last kill may be the whole file, on a machine that does other things too. */
const finishDeadlineMs = 240_000

/** Numbers that are random and the same in every run (mulberry32). */
function dice(from: number): () => number {
  let state = from
  return () => {
    state = Math.trunc(state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The real worker, started again at once whenever it is killed. */
class Worker {
  readonly #database: EmbeddedDatabase
  readonly #dataDir: string
  #child: ChildProcess | undefined
  #ended = false
  starts = 0

  constructor(database: EmbeddedDatabase, dataDir: string) {
    this.#database = database
    this.#dataDir = dataDir
    this.#start()
  }

  kill(): void {
    this.#child?.kill('SIGKILL')
  }

  async stop(): Promise<void> {
    this.#ended = true
    const child = this.#child
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  #start(): void {
    this.starts += 1
    const child = fork(new URL('../../server/worker.ts', import.meta.url), {
      execPath: process.execPath,
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { PATH: '/usr/bin:/bin', SECRET: secret },
    })
    const { owner, app } = this.#database
    child.send({ kind: 'start', context: { connections: { owner, app }, dataDir: this.#dataDir, secret } })
    child.on('exit', () => {
      if (!this.#ended) this.#start()
    })
    child.on('error', () => {})
    this.#child = child
  }
}

async function* leadsFile(): AsyncGenerator<Buffer> {
  yield Buffer.from('mql_id,first_contact_date,landing_page_id,origin\n')
  for (let first = 0; first < rows; first += 1_000) {
    const lines = Array.from(
      { length: 1_000 },
      (_, at) =>
        `lead-${first + at},2025-0${1 + (at % 9)}-11,page ${at % 40},${(first + at) % blankOriginEvery === 0 ? '' : `origin ${at % 5}`}\n`,
    )
    yield Buffer.from(lines.join(''))
  }
}

/** A backend of the server chosen by the dice; killing one makes the whole server start again. */
function someBackend(postmaster: number, random: number): number {
  const children = readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && parentOf(Number(name)) === postmaster,
  )
  return Number(children[Math.floor(random * children.length)] ?? postmaster)
}

function parentOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1])
  } catch {
    return 0
  }
}

/** Asks until the database answers: it is killed all the time. */
async function persistently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch {
      await pause(50)
    }
  }
}

test(
  '20 kills of the worker and of PostgreSQL lose no acknowledged row, and the import ends exact',
  { timeout: testDeadlineMs },
  async () => {
    const dataDir = temporaryFolder()
    const server = await startEmbedded({ dataDir })
    // The last to be registered is the first to run: the folder goes when nobody uses it any more.
    onTestFinished(() => server.stop())
    await migrate(server)
    const database = openDatabase(server.app)
    onTestFinished(() => database.close())
    const { rows: founded } = await database.pool.query<{ id: number }>(
      `select rapport_found_workspace('faults', 'Faults', 'EUR', 'UTC', false) as id`,
    )
    const door = doorOf(database, {
      workspaceId: founded[0]?.id ?? 0,
      actor: systemActor,
      now: () => new Date(),
    })
    await door(async (scope) => {
      for (const found of foundings) await found(scope)
    })
    const { id } = await receiveFile(door, { fileName: 'mql.csv', stream: leadsFile(), wasCut: () => false })
    await door((scope) => askRun(scope, id))
    const worker = new Worker(server, dataDir)
    onTestFinished(() => worker.stop())

    const { kills, acknowledged } = await torment({ worker, server, door, id })
    await eventually(async () => (await look(door, id)).state === 'finished', finishDeadlineMs)
    const view = await look(door, id)
    expect(view.counts).toMatchObject({
      rows,
      created: rows,
      changed: 0,
      unchanged: 0,
      duplicate: 0,
      refused: 0,
    })
    expect(acknowledged.every((count, at) => at === 0 || count >= (acknowledged[at - 1] ?? 0))).toBe(true)
    expect(kills.size).toBe(3)
    expect(await persistently(() => figures(server))).toEqual({
      leads: rows,
      contacts: rows,
      ids: rows,
      changes: rows,
      touches: rows,
      activity: rows,
      ledgers: 2 * rows - Math.ceil(rows / blankOriginEvery),
      chunks: rows,
    })
  },
)

type Tormented = {
  readonly worker: Worker
  readonly server: EmbeddedDatabase
  readonly door: Door
  readonly id: number
}

/** Kills at random instants; notes how many rows were acknowledged before each kill. */
async function torment({
  worker,
  server,
  door,
  id,
}: Tormented): Promise<{ kills: Set<string>; acknowledged: number[] }> {
  const roll = dice(seed)
  const kills = new Set<string>()
  const acknowledged: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const last = acknowledged.at(-1) ?? 0
    if (roll() < 0.5) await advance({ door, id }, last)
    await pause(roll() * pauseSpanMs)
    const view = await look(door, id)
    acknowledged.push(view.rowsDone)
    const what = ['worker', 'postmaster', 'backend'][Math.floor(roll() * 3)] ?? 'worker'
    kills.add(what)
    if (what === 'worker') worker.kill()
    else process.kill(what === 'backend' ? someBackend(server.pid(), roll()) : server.pid(), 'SIGKILL')
  }
  return { kills, acknowledged }
}

function look(door: Door, id: number) {
  return persistently(() => door((scope) => readImport(scope, id), { readOnly: true }))
}

/** Waits until more rows are acknowledged than before, but not for ever. */
async function advance({ door, id }: Pick<Tormented, 'door' | 'id'>, before: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < progressWaitMs; waitedMs += 100) {
    const { rowsDone } = await look(door, id)
    if (rowsDone > before) return
    await pause(100)
  }
}

async function figures(server: EmbeddedDatabase): Promise<Record<string, number>> {
  const client = new pg.Client(server.owner)
  await client.connect()
  try {
    const { rows: found } = await client.query<Record<string, number>>(
      `select (select count(distinct external_id)::int from leads) as leads, (select count(*)::int from contacts) as contacts,
         (select count(*)::int from contact_identities) as ids, (select count(*)::int from stage_changes) as changes,
         (select count(*)::int from touches) as touches, (select sum(touch_count)::int from contact_activity) as activity,
         (select count(*)::int from attribute_changes) as ledgers,
         (select sum(last_row - first_row + 1)::int from import_chunks) as chunks`,
    )
    return found[0] ?? {}
  } finally {
    await client.end()
  }
}
