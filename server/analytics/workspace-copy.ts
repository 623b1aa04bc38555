import { rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { openDuckFile, DuckFault } from './duck.ts'
import type { Duck, DuckFile, DuckLimits, Row, Statement } from './duck.ts'
import { readMainLine } from './facts.ts'
import type { MainLine } from './facts.ts'
import { CopyBroken } from './copy-broken.ts'
import { WorkspaceGone } from './workspace-gone.ts'
import { feedAll, feedNews } from './feed.ts'
import type { Fed } from './feed.ts'
import { readSnapshot } from './news.ts'
import { ABSENCE_DAYS_MAX, readStanding, SHAPE_VERSION } from './shape.ts'
import type { Standing } from './shape.ts'

const DAY_MS = 86_400_000
const REMEMBERED_ANSWERS_MAX = 200
const REMEMBERED_ROWS_MAX = 1000
const QUERY_DEADLINE_MS = 20_000

export type CopySurroundings = {
  readonly folder: string
  readonly pool: Pool
  readonly log: Log
  readonly limits: () => DuckLimits
}

/** A statement to answer, made when the main line is known; `key` names it for remembering. */
export type CopyQuestion = { readonly key: string; readonly statement: (line: MainLine) => Statement }

export type CopyAnswer = { readonly asOf: Date; readonly rows: Row[][] }
export type Rebuilt = { readonly seconds: number; readonly rows: number; readonly bytes: number }

type Open = {
  readonly file: DuckFile
  readonly writer: Duck
  readonly idleReaders: Duck[]
  /** Answers remembered for one version of the copy. */
  memory: { readonly version: string; readonly answers: Map<string, Row[]> }
  line: MainLine
  standing: Standing
  snapshot: string
  asOf: Date
}

/**
 * The copy of one workspace: opens its file, follows PostgreSQL, answers questions, and makes the file anew where
 * it is missing, broken, of another shape or of another database. One feed runs at a time; questions run beside.
 */
export class WorkspaceCopy {
  readonly workspaceId: number
  readonly path: string
  readonly #around: CopySurroundings
  #open: Open | undefined
  /** Feeds and rebuilds, one after another. */
  #work: Promise<unknown> = Promise.resolve()
  #waiting: Promise<void> | undefined
  #running = 0
  #drained: (() => void) | undefined
  usedAt = 0

  constructor(workspaceId: number, around: CopySurroundings) {
    this.workspaceId = workspaceId
    this.path = join(around.folder, `${workspaceId}.duckdb`)
    this.#around = around
  }

  get isOpen(): boolean {
    return this.#open !== undefined
  }

  /** Brings the copy up to now. Whoever asks while a feed runs shares the next one, which surely sees their news. */
  freshen(): Promise<void> {
    this.#waiting ??= this.#inTurn(async () => {
      this.#waiting = undefined
      await this.#follow()
    })
    return this.#waiting
  }

  /** Makes the file anew. The old one answers until the new one stands. */
  rebuild(): Promise<Rebuilt> {
    return this.#inTurn(() => this.#build())
  }

  /** Answers all questions from one state of the copy. */
  async answer(questions: readonly CopyQuestion[]): Promise<CopyAnswer> {
    const open = this.#open
    if (open === undefined) throw new CopyBroken('The copy is not open.')
    const { asOf } = open
    this.#running++
    const reader = open.idleReaders.pop() ?? (await open.file.connect())
    const deadline = setTimeout(() => reader.interrupt(), QUERY_DEADLINE_MS)
    try {
      const rows = await reader.transaction(() => answerEach(reader, questions, open))
      return { asOf, rows }
    } catch (error) {
      if (error instanceof DuckFault && error.isRuin) this.#mend(error)
      throw error
    } finally {
      clearTimeout(deadline)
      open.idleReaders.push(reader)
      this.#running--
      if (this.#running === 0) this.#drained?.()
    }
  }

  /** Lets go of the file once nothing reads it. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#shut())
  }

  async setMemory(memory: string): Promise<void> {
    await this.#open?.writer.run(`set memory_limit = '${memory}'`)
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#work.then(work)
    this.#work = turn.catch(() => {})
    return turn
  }

  async #follow(): Promise<void> {
    this.#open ??= await this.#openKept()
    if (this.#open === undefined) {
      await this.#build()
      return
    }
    try {
      await this.#takeNews(this.#open)
    } catch (error) {
      if (error instanceof WorkspaceGone) return this.#forget(error)
      if (!(error instanceof CopyBroken) && !(error instanceof DuckFault)) throw error
      this.#around.log.warn({ err: error, workspaceId: this.workspaceId }, 'The analytics copy is made anew')
      await this.#build()
    }
  }

  async #takeNews(open: Open): Promise<void> {
    const seen = await readSnapshot(this.#around.pool)
    if (seen.snapshot === open.snapshot) {
      open.asOf = seen.asOf
      return
    }
    const fed = await feedNews(this.#place(open.writer), open.standing)
    await this.#adopt(open, fed)
  }

  /** What cannot be read is made anew, in its turn; until then questions go on failing. */
  #mend(fault: DuckFault): void {
    const { log } = this.#around
    log.error({ err: fault, workspaceId: this.workspaceId }, 'The analytics copy is ruined and made anew')
    this.rebuild().catch((error: unknown) =>
      log.error({ err: error }, 'The analytics copy could not be made anew'),
    )
  }

  async #adopt(open: Open, fed: Fed): Promise<void> {
    if (fed.standing.watermark !== open.standing.watermark) open.line = await readMainLine(open.writer)
    open.standing = fed.standing
    open.snapshot = fed.snapshot
    open.asOf = fed.standing.asOf
  }

  /** Opens the file of an earlier time, if it is there, readable and ours. */
  async #openKept(): Promise<Open | undefined> {
    const present = await stat(this.path).catch(() => undefined)
    if (present === undefined) return undefined
    try {
      const file = await openDuckFile(this.path, this.#around.limits())
      const writer = await file.connect()
      const standing = await readStanding(writer)
      if (standing !== undefined && isUsable(standing))
        return await openedAs(file, writer, { standing, snapshot: '' })
      writer.close()
      file.close()
    } catch (error) {
      this.#around.log.warn(
        { err: error, workspaceId: this.workspaceId },
        'The analytics copy cannot be read',
      )
    }
    return undefined
  }

  async #build(): Promise<Rebuilt> {
    const startedAt = performance.now()
    const next = `${this.path}.next`
    await removeFile(next)
    const fed = await this.#fill(next).catch(async (error: unknown) => {
      await removeFile(next)
      if (error instanceof WorkspaceGone) await this.#forget(error)
      throw error
    })
    await this.#shut()
    await removeFile(this.path)
    await rename(next, this.path)
    const file = await openDuckFile(this.path, this.#around.limits())
    this.#open = await openedAs(file, await file.connect(), fed)
    const { size } = await stat(this.path)
    return { seconds: (performance.now() - startedAt) / 1000, rows: fed.rows, bytes: size }
  }

  async #fill(path: string): Promise<Fed> {
    const file = await openDuckFile(path, this.#around.limits())
    try {
      const duck = await file.connect()
      const fed = await feedAll(this.#place(duck))
      await duck.run('checkpoint')
      duck.close()
      return fed
    } finally {
      file.close()
    }
  }

  async #forget(gone: WorkspaceGone): Promise<never> {
    await this.#shut()
    await removeFile(this.path)
    throw gone
  }

  async #shut(): Promise<void> {
    const open = this.#open
    this.#open = undefined
    if (open === undefined) return
    if (this.#running > 0) await new Promise<void>((resolve) => (this.#drained = resolve))
    this.#drained = undefined
    for (const duck of [...open.idleReaders, open.writer]) duck.close()
    open.file.close()
  }

  #place(duck: Duck) {
    const { pool, folder } = this.#around
    return { pool, duck, workspaceId: this.workspaceId, spoolFolder: folder }
  }
}

function isUsable({ shape, asOf }: Standing): boolean {
  return shape === SHAPE_VERSION && clock.now().getTime() - asOf.getTime() < ABSENCE_DAYS_MAX * DAY_MS
}

async function openedAs(file: DuckFile, writer: Duck, of: Pick<Fed, 'standing' | 'snapshot'>): Promise<Open> {
  const line = await readMainLine(writer)
  return {
    file,
    writer,
    idleReaders: [],
    memory: { version: '', answers: new Map() },
    line,
    ...of,
    asOf: of.standing.asOf,
  }
}

async function answerEach(reader: Duck, questions: readonly CopyQuestion[], open: Open): Promise<Row[][]> {
  const { line } = open
  const answers = await rememberedAnswers(reader, open)
  const all: Row[][] = []
  for (const { key, statement } of questions) {
    const rows = answers.get(key) ?? (await reader.rows(statement(line)))
    remember(answers, key, rows)
    all.push(rows)
  }
  return all
}

/** Where many are remembered already, the one that was asked for first makes room. */
function remember(answers: Map<string, Row[]>, key: string, rows: Row[]): void {
  if (rows.length > REMEMBERED_ROWS_MAX || answers.has(key)) return
  const [oldest] = answers.keys()
  if (answers.size >= REMEMBERED_ANSWERS_MAX && oldest !== undefined) answers.delete(oldest)
  answers.set(key, rows)
}

/** The version is read in the transaction of the questions, so that an answer is never told of another state. */
async function rememberedAnswers(reader: Duck, open: Open): Promise<Map<string, Row[]>> {
  const [row] = await reader.rows({ text: "select watermark || ' ' || as_of as version from standing" })
  const version = String(row?.['version'])
  if (open.memory.version !== version) open.memory = { version, answers: new Map() }
  return open.memory.answers
}

async function removeFile(path: string): Promise<void> {
  await Promise.all([path, `${path}.wal`].map((file) => rm(file, { force: true })))
}
