import { z } from 'zod'
import { mergeableKind } from '../../../contract/merges.ts'
import type { JobContext, JobHandler } from '../../platform/programs.ts'
import { clock } from '../../platform/clock.ts'
import { inScope, systemActor, workspaceIds } from '../../platform/scope.ts'
import { enqueueSearch, findDuplicates, findDuplicatesTask } from './index.ts'

const nightlyTask = 'contacts.find-duplicates-everywhere'
const searchPayload = z.object({ workspaceId: z.number().int(), recordKind: mergeableKind })

async function search(payload: unknown, { database }: JobContext): Promise<void> {
  const { workspaceId, recordKind } = searchPayload.parse(payload)
  const input = { workspaceId, actor: systemActor, now: clock.now() }
  await inScope(database, input, (scope) => findDuplicates(scope, recordKind))
}

/** Each workspace is searched by a job of its own, so that a large one does not hold up the others. */
async function searchEverywhere(_payload: unknown, { database }: JobContext): Promise<void> {
  for (const workspaceId of await workspaceIds(database)) {
    await inScope(database, { workspaceId, actor: systemActor, now: clock.now() }, async (scope) => {
      await enqueueSearch(scope, 'contact')
      await enqueueSearch(scope, 'account')
    })
  }
}

export const contactJobs: Readonly<Record<string, JobHandler>> = {
  [findDuplicatesTask]: search,
  [nightlyTask]: searchEverywhere,
}

export const contactTimetable = `47 2 * * * ${nightlyTask}`
