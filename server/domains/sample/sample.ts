import { mapping as mappingShape } from '../../../contract/intake.ts'
import type { Actor, Database, Scope } from '../../platform/scope.ts'
import { systemActor } from '../../platform/scope.ts'
import { takeTurn } from '../../platform/turn.ts'
import type { Log } from '../../platform/log.ts'
import type { BodyCheck } from '../agreements/index.ts'
import { enqueue } from '../../platform/queue.ts'
import { applyEach } from '../attributes/index.ts'
import { doorOf, importDirectly } from '../intake/index.ts'
import type { Bench, DirectFile } from '../intake/index.ts'
import { record } from '../journal/index.ts'
import { catchUp } from '../judging/index.ts'
import { addMember, discardSampleWorkspace, foundWorkspace } from '../workspace/index.ts'
import type { Founding } from '../workspace/index.ts'
import { isLoaded, isSampleWanted, loadedKind } from './asking.ts'
import { cast, companyName, companySlug, mailOf } from './rules/cast.ts'
import { nextStepsFor } from './rules/next-steps.ts'
import { storyDates } from './rules/story-dates.ts'
import type { StoryDates } from './rules/story-dates.ts'
import { sampleTables } from './rules/tables.ts'
import type { SampleTable } from './rules/csv-table.ts'
import type { SampleTables } from './rules/tables.ts'
import { openWork, sampleStanding } from './store.ts'
import { tellStory } from './story.ts'
import { tryTask } from './trying.ts'

export type SampleGround = {
  readonly database: Database
  readonly now: () => Date
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>
  readonly foundings: readonly Founding[]
  /** What agreements are held to, as everybody's are. */
  readonly checks: readonly BodyCheck[]
  /** Fires when the program stops: loading ends at its next checkpoint, and begins anew another time. */
  readonly stopping?: AbortSignal
}

/** Whoever loads holds the lock of a workspace that does not exist yet. */
const noWorkspaceYet = 0

/** Loads the sample company where a start wants it, through the importer's own code. Answers whether it loaded. */
export async function loadSampleOnce(ground: SampleGround): Promise<boolean> {
  return (await isSampleWanted(ground)) && loadSample(ground)
}

/** Loads the sample company beside whatever there is, unless it is there. Answers whether it loaded. */
export async function loadSample(ground: SampleGround): Promise<boolean> {
  let loaded = false
  const turn = { database: ground.database, workspaceId: noWorkspaceYet, to: 'import' } as const
  await takeTurn(turn, async () => {
    const { sample } = await sampleStanding(ground.database)
    if (sample !== null && (await isLoaded(ground, sample.id))) return
    if (sample !== null) await doorIn(ground, sample.id)(discardSampleWorkspace)
    const startedAt = performance.now()
    await load(ground)
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10
    ground.log.info({ seconds }, 'The sample company is loaded')
    loaded = true
  })
  return loaded
}

/** The company began with Rapport long ago; what it imports today, it imports today. */
async function load(ground: SampleGround): Promise<void> {
  const { database, foundings, checks } = ground
  const now = ground.now()
  const dates = storyDates(now)
  const plan = {
    name: companyName,
    slug: companySlug,
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    founder: { kind: 'nobody' } as const,
  }
  const { view } = await foundWorkspace({ database, now: dates.founded }, plan, foundings)
  const then = doorIn({ ...ground, now: () => dates.founded }, view.id)
  const today = doorIn(ground, view.id)
  const tables = sampleTables(now)
  const members = await then(addCast)
  const company = { ...ground, workspaceId: view.id, dates }
  // Nobody judges what is only half there.
  await takeTurn({ database, workspaceId: view.id, to: 'judge', waits: true }, () =>
    importDirectly(company, async (bring) => {
      await bring(benchOf(ground, then), filesOf(tables.beginnings))
      await today((scope) => tellStory({ scope, cast: members, checks }, dates))
      await fill(company, tables, (files) => bring(benchOf(ground, today), filesOf(files)))
    }),
  )
  await today(async (scope) => {
    await planNextSteps(scope)
    await enqueue(scope, { task: tryTask, payload: {} })
    await record(scope, { kind: loadedKind, subjectKind: 'workspace', subjectId: view.id })
  })
}

type Company = Pick<SampleGround, 'database' | 'now' | 'stopping'> & {
  readonly workspaceId: number
  readonly dates: StoryDates
}

/**
 * Brings the files of today. Leads are moved to MQL by the definition that was in force on the day, by the first one
 * until it was replaced; only then comes what sales made of them. Meanwhile come the touches of everybody else.
 */
async function fill(
  company: Company,
  tables: SampleTables,
  bring: (files: readonly SampleTable[]) => Promise<void>,
): Promise<void> {
  const lastMoment = new Date(company.dates.replaced.getTime() - 1)
  const judging = { ...company, besideImport: true }
  await bring(tables.customers)
  const meanwhile = bring(tables.strangers)
  // A failure is met when everything else is done, or has failed.
  meanwhile.catch(() => {})
  try {
    await bring(tables.olderLeads)
    await catchUp({ ...judging, now: () => lastMoment })
    await bring(tables.newerLeads)
    await catchUp(judging)
    await bring(tables.sales)
  } finally {
    await meanwhile
  }
}

function benchOf({ log, stopping }: SampleGround, door: Bench['door']): Bench {
  return { door, log, stopping: stopping ?? new AbortController().signal }
}

function filesOf(tables: readonly SampleTable[]): DirectFile[] {
  return tables.map(({ fileName, csv, mapping }) => ({
    fileName,
    content: csv,
    mapping: mappingShape.parse(mapping),
  }))
}

async function addCast(scope: Scope): Promise<Map<string, Actor>> {
  const members = new Map<string, Actor>()
  for (const { name, team, title, region, seat: role } of cast) {
    const email = mailOf(name)
    const memberId = await addMember(scope, { name, email, team, role, jobTitle: title, region })
    members.set(name, { kind: 'member', memberId, name, team, role })
  }
  return members
}

async function planNextSteps(scope: Scope): Promise<void> {
  const { deals, contacts } = await openWork(scope)
  for (const [recordKind, ids] of [
    ['deal', deals],
    ['contact', contacts],
  ] as const) {
    const records = nextStepsFor(ids, scope.now).map(({ id, ...changes }) => ({ recordId: id, changes }))
    await applyEach(scope, { recordKind, records })
  }
}

function doorIn({ database, now }: SampleGround, workspaceId: number): Bench['door'] {
  return doorOf(database, { workspaceId, actor: systemActor, now })
}
