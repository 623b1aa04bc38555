import type { BackTestResult } from '../../../contract/backtests.ts'
import { inScope, systemActor } from '../../platform/scope.ts'
import type { Database, Scope } from '../../platform/scope.ts'
import { loadDossiers, streamDossiers } from '../criteria/index.ts'
import type { Dossier } from '../criteria/index.ts'
import { daysIn } from '../judging/index.ts'
import { workspaceSettings } from '../workspace/index.ts'
import { selectOutcomes } from './outcomes.store.ts'
import { countPasses } from './passes.store.ts'
import { makeReplay } from './replay.ts'
import type { Replay } from './replay.ts'
import { monthsIn } from './rules/months.ts'
import { Tally } from './rules/tally.ts'
import type { ListedLead, Outcome } from './rules/tally.ts'
import { needsOfBoth, sidesAt } from './standards.ts'
import type { Sides, Tested } from './standards.ts'

/** What is replayed, and whom to tell. */
export type Plan = {
  readonly tested: Tested
  readonly stageId: number
  /** What was in force then is compared with. */
  readonly askedAt: Date
  readonly from: Date
  readonly to: Date
  readonly list: (leads: readonly ListedLead[]) => Promise<void>
  /** Hears how far it is and answers whether to go on. */
  readonly goesOn: (step: 'reading' | 'replaying', done: number, total: number) => Promise<boolean>
}

type Ground = { readonly database: Database; readonly workspaceId: number; readonly now: () => Date }

/** Replays every lead of a workspace as it stands at one moment; null where it was stopped. */
export async function replayAll(
  { database, workspaceId, now }: Ground,
  plan: Plan,
): Promise<Omit<BackTestResult, 'sentence'> | null> {
  const beganAt = performance.now()
  const input = { workspaceId, actor: systemActor, now: now(), steady: true }
  const replayed = inScope(database, input, async (scope) => {
    const { timeZone } = await workspaceSettings(scope)
    const dayOf = daysIn(timeZone)
    const sides = await sidesAt(scope, plan.tested, { stageId: plan.stageId, at: plan.askedAt })
    if (sides === null) throw new Error('nothing judges the stage of a back-test any more')
    const tally = new Tally(plan.from.getTime(), plan.to.getTime(), monthsIn(dayOf))
    const outcomes = await selectOutcomes(scope)
    const replay = makeReplay(sides, { to: plan.to.getTime(), dayOf })
    const counts = await replayEach(scope, plan, { sides, replay, tally, outcomes })
    const seconds = Math.round(performance.now() - beganAt) / 1000
    return {
      ...tally.counted(),
      nothingInForce: sides.inForce === null,
      replayed: { ...counts, seconds },
    }
  })
  return replayed.catch((error: unknown) => {
    if (error instanceof Stopped) return null
    throw error
  })
}

/** Somebody wants no more of a replay. The stream that it read ends its connection, and the transaction with it. */
class Stopped extends Error {}

type Replaying = {
  readonly sides: Sides
  readonly replay: Replay
  readonly tally: Tally
  readonly outcomes: ReadonlyMap<string, Outcome>
}

type Counts = { leads: number; touches: number }

const leadsAtOnce = 500
/** Lists are written in pieces of this size, each a transaction. */
const listedAtOnce = 5000
const nothingYet: Outcome = { accepted: false, wonAt: null, cents: 0 }

async function replayEach(scope: Scope, plan: Plan, replaying: Replaying): Promise<Counts> {
  const total = await countPasses(scope, plan.to)
  const counts: Counts = { leads: 0, touches: 0 }
  let listed: ListedLead[] = []
  for await (const dossiers of dossiersOfAll(scope, replaying.sides, plan.to)) {
    if (!(await plan.goesOn('replaying', counts.leads, total))) throw new Stopped()
    listed.push(...replaySome(dossiers, replaying, counts))
    if (listed.length < listedAtOnce) continue
    await plan.list(listed)
    listed = []
  }
  await plan.list(listed)
  return counts
}

/** Most leads stream by with nothing but the facts that decide; whoever is unusual is looked at whole. */
async function* dossiersOfAll(scope: Scope, sides: Sides, to: Date): AsyncGenerator<readonly Dossier[]> {
  const unusual: string[] = []
  for await (const streamed of streamDossiers(scope, needsOfBoth(sides), to)) {
    unusual.push(...streamed.unusual)
    yield streamed.dossiers
  }
  for (let first = 0; first < unusual.length; first += leadsAtOnce)
    yield await loadDossiers(scope, { leadIds: unusual.slice(first, first + leadsAtOnce) })
}

function replaySome(
  dossiers: readonly Dossier[],
  { replay, tally, outcomes }: Replaying,
  counts: Counts,
): ListedLead[] {
  const listed: ListedLead[] = []
  for (const dossier of dossiers) {
    if (dossier.leadId === null) continue
    counts.leads++
    counts.touches += dossier.touches.length
    const outcome = outcomes.get(dossier.leadId) ?? nothingYet
    const lead = tally.add({ leadId: dossier.leadId, outcome, ...replay(dossier) })
    if (lead !== null) listed.push(lead)
  }
  return listed
}
