import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { JobContext, JobHandler } from '../../platform/programs.ts'
import { systemActor, workspaceIds } from '../../platform/scope.ts'
import { takeTurn } from '../../platform/turn.ts'
import { clock } from '../../platform/clock.ts'
import { checkImport } from './engine/check.ts'
import { failImport, runImport } from './engine/run.ts'
import type { Bench } from './engine/run.ts'
import { doorOf } from './engine/source.ts'
import { undoImport } from './engine/undo.ts'
import { enqueueWork, resumeInterrupted } from './acts.ts'
import { purge } from './purge.ts'

const payloadShape = z.object({ importId: z.number().int(), workspaceId: z.number().int() })
const busyRetryMs = 2_000

/** What a broken or stopping database says. The work goes on by itself when it is back, so nothing has failed. */
const outages = /^(08|57P|53)|ECONN|EPIPE|ENOENT|ETIMEDOUT/
const outageWords = /terminat|connection|timeout exceeded|recovery mode|shutting down|starting up/i
const outagePauseMs = 500
const outagePausesMax = 1_200

export const intakeJobs: Readonly<Record<string, JobHandler>> = {
  'intake.check': (payload, context) => throughOutages(context, () => work(payload, context, checkImport)),
  'intake.run': (payload, context) =>
    throughOutages(context, () => alone(payload, context, { task: 'intake.run', act: runImport })),
  'intake.undo': (payload, context) =>
    throughOutages(context, () => alone(payload, context, { task: 'intake.undo', act: undoImport })),
  'intake.purge': async (_payload, context) => purgeEverywhere(context),
  'intake.recover': async (_payload, context) => recoverImports(context),
}

/**
 * Interrupted imports are looked for when the worker starts, and every minute; files that nobody needs any more when it
 * starts, since a desk is often off at night, and every night.
 */
export const intakeJobsAtStart: readonly string[] = ['intake.recover', 'intake.purge']
export const intakeTimetable = ['* * * * * intake.recover', '41 3 * * * intake.purge'].join('\n')

/** Puts imports that nobody is working on back into the queue. */
export async function recoverImports({ database }: Pick<JobContext, 'database'>): Promise<void> {
  for (const workspaceId of await workspaceIds(database)) {
    const door = doorOf(database, { workspaceId, actor: systemActor, now: () => clock.now() })
    await takeTurn({ database, workspaceId, to: 'import' }, () => door(resumeInterrupted))
  }
}

/** Removes, in every workspace, files that nobody has used for long, and uploads that never ended. */
async function purgeEverywhere({ database, log }: JobContext): Promise<void> {
  for (const workspaceId of await workspaceIds(database)) {
    const door = doorOf(database, { workspaceId, actor: systemActor, now: () => clock.now() })
    // Who imports just now may take files in with dates of long ago, as the sample company does; the next night will do.
    await takeTurn({ database, workspaceId, to: 'import' }, async () => {
      const purged = await purge(door)
      if (purged.files + purged.uploads > 0)
        log.info({ workspaceId, ...purged }, 'Uploaded files were removed')
    })
  }
}

/** A database that goes away for a while makes an import wait, not fail: it goes on from its checkpoint. */
async function throughOutages(context: JobContext, act: () => Promise<void>): Promise<void> {
  for (let pauses = 0; ; pauses += 1) {
    try {
      return await act()
    } catch (error) {
      if (!isOutage(error) || context.stopping.aborted || pauses >= outagePausesMax) throw error
      context.log.warn({ err: error }, 'The database is away; an import waits for it')
      await pause(outagePauseMs)
    }
  }
}

type Act = (bench: Bench, importId: number) => Promise<void>

/** One import at a time writes into a workspace; another waits its turn. */
async function alone(
  payload: unknown,
  context: JobContext,
  { task, act }: { task: string; act: Act },
): Promise<void> {
  const { importId, workspaceId } = payloadShape.parse(payload)
  const turn = { database: context.database, workspaceId, to: 'import' } as const
  const began = await takeTurn(turn, () => work(payload, context, act))
  if (began) return
  const door = benchOf(context, workspaceId).door
  await door((scope) =>
    enqueueWork(scope, importId, { task, runAt: new Date(scope.now.getTime() + busyRetryMs) }),
  )
}

async function work(payload: unknown, context: JobContext, act: Act): Promise<void> {
  const { importId, workspaceId } = payloadShape.parse(payload)
  const bench = benchOf(context, workspaceId)
  try {
    await act(bench, importId)
  } catch (error) {
    if (isOutage(error)) throw error
    await failImport(bench, importId, error)
  }
  // Throwing leaves the job in the queue, where the next start finds it.
  if (context.stopping.aborted) throw new Error('The worker stops; this import goes on when it starts again.')
}

function benchOf(context: JobContext, workspaceId: number): Bench {
  const door = doorOf(context.database, { workspaceId, actor: systemActor, now: () => clock.now() })
  return { door, log: context.log, stopping: context.stopping }
}

function isOutage(error: unknown): boolean {
  const found = z.object({ code: z.string().optional(), message: z.string().optional() }).safeParse(error)
  if (!found.success) return false
  const { code, message } = found.data
  return outages.test(code ?? '') || (code === undefined && outageWords.test(message ?? ''))
}
