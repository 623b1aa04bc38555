import { mapping as mappingShape } from '../../../contract/intake.ts'
import type { Actor, Database, Scope } from '../../platform/scope.ts'
import { systemActor } from '../../platform/scope.ts'
import type { Log } from '../../platform/log.ts'
import type { BodyCheck } from '../agreements/index.ts'
import { applyEach } from '../attributes/index.ts'
import { aloneInWorkspace, doorOf, importDirectly } from '../intake/index.ts'
import type { Bench } from '../intake/index.ts'
import { record } from '../journal/index.ts'
import { addMember, discardSampleWorkspace, foundWorkspace } from '../workspace/index.ts'
import type { Founding } from '../workspace/index.ts'
import { isLoaded, loadedKind } from './asking.ts'
import { cast, companyName, companySlug, mailOf } from './rules/cast.ts'
import { nextStepsFor } from './rules/next-steps.ts'
import { storyDates } from './rules/story-dates.ts'
import { sampleTables } from './rules/tables.ts'
import type { SampleTable } from './rules/tables.ts'
import { openWork, sampleStanding } from './store.ts'
import { tellStory } from './story.ts'

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

/**
 * Loads the sample company where there is no workspace yet, through the importer's own code, unless somebody removed
 * it before: whoever did founds their own next. One whose loading was interrupted is loaded anew. Answers whether it
 * loaded.
 */
export async function loadSampleOnce(ground: SampleGround): Promise<boolean> {
  const { workspaces, sample, removedBefore } = await sampleStanding(ground.database)
  return sample === null && (workspaces > 0 || removedBefore) ? false : loadSample(ground)
}

/** Loads the sample company beside whatever there is, unless it is there. Answers whether it loaded. */
export async function loadSample(ground: SampleGround): Promise<boolean> {
  let loaded = false
  await aloneInWorkspace(ground.database, noWorkspaceYet, async () => {
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
  const members = await then(addCast)
  const tables = sampleTables(now)
  await bring(ground, { workspaceId: view.id, door: then, tables: tables.filter(isFromBeginning) })
  await today((scope) => tellStory({ scope, cast: members, checks }, dates))
  await bring(ground, {
    workspaceId: view.id,
    door: today,
    tables: tables.filter((one) => !isFromBeginning(one)),
  })
  await today(async (scope) => {
    await planNextSteps(scope)
    await record(scope, { kind: loadedKind, subjectKind: 'workspace', subjectId: view.id })
  })
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

/** Who works there and what it sells was entered on the day it began; agreements speak of both. */
function isFromBeginning({ mapping }: SampleTable): boolean {
  return mapping.kind === 'member' || mapping.kind === 'product'
}

type Bringing = {
  readonly workspaceId: number
  readonly door: Bench['door']
  readonly tables: readonly SampleTable[]
}

/** Imports files, as anybody does. */
async function bring(ground: SampleGround, { workspaceId, door, tables }: Bringing): Promise<void> {
  const { database, log } = ground
  const bench: Bench = { door, log, stopping: ground.stopping ?? new AbortController().signal }
  const files = tables.map(({ fileName, csv, mapping }) => ({
    fileName,
    content: csv,
    mapping: mappingShape.parse(mapping),
  }))
  await importDirectly({ database, workspaceId, bench }, files)
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
