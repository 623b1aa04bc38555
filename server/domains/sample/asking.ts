import type { SampleView } from '../../../contract/sample.ts'
import { enqueueOpen } from '../../platform/queue.ts'
import { Refusal } from '../../platform/refusal.ts'
import { inScope, systemActor } from '../../platform/scope.ts'
import type { Actor, Database } from '../../platform/scope.ts'
import { events } from '../journal/index.ts'
import { mayLoadSample } from './policy.ts'
import { sampleStanding } from './store.ts'
import type { SampleStanding } from './store.ts'

export const loadSampleTask = 'sample.load'
/** The last act of loading: where it is missing, the loading is under way or was interrupted. */
export const loadedKind = 'sample.loaded'

type Ground = { readonly database: Database; readonly now: () => Date }
type Asker = { readonly actor: Actor | null; readonly production: boolean }

/** Whether the sample company is there. */
export async function showSample(ground: Ground): Promise<SampleView> {
  return viewOf(ground, await sampleStanding(ground.database))
}

/** Asks the worker to load the sample company. Refuses `not-allowed`, and `already-exists` where it stands. */
export async function askForSample(ground: Ground, { actor, production }: Asker): Promise<SampleView> {
  const standing = await sampleStanding(ground.database)
  if (!mayLoadSample(actor, { workspaces: standing.workspaces, production })) throw new Refusal('not-allowed')
  const view = await viewOf(ground, standing)
  if (view.state === 'ready') {
    throw new Refusal('already-exists', {
      message: 'The sample company is there already.',
      remedy: 'Remove it first to load it anew.',
    })
  }
  await enqueueOpen(ground.database, { task: loadSampleTask, payload: {} })
  return { ...view, state: 'loading' }
}

async function viewOf(ground: Ground, { sample }: SampleStanding): Promise<SampleView> {
  if (sample === null) return { state: 'none', slug: null }
  const loaded = await isLoaded(ground, sample.id)
  return { state: loaded ? 'ready' : 'loading', slug: sample.slug }
}

/** Whether the loading of the sample company came to its end. */
export async function isLoaded({ database, now }: Ground, workspaceId: number): Promise<boolean> {
  const input = { workspaceId, actor: systemActor, now: now(), readOnly: true }
  const found = await inScope(database, input, (scope) => events(scope, { kind: loadedKind, limit: 1 }))
  return found.items.length > 0
}

/**
 * Whether a start of the program loads the sample company: where there is no workspace yet, unless somebody removed it
 * before, for whoever did founds their own next; and where its loading was interrupted, which is then begun anew.
 */
export async function isSampleWanted(ground: Ground): Promise<boolean> {
  const { workspaces, sample, removedBefore } = await sampleStanding(ground.database)
  return sample === null ? workspaces === 0 && !removedBefore : !(await isLoaded(ground, sample.id))
}
