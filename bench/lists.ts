/** Pages of the large lists through the whole program: filtered, sorted, searched, and pages further in. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { readHolder } from '../server/platform/lock.ts'
import { slugOf } from './generate.ts'
import { benchOptions, memoryOf, ms, number, openBenchGround, summary } from './ground.ts'

const TURNS = 20
const TARGET_MS = 100
const START_DEADLINE_MS = 120_000
/** So many pages from the first are read, as somebody who scrolls reads them. */
const PAGES = 3

const { volume } = benchOptions()
const ground = await openBenchGround()
const { rows: members } = await ground.owner.query<{ id: string }>(
  'select id from members where workspace_id = $1 order by id limit 1',
  [ground.workspaceId],
)
const owner = members[0]?.id ?? ''
await ground.stop()

/** Every turn asks for something a little different, so that no page is merely remembered. */
const questions: Readonly<Record<string, (turn: number) => string>> = {
  'people, newest': () => 'contacts?sort=-createdAt',
  'people, by name': () => 'contacts?sort=name',
  'people, by last touch': () => 'contacts?sort=-lastTouch',
  'people, of an owner by name': () => `contacts?owner=${owner}&sort=name`,
  'people, of an origin by stage': () => 'contacts?origin=social&sort=-stageSince',
  'people, searched by name': (turn) => `contacts?q=berta fuchs${((turn * 37) % 4096).toString(16)}`,
  'people, searched by a part': (turn) => `contacts?q=novak${(turn % 16).toString(16)}&sort=-createdAt`,
  'people, searched by mail': (turn) => `contacts?q=p${turn * 7919}@company`,
  'people, searched and filtered': (turn) =>
    `contacts?q=ito${(turn % 16).toString(16)}&owner=${owner}&sort=name`,
  'leads, newest': () => 'leads?sort=-enteredAt',
  'leads, at a stage': (turn) => `leads?stage=${1 + (turn % 7)}&sort=-stageSince`,
  'leads, of an origin and owner': () => `leads?origin=email&owner=${owner}`,
  'leads, of a month': (turn) =>
    `leads?enteredFrom=2025-0${1 + (turn % 9)}-01&enteredTo=2025-0${1 + (turn % 9)}-28`,
  'leads, searched': (turn) => `leads?q=haddad${(turn % 16).toString(16)}`,
  'deals, newest': () => 'deals?sort=-createdAt',
  'deals, largest': () => 'deals?sort=-amount',
  'deals, won by closing': () => 'deals?outcome=won&sort=-closedAt',
  'deals, searched': (turn) => `deals?q=deal ${turn * 7910}`,
  'companies, by name': () => 'accounts?sort=name',
  'companies, of an industry': () => 'accounts?industry=retail&sort=-createdAt',
  'companies, searched': (turn) => `accounts?q=company ${turn * 911}`,
}

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

async function measureAll(ask: (path: string) => Promise<Page>): Promise<void> {
  console.log(
    `\nList pages, ${number(volume.leads)} leads and people, ${number(volume.touches)} touches, through HTTP`,
  )
  console.log(
    `${'list'.padEnd(32)} ${'median'.padStart(9)} ${'p95'.padStart(9)} ${'worst'.padStart(9)}   total`,
  )
  const everything: number[] = []
  for (const [name, question] of Object.entries(questions)) {
    const { taken, page } = await measure(ask, question)
    everything.push(...taken)
    const { median, p95, worst } = summary(taken)
    const total =
      page.total === null ? 'not told' : `${page.totalIsEstimate ? 'about ' : ''}${number(page.total)}`
    console.log(
      `${name.padEnd(32)} ${ms(median).padStart(9)} ${ms(p95).padStart(9)} ${ms(worst).padStart(9)}   ${total}`,
    )
  }
  const { median, p95, worst } = summary(everything)
  const verdict = p95 <= TARGET_MS ? 'meets' : 'misses'
  console.log(
    `${'all'.padEnd(32)} ${ms(median).padStart(9)} ${ms(p95).padStart(9)} ${ms(worst).padStart(9)}   ${verdict} ${TARGET_MS} ms`,
  )
  console.log(`memory of the web process: ${memoryOf(program.pid).highest.toFixed(0)} MiB at its highest`)
}

type Page = {
  readonly items: unknown[]
  readonly nextCursor: string | null
  readonly total: number | null
  readonly totalIsEstimate: boolean
}

async function measure(
  ask: (path: string) => Promise<Page>,
  question: (turn: number) => string,
): Promise<{ taken: number[]; page: Page }> {
  const taken: number[] = []
  let first = await ask(question(0))
  for (let turn = 1; turn <= TURNS; turn++) {
    let cursor = ''
    for (let page = 0; page < PAGES; page++) {
      const startedAt = performance.now()
      const answer = await ask(`${question(turn)}${cursor}`)
      taken.push(performance.now() - startedAt)
      if (page === 0) first = answer
      if (answer.nextCursor === null) break
      cursor = `&cursor=${answer.nextCursor}`
    }
  }
  return { taken, page: first }
}

/** Waits until the program answers; whoever knows its token asks as the operator of the machine. */
async function door(): Promise<(path: string) => Promise<Page>> {
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
    return (await answer.json()) as Page
  }
}
