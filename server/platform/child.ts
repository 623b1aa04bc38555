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
  let running: Promise<RunningChild> | undefined
  process.once('disconnect', () => process.exit(0))
  process.once('SIGTERM', () => void leave(running))
  process.on('message', (received: unknown) => {
    const message = parentMessage.parse(received)
    if (message.kind === 'start') running = begin(start, message.context)
    else if (message.kind === 'stop') void leave(running)
    else void answer(running, message)
  })
}

async function begin(
  start: (context: ChildContext) => Promise<RunningChild>,
  context: ChildContext,
): Promise<RunningChild> {
  const child = await start(context)
  tell({ kind: 'ready' })
  return child
}

async function answer(
  running: Promise<RunningChild> | undefined,
  { id, body }: { id: number; body?: unknown },
): Promise<void> {
  try {
    const child = await running
    if (!child?.answer) throw new Error('This process answers no questions.')
    tell({ kind: 'answer', id, body: await child.answer(body) })
  } catch (error) {
    tell({ kind: 'failure', id, message: errorMessage(error) })
  }
}

async function leave(running: Promise<RunningChild> | undefined): Promise<void> {
  setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref()
  try {
    await (await running)?.stop()
    process.exit(0)
  } catch {
    process.exit(1)
  }
}

function tell(message: ChildMessage): void {
  if (process.connected) process.send?.(message)
}
