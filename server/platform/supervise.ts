import { fork, type ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from './log.ts'
import { childMessage, type ChildContext, type ParentMessage } from './process-messages.ts'

/** Which program to keep running, and what it is told at each start. */
export type ChildPlan = {
  readonly name: string
  readonly entry: URL
  readonly context: ChildContext
  /** For a process that works hard and ends soon: it gets room, which spares most of the sweeping. */
  readonly roomy?: boolean
}

/** A process that is kept running until it is stopped. */
export type Supervised = {
  readonly name: string
  readonly pid: () => number | undefined
  /** Asks the process and waits for its answer; fails when it ends first or the deadline passes. */
  ask(body: unknown, options?: { deadlineMs?: number }): Promise<unknown>
  stop(): Promise<void>
}

const RESTART_PAUSE_LEAST_MS = 250
const RESTART_PAUSE_MOST_MS = 30_000
const STEADY_AFTER_MS = 60_000
const ASK_DEADLINE_MS = 30_000
const STOP_DEADLINE_MS = 12_000

/**
 * On a large machine a heap may grow to four times what is in use before it is swept. At twice, an import of a million
 * rows takes no longer and half the memory; more often would cost a third more time.
 */
const SMALL_HEAP = ['--max-semi-space-size=4', '--heap-growing-percent=100']
const ROOMY_HEAP = ['--max-semi-space-size=32']

type Question = { readonly resolve: (body: unknown) => void; readonly reject: (error: Error) => void }

/** Starts a process and starts it again whenever it ends, ever more slowly while it keeps failing. */
export function supervise(plan: ChildPlan, log: Log): Supervised {
  return new Supervisor(plan, log)
}

class Supervisor implements Supervised {
  readonly name: string
  readonly #plan: ChildPlan
  readonly #log: Log
  readonly #questions = new Map<number, Question>()
  readonly #stopping = new AbortController()
  #nextQuestion = 1
  #child: ChildProcess | undefined
  #isReady = false
  #ready = Promise.withResolvers<boolean>()
  readonly #keeping: Promise<void>

  constructor(plan: ChildPlan, log: Log) {
    this.name = plan.name
    this.#plan = plan
    this.#log = log
    this.#keeping = this.#keepRunning()
  }

  pid = (): number | undefined => this.#child?.pid

  async ask(body: unknown, options: { deadlineMs?: number } = {}): Promise<unknown> {
    const id = this.#nextQuestion++
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const late = () => reject(new Error(`The ${this.name} process did not answer in time.`))
    const timer = setTimeout(late, options.deadlineMs ?? ASK_DEADLINE_MS)
    this.#questions.set(id, { resolve, reject })
    void this.#ready.promise.then(() => this.#tell({ kind: 'ask', id, body }))
    try {
      return await promise
    } finally {
      clearTimeout(timer)
      this.#questions.delete(id)
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    const child = this.#child
    // A process that is still starting has nothing to bring to an end.
    const timer = setTimeout(() => child?.kill('SIGKILL'), this.#isReady ? STOP_DEADLINE_MS : 0)
    this.#tell({ kind: 'stop' })
    await this.#keeping
    clearTimeout(timer)
  }

  async #keepRunning(): Promise<void> {
    let pauseMs = RESTART_PAUSE_LEAST_MS
    while (!this.#stopping.signal.aborted) {
      const startedAt = performance.now()
      const end = await this.#runOnce()
      if (this.#stopping.signal.aborted) return
      const steady = performance.now() - startedAt > STEADY_AFTER_MS
      pauseMs = steady ? RESTART_PAUSE_LEAST_MS : Math.min(pauseMs * 2, RESTART_PAUSE_MOST_MS)
      this.#log.error({ child: this.name, end, pauseMs }, 'A process ended unexpectedly and is started again')
      await pause(pauseMs, undefined, { signal: this.#stopping.signal }).catch(() => {})
    }
  }

  /** Runs the process from start to end and answers how it ended. */
  async #runOnce(): Promise<string> {
    const child = fork(this.#plan.entry, {
      // Neither the terminal's Ctrl-C nor the parent's own Node options are meant for the child.
      detached: true,
      execArgv: this.#plan.roomy === true ? ROOMY_HEAP : SMALL_HEAP,
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.#child = child
    child.on('message', (received) => this.#hear(received))
    this.#tell({ kind: 'start', context: this.#plan.context })
    const end = await this.#endOf(child)
    this.#child = undefined
    this.#isReady = false
    this.#ready = Promise.withResolvers<boolean>()
    for (const { reject } of this.#questions.values())
      reject(new Error(`The ${this.name} process ended before it answered.`))
    return end
  }

  #endOf(child: ChildProcess): Promise<string> {
    return new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve(String(signal ?? code)))
      child.on('error', (error) => {
        this.#log.error({ child: this.name, err: error }, 'A process cannot be reached')
        if (child.pid === undefined) resolve('never started')
      })
    })
  }

  #hear(received: unknown): void {
    const message = childMessage.parse(received)
    if (message.kind === 'ready') {
      this.#isReady = true
      return this.#ready.resolve(true)
    }
    const question = this.#questions.get(message.id)
    if (message.kind === 'answer') question?.resolve(message.body)
    else question?.reject(new Error(message.message))
  }

  #tell(message: ParentMessage): void {
    if (this.#child?.connected) this.#child.send(message)
  }
}
