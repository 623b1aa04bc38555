/**
 * A back-test of twelve months whose definitions use scores, attributes and counts of touches, beside the obvious
 * approach: one lead at a time. And how many leads a second are judged again after a change of the standards.
 */
import type { BodyOf } from '../contract/agreement-bodies.ts'
import type { BackTestResult } from '../contract/backtests.ts'
import type { Condition, Criteria } from '../contract/criteria.ts'
import { adoptDefaults } from '../server/domains/agreements/index.ts'
import { insertVersion } from '../server/domains/agreements/writing.store.ts'
import { insertAgreement } from '../server/domains/agreements/store.ts'
import { askBackTest, readBackTest, replayWaiting } from '../server/domains/backtests/index.ts'
import { makeReplay } from '../server/domains/backtests/replay.ts'
import { sidesAt } from '../server/domains/backtests/standards.ts'
import type { Tested } from '../server/domains/backtests/standards.ts'
import { loadDossiers } from '../server/domains/criteria/index.ts'
import { daysIn } from '../server/domains/judging/index.ts'
import { judgePeople } from '../server/domains/judging/judge.ts'
import { judgingAt } from '../server/domains/judging/people.ts'
import { inScope, openDatabase, systemActor } from '../server/platform/database.ts'
import type { Scope } from '../server/platform/database.ts'
import { memoryOf, number, openBenchGround } from './ground.ts'

const TARGET_SECONDS = 60
const TARGET_MEBIBYTES = 1024
const MQL_STAGE = 3
const SAMPLE_OF_LEADS = 100
const JUDGED_PEOPLE = 10_000
const JUDGED_AT_ONCE = 500
const JUDGED_ALONE = 50
const MEMORY_LOOK_MS = 100
/** The generated leads entered in 2024 and 2025. */
const from = new Date('2025-01-01T00:00:00Z')
const to = new Date('2026-01-01T00:00:00Z')
const now = new Date('2026-06-01T00:00:00Z')

const all = (...of: Condition[]): Criteria => ({ kind: 'group', join: 'all', of })
const engagement = (points: number): Condition => ({
  kind: 'score',
  score: 'engagement',
  is: 'at-least',
  points,
})
const fit = (points: number): Condition => ({ kind: 'score', score: 'fit', is: 'at-least', points })
const forms = (times: number): Condition => ({
  kind: 'touch',
  kinds: ['form', 'file'],
  channels: [],
  campaigns: [],
  assets: [],
  is: 'at-least',
  times,
  withinDays: 90,
})
const oneOf = (of: 'contact' | 'account' | 'lead', field: string, ...value: string[]): Condition => ({
  kind: 'attribute',
  of,
  field,
  is: 'one-of',
  value,
})

const profile: BodyOf<'profile'> = {
  kind: 'profile',
  criteria: all(oneOf('account', 'industry', 'software', 'medical', 'finance')),
  persona: '',
  concerns: [],
  products: [],
  decides: [],
}
const definition = (entry: Criteria): BodyOf<'stage'> => ({
  kind: 'stage',
  stage: 'mql',
  meaning: 'Worth the time of sales.',
  movedBy: 'criteria',
  entry,
  whenNoLongerMet: 'stay',
})
const proposed = definition(
  all(
    fit(60),
    engagement(50),
    forms(2),
    oneOf('lead', 'segment', 'Medium', 'Large'),
    oneOf('contact', 'city', 'Bonn', 'Celle'),
  ),
)

/** Thrown to leave a transaction of which nothing is kept. */
class Measured extends Error {}

const ground = await openBenchGround({ dated: true })
const { workspaceId, volume } = ground
const database = openDatabase(ground.connections.app)
try {
  await inWorkspace(layAgreements)
  console.log(`${number(volume.leads)} leads, ${number(volume.touches)} touches; 2025, two cores`)
  await measureBackTest()
  await measureJudging()
} finally {
  await database.close()
  await ground.stop()
}

function inWorkspace<T>(work: (scope: Scope) => Promise<T>): Promise<T> {
  return inScope(database, { workspaceId, actor: systemActor, now }, work)
}

/** The defaults, whose MQL is in force, and beside them a profile. */
async function layAgreements(scope: Scope): Promise<void> {
  await adoptDefaults(scope)
  const { rows } = await scope.client.query<{ id: string }>(
    `select id from agreements where workspace_id = $1 and kind = 'profile'`,
    [workspaceId],
  )
  if (rows.length > 0) return
  const agreementId = await insertAgreement(scope, {
    kind: 'profile',
    subject: null,
    title: 'Companies we sell to',
  })
  const draft = { agreementId, number: 1, basedOnId: null, body: profile, quiz: [], effectiveFrom: null }
  await insertVersion(scope, { ...draft, why: '', adoptedFrom: from })
}

/** Asks as a person would and lets it run as a worker does, lists and all; nothing of it is kept. */
async function measureBackTest(): Promise<void> {
  const { versionId, tested } = await testedVersion()
  const period = { from: from.toISOString(), to: to.toISOString() }
  const { id } = await inWorkspace((scope) => askBackTest(scope, { versionId, stage: 'mql', ...period }))
  const before = memoryOf(undefined).now
  let highest = before
  const watch = setInterval(() => (highest = Math.max(highest, memoryOf(undefined).now)), MEMORY_LOOK_MS)
  const beganAt = performance.now()
  const stopping = new AbortController().signal
  await replayWaiting({ database, workspaceId, now: () => now, log: console, stopping })
  const seconds = (performance.now() - beganAt) / 1000
  clearInterval(watch)
  const { result } = await inWorkspace((scope) => readBackTest(scope, id))
  await ground.owner.query('delete from back_tests where workspace_id = $1', [workspaceId])
  if (result === null) throw new Error('the back-test did not finish')
  console.log(
    `back-test: ${seconds.toFixed(1)} s (at most ${TARGET_SECONDS}), ${(highest - before).toFixed(0)} MiB above the start (at most ${TARGET_MEBIBYTES})`,
  )
  console.log(wordsOf(result))
  await measureOneByOne(tested, seconds)
}

function wordsOf({ total, wins, replayed }: BackTestResult): string {
  return (
    `  replayed ${number(replayed.leads)} leads with ${number(replayed.touches)} touches that count; in force ${number(total.inForce.leads)}, ` +
    `proposed ${number(total.proposed.leads)}, gained ${number(total.gained.leads)}, lost ${number(total.lost.leads)}; ` +
    `of ${number(wins.wins)} wins ${number(wins.inForce)} and ${number(wins.proposed)}`
  )
}

/** A draft of the MQL, laid once. */
async function testedVersion(): Promise<{ versionId: number; tested: Tested }> {
  const { rows } = await ground.owner.query<{ agreementId: string; versionId: number | null }>(
    `select a.id as "agreementId", (select v.id from agreement_versions v
       where v.workspace_id = $1 and v.agreement_id = a.id and v.adopted_at is null) as "versionId"
     from agreements a where a.workspace_id = $1 and a.kind = 'stage' and a.subject = 'mql'`,
    [workspaceId],
  )
  const agreementId = rows[0]?.agreementId ?? ''
  const draft = { agreementId, number: 2, basedOnId: null, body: proposed, quiz: [], effectiveFrom: null }
  const known = rows[0]?.versionId ?? null
  const versionId = known ?? (await inWorkspace((scope) => insertVersion(scope, { ...draft, why: '' })))
  return { versionId, tested: { agreementId, body: proposed } }
}

/** The same question for some leads, each loaded and replayed by itself. */
async function measureOneByOne(tested: Tested, seconds: number): Promise<void> {
  const ids = await sampleOf('leads', 'id', SAMPLE_OF_LEADS)
  const taken = await inWorkspace(async (scope) => {
    const sides = await sidesAt(scope, tested, { stageId: MQL_STAGE, at: now })
    if (sides === null) throw new Error('nothing judges the stage')
    const replay = makeReplay(sides, { to: to.getTime(), dayOf: daysIn('UTC') })
    const beganAt = performance.now()
    for (const id of ids) for (const dossier of await loadDossiers(scope, { leadIds: [id] })) replay(dossier)
    return (performance.now() - beganAt) / 1000
  })
  const scaled = (taken / ids.length) * volume.leads
  console.log(
    `  one lead at a time: ${((taken / ids.length) * 1000).toFixed(1)} ms a lead over ${number(ids.length)} leads, ` +
      `which is ${number(Math.round(scaled))} s for all of them: ${(scaled / seconds).toFixed(0)} times as long`,
  )
}

/** Leads a second that a pass after a change of the standards judges; nothing of it is kept. */
async function measureJudging(): Promise<void> {
  const people = await sampleOf('contacts', 'id', JUDGED_PEOPLE)
  const many = await secondsOfJudging(people, JUDGED_AT_ONCE)
  const alone = await secondsOfJudging(people.slice(0, JUDGED_ALONE), 1)
  const [fast, slow] = [people.length / many, Math.min(people.length, JUDGED_ALONE) / alone]
  console.log(
    `judging again: ${number(Math.round(fast))} leads a second, ${JUDGED_AT_ONCE} at once; one at a time ${number(Math.round(slow))}: ` +
      `${(fast / slow).toFixed(1)} times as many`,
  )
}

async function secondsOfJudging(people: readonly string[], atOnce: number): Promise<number> {
  let seconds = 0
  for (let first = 0; first < people.length; first += atOnce) {
    const batch = people.slice(first, first + atOnce)
    await inWorkspace(async (scope) => {
      const beganAt = performance.now()
      await judgePeople(scope, batch, await judgingAt(scope, now))
      seconds += (performance.now() - beganAt) / 1000
      throw new Measured()
    }).catch((error: unknown) => {
      if (!(error instanceof Measured)) throw error
    })
  }
  return seconds
}

/** Ids from all over a table, the same ones each time. */
async function sampleOf(table: 'leads' | 'contacts', column: 'id', wanted: number): Promise<string[]> {
  const { rows } = await ground.owner.query<{ id: string }>(
    `select ${column} as id from ${table} where workspace_id = $1 order by md5(${column}::text) limit $2`,
    [workspaceId, wanted],
  )
  return rows.map(({ id }) => id)
}
