/**
 * Pages of the large lists through the whole program: filtered, sorted, searched, and pages further in; beside what
 * the plain way takes in the same database: offset, limit and a count, without walls, reading the whole table.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { z } from 'zod'
import { runningOwner } from '../server/platform/embedded/index.ts'
import { readPostmaster } from '../server/platform/embedded/orphan.ts'
import { readHolder } from '../server/platform/lock.ts'
import { slugOf } from './generate.ts'
import { benchOptions, memoryOf, ms, number, openBenchGround, processorMs, summary } from './ground.ts'
import type { BenchGround } from './ground.ts'
import { questionsFor } from './list-questions.ts'
import type { Named, Question } from './list-questions.ts'
import { scoredPeople } from './scored-questions.ts'

const TURNS = 20
const TARGET_MS = 100
const START_DEADLINE_MS = 120_000
/** So many pages from the first are read, as somebody who scrolls reads them. */
const PAGES = 3
/** As many rows a page as the API gives unless told. */
const PLAIN_ROWS = 50

const pageShape = z.object({
  nextCursor: z.string().nullable(),
  total: z.number().nullable(),
  totalIsEstimate: z.boolean(),
})
type Page = z.infer<typeof pageShape>

const { volume, alone, only } = benchOptions()
const ground = await openBenchGround()
const named = await recordsToName(ground)
const questions = [...questionsFor(named), ...scoredPeople()].filter(({ name }) => name.includes(only))
await ground.stop()

const program = fork(new URL('../server/main.ts', import.meta.url), {
  env: { ...process.env, DATA_DIR: ground.dataDir, PORT: '0', SAMPLE: 'off', LOG_LEVEL: 'warn' },
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
})
try {
  await measureAll(await door())
} finally {
  program.kill('SIGTERM')
  await once(program, 'exit')
}

async function recordsToName({ owner, workspaceId }: BenchGround): Promise<Named> {
  const first = async (table: string) => {
    const { rows } = await owner.query<{ id: string }>(
      `select id from ${table} where workspace_id = $1 order by id limit 1`,
      [workspaceId],
    )
    return rows[0]?.id ?? ''
  }
  return {
    owner: await first('members'),
    campaign: await first('campaigns'),
    product: await first('products'),
    stage: await first('pipeline_stages'),
    pipeline: await first('pipelines'),
  }
}

type Ask = (path: string) => Promise<Page>

async function measureAll(ask: Ask): Promise<void> {
  const beside = alone ? undefined : await plainWay()
  console.log(
    `\nList pages, ${number(volume.leads)} leads and people, ${number(volume.touches)} touches, through HTTP`,
  )
  printLine('list', ['pages', 'p50', 'p95', 'max', 'processor', 'plain p50', 'ratio'], 'total')
  const everything: Measured = { taken: [], processor: 0 }
  const slow: string[] = []
  for (const question of questions) {
    const { page, ...measured } = await measure(ask, question)
    everything.taken.push(...measured.taken)
    everything.processor += measured.processor
    if (summary(measured.taken).p95 > TARGET_MS) slow.push(question.name)
    printLine(question.name, await figures(measured, question, beside), totalWords(page))
  }
  const { p95 } = summary(everything.taken)
  printLine(
    'all',
    await figures(everything),
    p95 <= TARGET_MS ? `meets ${TARGET_MS} ms` : `misses ${TARGET_MS} ms`,
  )
  console.log(`kinds whose p95 exceeds ${TARGET_MS} ms: ${slow.length === 0 ? 'none' : slow.join('; ')}`)
  console.log(
    `processor: of web process and database a page, on the average; web process: ${memoryOf(program.pid).highest.toFixed(0)} MiB at its highest`,
  )
  await beside?.end()
}

function printLine(name: string, cells: readonly string[], last: string): void {
  console.log(`${name.padEnd(34)} ${cells.map((cell) => cell.padStart(9)).join(' ')}   ${last}`)
}

type Measured = { readonly taken: number[]; processor: number }

async function figures(measured: Measured, question?: Question, beside?: pg.Client): Promise<string[]> {
  const { taken, processor } = measured
  const { median, p95, worst } = summary(taken)
  const own = [number(taken.length), ms(median), ms(p95), ms(worst), ms(processor / taken.length)]
  if (question === undefined || beside === undefined) return [...own, '', '']
  const plain = summary(await measurePlain(beside, question)).median
  return [...own, ms(plain), `${(plain / median).toFixed(plain / median < 10 ? 1 : 0)}×`]
}

function totalWords({ total, totalIsEstimate }: Page): string {
  return total === null ? 'not told' : `${totalIsEstimate ? 'about ' : ''}${number(total)}`
}

async function measure(ask: Ask, question: Question): Promise<Measured & { page: Page }> {
  const taken: number[] = []
  let first = await ask(question.path(0))
  const before = processorOfBoth()
  for (let turn = 1; turn <= (question.turns ?? TURNS); turn++) {
    let cursor = ''
    for (let page = 0; page < (question.pages ?? PAGES); page++) {
      const startedAt = performance.now()
      const answer = await ask(`${question.path(turn)}${cursor}`)
      taken.push(performance.now() - startedAt)
      if (page === 0) first = answer
      if (answer.nextCursor === null) break
      cursor = `${question.path(turn).includes('?') ? '&' : '?'}cursor=${answer.nextCursor}`
    }
  }
  return { taken, processor: processorOfBoth() - before, page: first }
}

/** Of the web process and of all processes of its database: a crowded machine changes it little. */
function processorOfBoth(): number {
  const postmaster = readPostmaster(join(ground.dataDir, 'postgres'))?.pid
  const backends = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid))
  return backends.reduce((sum, pid) => sum + usedBelow(Number(pid), postmaster), processorMs(program.pid))
}

function usedBelow(pid: number, parent: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/PPid:\s+(\d+)/.exec(status)?.[1]) === parent ? processorMs(pid) : 0
  } catch {
    // It ended while the list was read.
    return 0
  }
}

/** The owner sees every row without a policy; without indexes each page reads its tables from end to end. */
async function plainWay(): Promise<pg.Client> {
  const owner = runningOwner(ground.dataDir)
  if (owner === undefined) throw new Error('The database of the program is not there.')
  const client = new pg.Client(owner)
  await client.connect()
  await client.query(
    'set enable_indexscan = off; set enable_indexonlyscan = off; set enable_bitmapscan = off',
  )
  return client
}

/** The first pages and the last one of a question in one turn; the first counts all rows, as it must say how many. */
async function measurePlain(client: pg.Client, question: Question): Promise<number[]> {
  const { from, where, order } = question.plain(1)
  const matching = `from ${from} where t.workspace_id = ${ground.workspaceId} and ${where}`
  const taken: number[] = []
  for (const page of [0, 1, (question.pages ?? PAGES) - 1]) {
    const startedAt = performance.now()
    await client.query(
      `select t.* ${matching} order by ${order} limit ${PLAIN_ROWS} offset ${page * PLAIN_ROWS}`,
    )
    if (page === 0) await client.query(`select count(*) ${matching}`)
    taken.push(performance.now() - startedAt)
  }
  return taken
}

/** Waits until the program answers; whoever knows its token asks as the operator of the machine. */
async function door(): Promise<Ask> {
  const deadline = performance.now() + START_DEADLINE_MS
  let holder = readHolder(ground.dataDir)
  while (holder?.url === undefined && performance.now() < deadline) {
    await pause(200)
    holder = readHolder(ground.dataDir)
  }
  if (holder?.url === undefined) throw new Error('The program did not start.')
  const { url, token } = holder
  const headers = { authorization: `Bearer ${token}`, 'x-rapport-workspace': slugOf(volume) }
  return async (path) => {
    const answer = await fetch(`${url}/api/v1/${encodeURI(path)}`, { headers })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return pageShape.parse(await answer.json())
  }
}
