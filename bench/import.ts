/**
 * Files of a million rows through the whole program, beside plain COPY of the same data in the same PostgreSQL, and
 * the undo of 50,000 rows. Memory is that of all Node processes of the program together, at its highest.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, openAsBlob, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { ImportView } from '../contract/imports.ts'
import { foundWorkspace } from '../server/domains/workspace/index.ts'
import { foundings } from '../server/foundings.ts'
import { APP_ROLE } from '../server/platform/connection.ts'
import type { ConnectionOptions } from '../server/platform/connection.ts'
import { openDatabase } from '../server/platform/database.ts'
import { runningOwner } from '../server/platform/embedded/index.ts'
import { readHolder } from '../server/platform/lock.ts'
import { copyAsText, copyIntoTables } from './copy-baseline.ts'
import { number } from './ground.ts'
import { contactsFile, leadsFile, writeFile } from './import-files.ts'
import type { MadeFile } from './import-files.ts'

const rowsDefault = '1000000'
const undoneRows = 50_000
const startDeadlineMs = 120_000
const lookEveryMs = 250
const memoryMostMegabytes = 512
const partOfCopyLeast = 1 / 3

const { values } = parseArgs({
  options: { rows: { type: 'string', default: rowsDefault } },
  allowPositionals: true,
})
const rows = Number(values.rows)
const folder = mkdtempSync(join(tmpdir(), 'rapport-bench-'))
// PostgreSQL gives up the rights of root and must still get there.
chmodSync(folder, 0o711)
const dataDir = join(folder, 'data')

const program = fork(new URL('../server/main.ts', import.meta.url), {
  env: { ...process.env, DATA_DIR: dataDir, PORT: '0', SAMPLE: 'off', LOG_LEVEL: 'warn' },
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
})
try {
  await measureAll()
} finally {
  program.kill('SIGTERM')
  if (program.exitCode === null) await once(program, 'exit')
  rmSync(folder, { recursive: true, force: true })
}

async function measureAll(): Promise<void> {
  const { url, token } = await started()
  const owner = runningOwner(dataDir)
  if (owner === undefined) throw new Error('the database of the program is not to be found')
  const memory = watchMemory()
  for (const file of [leadsFile, contactsFile])
    await measure(file, { owner, ask: await workspaceFor(file, { owner, url, token }) })
  memory.stop()
  const verdict = memory.highest() <= memoryMostMegabytes ? 'under' : 'OVER'
  console.log(
    `memory of all Node processes together: ${memory.highest().toFixed(0)} MiB at its highest, ${verdict} ${memoryMostMegabytes} MiB`,
  )
}

type Ask = (method: string, path: string, body?: FormData) => Promise<ImportView>
type Ground = { readonly owner: ConnectionOptions; readonly ask: Ask }

async function measure(file: MadeFile, { owner, ask }: Ground): Promise<void> {
  const path = join(folder, file.name)
  await writeFile(path, file, { first: 1, count: rows })
  const uploading = performance.now()
  const { id } = await uploadFile(ask, path, file.name)
  const uploadSeconds = (performance.now() - uploading) / 1000
  const checkSeconds = await timedAct(ask, id, { noun: 'check', until: 'checked' })
  const runSeconds = await timedAct(ask, id, { noun: 'run', until: 'finished' })
  const bare = await copyAsText(owner, path, file.head)
  const tables = await copyIntoTables(owner, join(folder, 'dump'))
  const speed = (seconds: number) => `${number(Math.round(rows / seconds))} rows/s`.padStart(16)
  console.log(`\n${file.name}, ${number(rows)} rows, which become ${number(tables.rows)} rows in the tables`)
  console.log(`  upload and recognise           ${speed(uploadSeconds)}`)
  console.log(`  check (nothing written)        ${speed(checkSeconds)}`)
  console.log(`  import, all checks included    ${speed(runSeconds)}`)
  console.log(
    `  COPY into the same tables      ${speed(tables.seconds)}   the import reaches ${share(tables.seconds / runSeconds)} of it`,
  )
  console.log(
    `  COPY into bare text, no key    ${speed(bare)}   the import reaches ${share(bare / runSeconds)} of it`,
  )
  await measureUndo(file, ask)
}

async function measureUndo(file: MadeFile, ask: Ask): Promise<void> {
  const path = join(folder, `undone ${file.name}`)
  await writeFile(path, file, { first: 1 + rows * 2, count: undoneRows })
  const { id } = await uploadFile(ask, path, file.name)
  await timedAct(ask, id, { noun: 'run', until: 'finished' })
  const seconds = await timedAct(ask, id, { noun: 'undoing', until: 'undone' })
  console.log(`  undo of ${number(undoneRows)} rows           ${seconds.toFixed(1).padStart(12)} s`)
}

function share(part: number): string {
  const verdict = part >= partOfCopyLeast ? '' : ' (aim: a third)'
  return `${(part * 100).toFixed(0)} %${verdict}`
}

async function uploadFile(ask: Ask, path: string, name: string): Promise<ImportView> {
  const form = new FormData()
  form.set('file', await openAsBlob(path), name)
  return ask('POST', 'imports', form)
}

async function timedAct(ask: Ask, id: number, act: { noun: string; until: string }): Promise<number> {
  const startedAt = performance.now()
  await ask('POST', `imports/${id}/${act.noun}`)
  for (;;) {
    const view = await ask('GET', `imports/${id}`)
    if (view.state === act.until) return (performance.now() - startedAt) / 1000
    if (view.state === 'failed') throw new Error(view.failure ?? 'the import failed')
    await pause(lookEveryMs)
  }
}

async function started(): Promise<{ url: string; token: string }> {
  for (let waitedMs = 0; waitedMs < startDeadlineMs; waitedMs += lookEveryMs) {
    const { url, token } = readHolder(dataDir) ?? {}
    if (url !== undefined && token !== undefined) return { url, token }
    if (program.exitCode !== null) break
    await pause(lookEveryMs)
  }
  throw new Error('the program did not start')
}

/** Each file gets a workspace of its own, in a database without another. */
async function workspaceFor(
  file: MadeFile,
  door: { owner: ConnectionOptions; url: string; token: string },
): Promise<Ask> {
  const database = openDatabase({ ...door.owner, user: APP_ROLE })
  const founder = {
    kind: 'named',
    name: 'Bench',
    email: `${file.name}@bench.test`,
    password: 'only for a benchmark',
    team: 'joint',
  } as const
  const plan = { name: file.name, currency: 'EUR', timeZone: 'UTC', founder } as const
  const founded = await foundWorkspace({ database, now: new Date() }, plan, foundings)
  await database.close()
  const headers = { authorization: `Bearer ${door.token}`, 'x-rapport-workspace': String(founded.view.id) }
  return async (method, path, body) => {
    const answer = await fetch(`${door.url}/api/v1/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    // Our own server has just been asked for exactly this.
    return (await answer.json()) as ImportView
  }
}

/** Adds up the memory of the program and all its Node children, again and again. */
function watchMemory(): { highest: () => number; stop: () => void } {
  let most = 0
  const timer = setInterval(() => (most = Math.max(most, nodeMegabytes(program.pid ?? 0))), lookEveryMs)
  return { highest: () => most, stop: () => clearInterval(timer) }
}

function nodeMegabytes(root: number): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  const ours = processes.filter((pid) => pid === root || parentOf(pid) === root).filter(isNode)
  return ours.reduce((sum, pid) => sum + residentMegabytes(pid), 0)
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(statusOf(pid))?.[1] ?? 0)
}

function residentMegabytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(statusOf(pid))?.[1] ?? 0) / 1024
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}

function isNode(pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/exe`).endsWith('/node')
  } catch {
    return false
  }
}
