/**
 * The engine of the columnar copies: one file for each workspace, opened when it is asked for, fed when something
 * happened, closed when others are used more. It alone opens these files; it runs in a process of its own, so
 * that no query ever blocks the web. Everything in it can be made anew from PostgreSQL.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { ConnectionOptions } from '../platform/connection.ts'
import { openLive } from '../platform/live.ts'
import type { Live } from '../platform/live.ts'
import type { Log } from '../platform/log.ts'
import { errorMessage } from '../platform/start-failure.ts'
import { CopyBroken } from './copy-broken.ts'
import type { DuckLimits } from './duck.ts'
import { isImporting } from './importing.ts'
import { tidyRemovals } from './tidy-removals.ts'
import { WorkspaceGone } from './workspace-gone.ts'
import { request } from './messages.ts'
import type { Reply, Request } from './messages.ts'
import { questionOf } from './queries/index.ts'
import { WorkspaceCopy } from './workspace-copy.ts'

const OPEN_COPIES_MAX = 8
const THREADS_MAX = 4
const POOL_CONNECTIONS = 4
const QUESTIONS_WAITING_MAX = 200
/** How long an answer waits for the newest rows before it tells what the copy held, and of when. */
const FRESHNESS_PATIENCE_MS = 2000
/** How long it waits for a copy that is only being made. */
const BUILDING_PATIENCE_MS = 20_000
const DEBOUNCE_MS = 300
const HEARTBEAT_MS = 60_000
const TIDYING_MS = 24 * 60 * 60_000
const MEGABYTES_LEAST = 128

export type EngineOptions = {
  readonly connection: ConnectionOptions
  readonly dataDir: string
  /** The most memory of all copies together, such as `1GB`. */
  readonly memory: string
  readonly log: Log
  /** Whether to follow announcements and the clock; a test asks when it wants to know. */
  readonly follow: boolean
}

export type Engine = {
  /** Answers one request of the other process. Never throws: a failure is an answer too. */
  answer(body: unknown): Promise<Reply>
  stop(): Promise<void>
}

type State = {
  readonly options: EngineOptions
  readonly folder: string
  readonly pool: pg.Pool
  readonly copies: Map<number, WorkspaceCopy>
  readonly live: Live | undefined
  waiting: number
  uses: number
}

/** Opens the engine. Copies are brought up to date in the background, one after another. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const folder = join(options.dataDir, 'analytics')
  mkdirSync(folder, { recursive: true })
  tidy(folder)
  const pool = new pg.Pool({
    ...options.connection,
    max: POOL_CONNECTIONS,
    application_name: 'rapport analytics',
  })
  pool.on('error', () => {})
  const live = options.follow ? await openLive(options.connection, options.log) : undefined
  const state: State = { options, folder, pool, copies: new Map(), live, waiting: 0, uses: 0 }
  const heartbeat = options.follow ? setInterval(() => void freshenAll(state), HEARTBEAT_MS) : undefined
  const tidying = options.follow ? setInterval(() => void tidyAll(state), TIDYING_MS) : undefined
  if (options.follow) void freshenAll(state).then(() => tidyAll(state))
  return {
    answer: (body) => reply(state, body),
    stop: async () => {
      clearInterval(heartbeat)
      clearInterval(tidying)
      await live?.close()
      await Promise.all([...state.copies.values()].map((copy) => copy.close().catch(() => {})))
      await pool.end()
    },
  }
}

/** What an interrupted feed or rebuild left lying; no copy is among it. */
function tidy(folder: string): void {
  const leftovers = readdirSync(folder).filter((name) => /\.(csv|next|next\.wal|tmp)$/.test(name))
  for (const name of leftovers) rmSync(join(folder, name), { recursive: true, force: true })
}

async function reply(state: State, body: unknown): Promise<Reply> {
  if (state.waiting >= QUESTIONS_WAITING_MAX)
    return { kind: 'not-ready', message: 'Too many figures are asked for at once.' }
  state.waiting++
  try {
    const asked = request.parse(body)
    return await (asked.kind === 'rebuild' ? rebuild(state, asked) : figures(state, asked))
  } catch (error) {
    return failure(state, error)
  } finally {
    state.waiting--
  }
}

function failure({ options }: State, error: unknown): Reply {
  const passing = error instanceof CopyBroken || error instanceof WorkspaceGone
  options.log[passing ? 'warn' : 'error']({ err: error }, 'A question to the analytics copy failed')
  return { kind: passing ? 'not-ready' : 'failed', message: errorMessage(error) }
}

async function rebuild(state: State, { workspaceId }: Extract<Request, { kind: 'rebuild' }>): Promise<Reply> {
  const copy = await copyOf(state, workspaceId)
  return { kind: 'rebuilt', ...(await copy.rebuild()) }
}

async function figures(
  state: State,
  { workspaceId, questions, fresh: wantsFresh }: Extract<Request, { kind: 'ask' }>,
): Promise<Reply> {
  const copy = await copyOf(state, workspaceId)
  const fresh = wantsFresh ? await becomesFresh(state, copy) : copy.isOpen
  if (!copy.isOpen) {
    return {
      kind: 'not-ready',
      message: fresh ? 'The figures cannot be read.' : 'The figures are being prepared.',
    }
  }
  const { asOf, rows } = await copy.answer(questions.map(questionOf))
  return { kind: 'answered', asOf, rows }
}

/** Waits until the copy holds all that was committed before the question, within patience. */
async function becomesFresh({ options }: State, copy: WorkspaceCopy): Promise<boolean> {
  const patience = new AbortController()
  const patienceMs = copy.isOpen ? FRESHNESS_PATIENCE_MS : BUILDING_PATIENCE_MS
  const fresh = copy
    .freshen()
    .catch((error: unknown) => {
      if (error instanceof WorkspaceGone) throw error
      options.log.warn({ err: error, workspaceId: copy.workspaceId }, 'The analytics copy could not follow')
    })
    .then(() => true)
  try {
    return await Promise.race([fresh, pause(patienceMs, false, { signal: patience.signal })])
  } finally {
    patience.abort()
  }
}

/** The copy of a workspace; where too many are open, the one unused for longest is closed first. */
async function copyOf(state: State, workspaceId: number): Promise<WorkspaceCopy> {
  const found = state.copies.get(workspaceId) ?? newCopy(state, workspaceId)
  found.usedAt = ++state.uses
  const others = openCopies(state).filter((copy) => copy !== found)
  if (!found.isOpen && others.length >= OPEN_COPIES_MAX) await others[0]?.close()
  return found
}

/** Those that hold their file, the one unused for longest first. */
function openCopies({ copies }: State): WorkspaceCopy[] {
  const open = [...copies.values()].filter(({ isOpen }) => isOpen)
  return open.toSorted((one, other) => one.usedAt - other.usedAt)
}

/** A copy is known for as long as the process lives, closed or open, so that no file is ever opened twice. */
function newCopy(state: State, workspaceId: number): WorkspaceCopy {
  const { folder, pool, options } = state
  const copy = new WorkspaceCopy(workspaceId, { folder, pool, log: options.log, limits: () => limits(state) })
  state.copies.set(workspaceId, copy)
  follow(state, copy)
  return copy
}

/** What a file that is about to be opened may use: all open copies share the memory that was granted. */
function limits(state: State): DuckLimits {
  const { options, folder } = state
  const open = openCopies(state)
  const megabytes = Number.parseInt(options.memory, 10) * (options.memory.endsWith('GB') ? 1024 : 1)
  const memory = `${Math.max(MEGABYTES_LEAST, Math.floor(megabytes / (open.length + 1)))}MB`
  for (const copy of open) void copy.setMemory(memory).catch(() => {})
  const threads = Math.min(THREADS_MAX, availableParallelism())
  return { memory, threads, spillFolder: join(folder, 'spill.tmp') }
}

/** Feeds an open copy soon after something happened in its workspace, once for many acts. */
function follow({ live }: State, copy: WorkspaceCopy): void {
  if (live === undefined) return
  let timer: NodeJS.Timeout | undefined
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      if (copy.isOpen) copy.freshen().catch(() => {})
    }, DEBOUNCE_MS).unref()
  }
  // The announcements end when their connection breaks and when the process stops; only the first begins anew.
  const subscribe = () => {
    live.subscribe(copy.workspaceId, {
      deliver: soon,
      end: () => void setTimeout(subscribe, DEBOUNCE_MS).unref(),
    })
  }
  subscribe()
}

/** Opens what is not open yet, follows where no announcement came, and takes away what belongs to nobody. */
async function freshenAll(state: State): Promise<void> {
  try {
    const { rows } = await state.pool.query<{ workspace_id: number }>(
      'select workspace_id from rapport_workspaces()',
    )
    const present = new Set(rows.map((row) => row.workspace_id))
    await removeAbandoned(state, present)
    for (const workspaceId of [...present].slice(0, OPEN_COPIES_MAX)) {
      const copy = await copyOf(state, workspaceId)
      if (await isImporting(state.pool, workspaceId)) continue
      await copy.freshen().catch((error: unknown) => {
        state.options.log.warn({ err: error, workspaceId }, 'A feed failed')
      })
    }
  } catch (error) {
    state.options.log.warn({ err: error }, 'The workspaces could not be read')
  }
}

async function tidyAll({ copies, pool, options }: State): Promise<void> {
  for (const workspaceId of copies.keys()) {
    await tidyRemovals(pool, workspaceId).catch((error: unknown) => {
      options.log.warn({ err: error, workspaceId }, 'Old removals could not be tidied')
    })
  }
}

/** The copy of a workspace that exists no more holds data that nobody may keep. */
async function removeAbandoned({ folder, copies }: State, present: ReadonlySet<number>): Promise<void> {
  for (const name of readdirSync(folder)) {
    const workspaceId = Number.parseInt(name, 10)
    if (!/^\d+\.duckdb/.test(name) || present.has(workspaceId)) continue
    await copies.get(workspaceId)?.close()
    copies.delete(workspaceId)
    rmSync(join(folder, name), { force: true })
  }
}
