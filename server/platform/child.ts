import { errorMessage } from './start-failure.ts'
import { parentMessage, type ChildContext, type ChildMessage } from './process-messages.ts'

/** What a child process does once it has started: it answers its parent's questions, and it can be stopped. */
export type RunningChild = {
  answer?(body: unknown): Promise<unknown>
  stop(): Promise<void>
}

const STOP_DEADLINE_MS = 10_000

/**
 * Lives the life of a child process: waits for the parent's context, starts, answers, and stops when the parent
 * says so. It ends at once when the parent is gone, so that kill -9 of the parent leaves nothing behind.
 */
export function runAsChild(start: (context: ChildContext) => Promise<RunningChild>): void {
  const { promise: running, resolve } = Promise.withResolvers<RunningChild>()
  let ready = false
  const leave = () => {
    if (!ready) process.exit(0)
    void end(running)
  }
  process.once('disconnect', () => process.exit(0))
  process.once('SIGTERM', leave)
  const begin = async (context: ChildContext) => {
    resolve(await start(context))
    ready = true
    tell({ kind: 'ready' })
  }
  process.on('message', (received: unknown) => {
    const message = parentMessage.parse(received)
    if (message.kind === 'stop') leave()
    else if (message.kind === 'ask') void answer(running, message)
    else begin(message.context).catch(crash)
  })
}

/** A process that cannot start ends; its parent tries again. */
function crash(error: unknown): void {
  console.error(error)
  process.exit(1)
}

async function answer(
  running: Promise<RunningChild>,
  { id, body }: { id: number; body?: unknown },
): Promise<void> {
  try {
    const child = await running
    if (!child.answer) throw new Error('This process answers no questions.')
    tell({ kind: 'answer', id, body: await child.answer(body) })
  } catch (error) {
    tell({ kind: 'failure', id, message: errorMessage(error) })
  }
}

async function end(running: Promise<RunningChild>): Promise<void> {
  setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref()
  try {
    const child = await running
    await child.stop()
    process.exit(0)
  } catch {
    process.exit(1)
  }
}

function tell(message: ChildMessage): void {
  if (process.connected) process.send?.(message)
}
