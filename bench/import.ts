/**
 * Files of a million rows through the whole program, beside plain COPY of the same data in the same PostgreSQL, and
 * the undo of 50,000 rows. Memory is that of all Node processes of the program together, at its highest.
 */
import { openAsBlob } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { ImportView } from '../contract/imports.ts'
import { foundWorkspace } from '../server/domains/workspace/index.ts'
import { foundings } from '../server/foundings.ts'
import { APP_ROLE } from '../server/platform/connection.ts'
import { openDatabase } from '../server/platform/database.ts'
import { copyAsText, copyIntoTables } from './copy-baseline.ts'
import { number } from './ground.ts'
import { contactsFile, leadsFile, writeFile } from './import-files.ts'
import type { MadeFile } from './import-files.ts'
import { startProgram, watchMemory } from './program.ts'
import type { Memory, MemoryWatch, StartedProgram } from './program.ts'

const rowsDefault = '1000000'
const undoneRows = 50_000
const lookEveryMs = 250
const memoryMostMegabytes = 512
const partOfCopyLeast = 1 / 3

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: rowsDefault },
    // Measures one of the two files only: mql.csv or contacts.csv.
    only: { type: 'string', default: '' },
  },
  allowPositionals: true,
})
const rows = Number(values.rows)
const files = [leadsFile, contactsFile].filter(({ name }) => name.includes(values.only))

const program = await startProgram()
const memory = watchMemory(program.pid)
try {
  for (const file of files) await measure(file, { program, memory, ...(await workspaceFor(file, program)) })
} finally {
  memory.stop()
  await program.stop()
}

type Ask = (method: string, path: string, body?: FormData) => Promise<ImportView>
type Ground = {
  readonly program: StartedProgram
  readonly memory: MemoryWatch
  readonly workspaceId: number
  readonly ask: Ask
}

async function measure(file: MadeFile, ground: Ground): Promise<void> {
  const { program: own, memory: watch, ask } = ground
  const path = join(own.folder, file.name)
  await writeFile(path, file, { first: 1, count: rows })
  const uploading = performance.now()
  const { id } = await uploadFile(ask, path, file.name)
  const uploadSeconds = (performance.now() - uploading) / 1000
  console.log(`\n${file.name}, ${number(rows)} rows`)
  tellSpeed('upload and recognise', uploadSeconds)
  tellSpeed('check (nothing written)', await timedAct(ask, id, { noun: 'check', until: 'checked' }))
  const seconds = await timedAct(ask, id, { noun: 'run', until: 'finished' })
  tellSpeed('import, all checks included', seconds)
  tellMemory('all of these', watch.highest())
  await compareWithCopy(file, ground, { path, seconds })
  await measureUndo(file, ground)
}

async function compareWithCopy(
  file: MadeFile,
  { program: { owner, folder }, workspaceId }: Ground,
  imported: { readonly path: string; readonly seconds: number },
): Promise<void> {
  const text = await copyAsText(owner, imported.path, file.head)
  const copied = await copyIntoTables(owner, { workspaceId, folder: join(folder, 'dump') })
  const reaches = (seconds: number) => `   the import reaches ${share(seconds / imported.seconds)} of it`
  console.log(`  the rows became ${number(copied.rows)} rows in the tables; plain COPY of these`)
  tellSpeed('  with their keys and indexes', copied.keyedSeconds, reaches(copied.keyedSeconds))
  tellSpeed('  without any key or index', copied.bareSeconds, reaches(copied.bareSeconds))
  tellSpeed('COPY of the file as bare text', text, reaches(text))
}

async function measureUndo(file: MadeFile, { program: own, memory: watch, ask }: Ground): Promise<void> {
  const path = join(own.folder, `undone ${file.name}`)
  await writeFile(path, file, { first: 1 + rows * 2, count: undoneRows })
  const { id } = await uploadFile(ask, path, file.name)
  await timedAct(ask, id, { noun: 'run', until: 'finished' })
  watch.highest()
  const seconds = await timedAct(ask, id, { noun: 'undoing', until: 'undone' })
  const label = `undo of ${number(undoneRows)} rows`
  console.log(`  ${label.padEnd(30)} ${seconds.toFixed(1).padStart(9)} s`)
  tellMemory('the undo', watch.highest())
}

function tellSpeed(label: string, seconds: number, more = ''): void {
  const speed = `${number(Math.round(rows / seconds))} rows/s`
  console.log(`  ${label.padEnd(30)} ${speed.padStart(16)} ${`${seconds.toFixed(1)} s`.padStart(9)}${more}`)
}

function tellMemory(of: string, { megabytes, summed, parts }: Memory): void {
  const verdict = megabytes <= memoryMostMegabytes ? 'under' : 'OVER'
  console.log(
    `  memory of our processes during ${of}: ${megabytes.toFixed(0)} MiB at its highest, ${verdict} ${memoryMostMegabytes}`,
  )
  console.log(`    with Node's program text counted for each of them: ${summed.toFixed(0)} MiB (${parts})`)
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

/** Each file gets a workspace of its own. */
async function workspaceFor(
  file: MadeFile,
  { owner, url, token }: StartedProgram,
): Promise<Pick<Ground, 'workspaceId' | 'ask'>> {
  const database = openDatabase({ ...owner, user: APP_ROLE })
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
  const workspaceId = founded.view.id
  const headers = { authorization: `Bearer ${token}`, 'x-rapport-workspace': String(workspaceId) }
  const ask: Ask = async (method, path, body) => {
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    // Our own server has just been asked for exactly this.
    return (await answer.json()) as ImportView
  }
  return { workspaceId, ask }
}
