import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { JobContext, JobHandler } from '../../platform/programs.ts'
import { recoverBackTests, replayTask, replayWaiting } from './index.ts'

const payloadShape = z.object({ workspaceId: z.number().int() })
const recoverTask = 'backtests.recover'

async function replay(payload: unknown, { database, log, stopping }: JobContext): Promise<void> {
  const { workspaceId } = payloadShape.parse(payload)
  await replayWaiting({ database, workspaceId, now: () => clock.now(), log, stopping })
}

export const backTestJobs: Readonly<Record<string, JobHandler>> = {
  [replayTask]: replay,
  [recoverTask]: async (_payload, { database }) => recoverBackTests(database, clock.now()),
}

/** Back-tests whose worker died are looked for when one starts, and every minute. */
export const backTestJobsAtStart: readonly string[] = [recoverTask]
export const backTestTimetable = `* * * * * ${recoverTask}`
