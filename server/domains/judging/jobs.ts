import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { JobContext, JobHandler } from '../../platform/programs.ts'
import { enqueue } from '../../platform/queue.ts'
import { inScope, systemActor, workspaceIds } from '../../platform/scope.ts'
import { takeTurn } from '../../platform/turn.ts'
import { catchUp } from './index.ts'

const payloadShape = z.object({ workspaceId: z.number().int() })
const task = 'judging.catch-up'
const everywhereTask = 'judging.catch-up-everywhere'

/** While somebody else judges, such as the loader of the sample company, nothing is done: the next minute comes. */
async function judge(payload: unknown, { database, stopping, log }: JobContext): Promise<void> {
  const { workspaceId } = payloadShape.parse(payload)
  await takeTurn({ database, workspaceId, to: 'judge' }, async () => {
    const caught = await catchUp({ database, workspaceId, now: () => clock.now(), stopping })
    if (caught.people > 0) log.debug({ workspaceId, ...caught }, 'Judged who had changed')
  })
}

/**
 * What was missed while nobody listened, and what time alone brings: a version whose date has come. Each workspace is
 * judged in the queue that its news go through, so that nobody is judged twice at once.
 */
async function judgeEverywhere(_payload: unknown, { database }: JobContext): Promise<void> {
  for (const workspaceId of await workspaceIds(database)) {
    const queue = `${task}:${workspaceId}`
    await inScope(database, { workspaceId, actor: systemActor, now: clock.now() }, (scope) =>
      enqueue(scope, { task, payload: {} }, { queue, key: queue }),
    )
  }
}

export const judgingJobs: Readonly<Record<string, JobHandler>> = {
  [task]: judge,
  [everywhereTask]: judgeEverywhere,
}
/** Follows what happens in a workspace. */
export const judgingOnNews: readonly string[] = [task]
export const judgingTimetable = `* * * * * ${everywhereTask}`
