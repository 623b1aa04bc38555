import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { JobContext, JobHandler } from '../../platform/programs.ts'
import { inScope, systemActor, workspaceIds } from '../../platform/scope.ts'
import { adoptDefaults, announce, announceTask } from './index.ts'

const adoptTask = 'agreements.adopt-defaults'
const announcePayload = z.object({ workspaceId: z.number().int(), versionId: z.number().int() })

async function announceVersion(payload: unknown, { database }: JobContext): Promise<void> {
  const { workspaceId, versionId } = announcePayload.parse(payload)
  const input = { workspaceId, actor: systemActor, now: clock.now() }
  const done = await inScope(database, input, (scope) => announce(scope, versionId))
  // Clocks of two machines may differ by a little; throwing makes the queue try again.
  if (!done) throw new Error(`It is not the time of version ${versionId} yet.`)
}

/** Workspaces that were founded before there were agreements get what a new one begins with. */
async function adoptEverywhere(_payload: unknown, { database }: JobContext): Promise<void> {
  for (const workspaceId of await workspaceIds(database))
    await inScope(database, { workspaceId, actor: systemActor, now: clock.now() }, adoptDefaults)
}

export const agreementJobs: Readonly<Record<string, JobHandler>> = {
  [announceTask]: announceVersion,
  [adoptTask]: adoptEverywhere,
}

export const agreementJobsAtStart: readonly string[] = [adoptTask]
