import type { BackTestResult } from '../../../contract/backtests.ts'
import { inScope, systemActor } from '../../platform/scope.ts'
import type { Database, Scope } from '../../platform/scope.ts'
import { loadDossiers } from '../criteria/index.ts'
import { daysIn } from '../judging/index.ts'
import { workspaceSettings } from '../workspace/index.ts'
import { selectOutcomes } from './outcomes.store.ts'
import { countPasses, selectPassIds } from './passes.store.ts'
import { makeReplay } from './replay.ts'
import type { Replay } from './replay.ts'
import { monthsIn } from './rules/months.ts'
import { Tally } from './rules/tally.ts'
import type { ListedLead, Outcome } from './rules/tally.ts'
import { sidesAt } from './standards.ts'
import type { Tested } from './standards.ts'

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
  const input = { workspaceId, actor: systemActor, now: now(), readOnly: true }
  return inScope(database, input, async (scope) => {
    const { timeZone } = await workspaceSettings(scope)
    const dayOf = daysIn(timeZone)
    const sides = await sidesAt(scope, plan.tested, { stageId: plan.stageId, at: plan.askedAt })
    if (sides === null) throw new Error('nothing judges the stage of a back-test any more')
    const tally = new Tally(plan.from.getTime(), plan.to.getTime(), monthsIn(dayOf))
    const outcomes = await selectOutcomes(scope)
    const replay = makeReplay(sides, { to: plan.to.getTime(), dayOf })
    const counts = await replayEach(scope, plan, { replay, tally, outcomes })
    if (counts === null) return null
    const seconds = Math.round(performance.now() - beganAt) / 1000
    return {
      ...tally.counted(),
      nothingInForce: sides.inForce === null,
      replayed: { ...counts, seconds },
    }
  })
}

type Replaying = {
  readonly replay: Replay
  readonly tally: Tally
  readonly outcomes: ReadonlyMap<string, Outcome>
}

const leadsAtOnce = 500
const beforeAll = '00000000-0000-0000-0000-000000000000'
const nothingYet: Outcome = { accepted: false, wonAt: null, cents: 0 }

async function replayEach(
  scope: Scope,
  { to, list, goesOn }: Plan,
  { replay, tally, outcomes }: Replaying,
): Promise<{ leads: number; touches: number } | null> {
  const total = await countPasses(scope, to)
  const counts = { leads: 0, touches: 0 }
  for (let after: string | undefined = beforeAll; after !== undefined;) {
    if (!(await goesOn('replaying', counts.leads, total))) return null
    const leadIds: string[] = await selectPassIds(scope, { after, to, limit: leadsAtOnce })
    const listed = (await loadDossiers(scope, { leadIds })).flatMap((dossier): ListedLead[] => {
      if (dossier.leadId === null) return []
      counts.leads++
      counts.touches += dossier.touches.length
      const outcome = outcomes.get(dossier.leadId) ?? nothingYet
      const lead = tally.add({ leadId: dossier.leadId, outcome, ...replay(dossier) })
      return lead === null ? [] : [lead]
    })
    await list(listed)
    after = leadIds.length < leadsAtOnce ? undefined : leadIds.at(-1)
  }
  return counts
}
