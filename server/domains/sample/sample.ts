import { mapping as mappingShape } from '../../../contract/intake.ts'
import type { Database, Scope } from '../../platform/scope.ts'
import { systemActor } from '../../platform/scope.ts'
import type { Log } from '../../platform/log.ts'
import { applyChanges } from '../attributes/index.ts'
import { doorOf, importDirectly } from '../intake/index.ts'
import type { Bench } from '../intake/index.ts'
import { events, record } from '../journal/index.ts'
import { addMember, foundWorkspace, removeSampleWorkspace } from '../workspace/index.ts'
import type { Founding } from '../workspace/index.ts'
import { cast, companyName, companySlug, mailOf } from './rules/cast.ts'
import { nextStepsFor } from './rules/next-steps.ts'
import { sampleTables } from './rules/tables.ts'
import { openWork, sampleStanding } from './store.ts'

export type SampleGround = {
  readonly database: Database
  readonly now: () => Date
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>
  readonly foundings: readonly Founding[]
}

const loadedKind = 'sample.loaded'

/**
 * Loads the sample company where there is no workspace yet, through the importer's own code. One whose loading was
 * interrupted is removed and loaded anew. Answers whether it loaded.
 */
export async function loadSampleOnce(ground: SampleGround): Promise<boolean> {
  const standing = await sampleStanding(ground.database)
  if (standing.workspaces > 0 && standing.sampleId === null) return false
  if (standing.sampleId !== null) {
    const door = doorIn(ground, standing.sampleId)
    if (await door(async (scope) => (await events(scope, { kind: loadedKind, limit: 1 })).items.length > 0))
      return false
    await door(removeSampleWorkspace)
  }
  await loadSample(ground)
  return true
}

async function loadSample(ground: SampleGround): Promise<void> {
  const { database, foundings } = ground
  const plan = {
    name: companyName,
    slug: companySlug,
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    founder: { kind: 'nobody' } as const,
  }
  const { view } = await foundWorkspace({ database, now: ground.now() }, plan, foundings)
  const door = doorIn(ground, view.id)
  await door(async (scope) => {
    for (const one of cast) {
      const { name, team, title, region, seat } = one
      await addMember(scope, { name, email: mailOf(name), team, role: seat, jobTitle: title, region })
    }
  })
  const bench: Bench = { door, log: ground.log, stopping: new AbortController().signal }
  const files = sampleTables(ground.now()).map(({ fileName, csv, mapping }) => ({
    fileName,
    content: csv,
    mapping: mappingShape.parse(mapping),
  }))
  await importDirectly({ database, workspaceId: view.id, bench }, files)
  await door(async (scope) => {
    await planNextSteps(scope)
    await record(scope, { kind: loadedKind, subjectKind: 'workspace', subjectId: view.id })
  })
}

async function planNextSteps(scope: Scope): Promise<void> {
  const { deals, contacts } = await openWork(scope)
  for (const [recordKind, ids] of [
    ['deal', deals],
    ['contact', contacts],
  ] as const) {
    for (const { id, ...changes } of nextStepsFor(ids, scope.now)) {
      await applyChanges(scope, { recordKind, recordId: id, changes })
    }
  }
}

function doorIn({ database, now }: SampleGround, workspaceId: number): Bench['door'] {
  return doorOf(database, { workspaceId, actor: systemActor, now })
}
