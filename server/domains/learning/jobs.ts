import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { JobContext, JobHandler } from '../../platform/programs.ts'
import { runTask, workOnRun } from './index.ts'

const payloadShape = z.object({ runId: z.uuid(), workspaceId: z.number().int() })

async function work(payload: unknown, { database, log, stopping }: JobContext): Promise<void> {
  const { runId, workspaceId } = payloadShape.parse(payload)
  await workOnRun({ database, workspaceId, now: () => clock.now(), log, stopping }, runId)
}

/** Surveys and trainings, only ever because somebody asked. */
export const learningJobs: Readonly<Record<string, JobHandler>> = { [runTask]: work }
