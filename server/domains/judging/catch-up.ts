import type { Database, Scope } from '../../platform/scope.ts'
import { inScope, systemActor } from '../../platform/scope.ts'
import { judgePeople } from './judge.ts'
import { judgingAt } from './people.ts'
import { standardsAt } from './standards.ts'
import * as progress from './store/progress.ts'

/** People of one transaction: enough that its fixed cost does not count, few enough that nobody waits for a lead. */
const BATCH_PEOPLE_MAX = 500
/** People asked for at once: a large import leaves more of them than memory should hold. */
const CHANGED_PEOPLE_MAX = 20_000

/** What catching up needs: a way into the database, the time, and a sign that the program stops. */
export type CatchUp = {
  readonly database: Database
  readonly workspaceId: number
  readonly now: () => Date
  readonly stopping?: AbortSignal
  /** Whoever imports and judges in turn knows that what comes in meanwhile concerns nobody who is judged. */
  readonly besideImport?: boolean
}

export type Caught = { people: number; moved: number }

/**
 * Judges whoever something was written about since the last time, and everybody after the standards changed. Each
 * batch is a transaction that also says how far judging has come, so that an interrupted pass goes on where it was.
 * While an import writes nobody is judged; its end is news, and all whom it touched are judged then.
 */
export async function catchUp(context: CatchUp): Promise<Caught> {
  const caught: Caught = { people: 0, moved: 0 }
  if (context.besideImport !== true && (await step(context, progress.selectIsImporting))) return caught
  await step(context, beginPassWhereNeeded)
  while (!isStopping(context) && (await step(context, (scope) => passOn(scope, caught)))) continue
  if (!isStopping(context)) await followChanges(context, caught)
  return caught
}

function step<T>({ database, workspaceId, now }: CatchUp, work: (scope: Scope) => Promise<T>): Promise<T> {
  return inScope(database, { workspaceId, actor: systemActor, now: now() }, work)
}

function isStopping({ stopping }: CatchUp): boolean {
  return stopping?.aborted === true
}

/** Begins a pass over everybody where nobody was judged yet, or where they were judged by other standards. */
async function beginPassWhereNeeded(scope: Scope): Promise<void> {
  const { fingerprint } = await standardsAt(scope, scope.now)
  const { watermark, standards } = await progress.selectProgress(scope)
  if (watermark > 0 && standards === fingerprint) return
  await progress.saveProgress(scope, {
    watermark: await progress.selectHorizon(scope),
    standards: fingerprint,
    passAfter: progress.passBeginning,
  })
}

/** Judges the next people of a pass; answers whether there are more. */
async function passOn(scope: Scope, caught: Caught): Promise<boolean> {
  const current = await progress.selectProgress(scope)
  if (current.passAfter === null) return false
  const { people, last } = await progress.selectPeopleAfter(scope, current.passAfter, BATCH_PEOPLE_MAX)
  await judge(scope, people, caught)
  await progress.saveProgress(scope, { ...current, passAfter: last })
  return last !== null
}

/** Judges those of whom something was written; only when all of them are does the watermark rise. */
async function followChanges(context: CatchUp, caught: Caught): Promise<void> {
  const { since, horizon } = await step(context, async (scope) => ({
    since: (await progress.selectProgress(scope)).watermark,
    horizon: await progress.selectHorizon(scope),
  }))
  let after = progress.passBeginning
  for (;;) {
    const asked = { since, after, limit: CHANGED_PEOPLE_MAX }
    const people = await step(context, (scope) => progress.selectChangedPeople(scope, asked))
    await judgeInBatches(context, people, caught)
    if (isStopping(context)) return
    const last = people.at(-1)
    if (last === undefined || people.length < CHANGED_PEOPLE_MAX) break
    after = last
  }
  await step(context, async (scope) => {
    const current = await progress.selectProgress(scope)
    await progress.saveProgress(scope, { ...current, watermark: horizon })
  })
}

async function judgeInBatches(context: CatchUp, people: readonly string[], caught: Caught): Promise<void> {
  for (let from = 0; from < people.length && !isStopping(context); from += BATCH_PEOPLE_MAX) {
    const batch = people.slice(from, from + BATCH_PEOPLE_MAX)
    await step(context, (scope) => judge(scope, batch, caught))
  }
}

async function judge(scope: Scope, people: readonly string[], caught: Caught): Promise<void> {
  if (people.length === 0) return
  const { moved } = await judgePeople(scope, people, await judgingAt(scope, scope.now))
  caught.people += people.length
  caught.moved += moved
}
