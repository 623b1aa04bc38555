import type { EndpointParsed } from '../../../contract/endpoint.ts'
import type { ImportRow, ImportView, setImportMapping } from '../../../contract/imports.ts'
import type { Mapping } from '../../../contract/intake.ts'
import { enqueue } from '../../platform/queue.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { record } from '../journal/index.ts'
import { isRunning } from './engine/run.ts'
import { readImport, refuseWithoutFile } from './imports.ts'
import { plannerOf } from './plan/index.ts'
import { canImport } from './policy.ts'
import { mappingOf, presentRow, stateOf } from './present.ts'
import { descriptionOf, fingerprintOf } from './recognition.ts'
import { missingTargets } from './rules/mapping.ts'
import * as store from './store/imports.ts'
import { saveMapping } from './store/mappings.ts'

/** Sets how a file is mapped, and keeps it for the next file with the same columns. */
export async function setMapping(
  scope: Scope,
  id: number,
  { mapping, saveAs }: EndpointParsed<typeof setImportMapping>['body'],
): Promise<ImportView> {
  const found = await permitted(scope, id, 'map')
  refuseUnusable(mapping)
  await store.updateImport(scope, id, {
    mapping: JSON.stringify(mapping),
    kind: mapping.kind,
    origin: mapping.origin,
    ...unchecked,
  })
  const fingerprint = fingerprintOf(descriptionOf(found.recognition).columns)
  if (saveAs !== undefined) await saveMapping(scope, { name: saveAs, fingerprint, mapping })
  await record(scope, {
    kind: 'import.mapped',
    subjectKind: 'import',
    subjectId: id,
    payload: { kind: mapping.kind },
  })
  return readImport(scope, id)
}

/** What is forgotten when a file is read or mapped in another way: no dry run of that was made. */
export const unchecked = {
  checked_at: null,
  check_started_at: null,
  check_result: null,
  failed_at: null,
  failure: null,
} as const

/** A mapping that gives no row a key would refuse the whole file, row by row; better said at once. */
function refuseUnusable(mapping: Mapping): void {
  if (plannerOf(mapping.kind) === undefined) {
    throw new Refusal('not-possible-now', {
      message: 'A file of this kind holds nothing that Rapport keeps.',
      remedy: 'Choose what the file holds.',
      place: 'mapping.kind',
    })
  }
  const missing = missingTargets(mapping)
  const [first] = missing
  if (first === undefined) return
  throw new Refusal('invalid-input', {
    message: first.message,
    remedy: first.remedy,
    place: 'mapping.columns',
    details: missing.map(({ fields, message }) => ({ place: fields.join(', '), message })),
  })
}

/** Begins a dry run. */
export async function askCheck(scope: Scope, id: number): Promise<ImportView> {
  const found = await permitted(scope, id, 'check')
  await store.updateImport(scope, id, {
    check_started_at: scope.now,
    checked_at: null,
    check_result: null,
    failed_at: null,
    failure: null,
    counts: '{}',
  })
  return begin(scope, found, { task: 'intake.check', kind: 'import.check-begun' })
}

/** Begins the import. */
export async function askRun(scope: Scope, id: number): Promise<ImportView> {
  const found = await permitted(scope, id, 'run')
  const mapping = mappingOf(found)
  if (mapping !== null) refuseUnusable(mapping)
  await store.updateImport(scope, id, {
    started_at: scope.now,
    check_started_at: null,
    failed_at: null,
    failure: null,
    counts: '{}',
  })
  return begin(scope, found, { task: 'intake.run', kind: 'import.begun' })
}

/** Asks a check or run to stop; it does so between two chunks. */
export async function askCancel(scope: Scope, id: number): Promise<ImportView> {
  await permitted(scope, id, 'cancel')
  await store.updateImport(scope, id, { cancel_asked_at: scope.now })
  await record(scope, { kind: 'import.cancel-asked', subjectKind: 'import', subjectId: id })
  return readImport(scope, id)
}

/** Continues a run that was cancelled or failed, from its checkpoint. */
export async function askResume(scope: Scope, id: number): Promise<ImportView> {
  const found = await permitted(scope, id, 'resume')
  await store.updateImport(scope, id, {
    cancel_asked_at: null,
    cancelled_at: null,
    failed_at: null,
    failure: null,
  })
  return begin(scope, found, { task: 'intake.run', kind: 'import.resumed' })
}

/** Begins to take the whole import back. */
export async function askUndo(scope: Scope, id: number): Promise<ImportView> {
  const found = await permitted(scope, id, 'undo')
  await store.updateImport(scope, id, { undo_started_at: scope.now, failed_at: null, failure: null })
  return begin(scope, found, { task: 'intake.undo', kind: 'import.undo-begun' })
}

/** Puts interrupted work back into the queue; called when the program starts and from time to time. */
export async function resumeInterrupted(scope: Scope): Promise<void> {
  for (const { id, task } of await store.selectUnfinished(scope))
    await enqueueWork(scope, id, { task: `intake.${task}` })
}

export async function enqueueWork(
  scope: Scope,
  importId: number,
  { task, runAt }: { readonly task: string; readonly runAt?: Date },
): Promise<void> {
  const options = {
    key: `intake:${scope.workspaceId}:${importId}`,
    ...(runAt === undefined ? {} : { runAt }),
  }
  await enqueue(scope, { task, payload: { importId } }, options)
}

async function begin(
  scope: Scope,
  found: store.ImportRecord,
  act: { task: string; kind: string },
): Promise<ImportView> {
  await record(scope, {
    kind: act.kind,
    subjectKind: 'import',
    subjectId: found.id,
    payload: { fileName: found.file_name },
  })
  await enqueueWork(scope, found.id, { task: act.task })
  return readImport(scope, found.id)
}

type Act = keyof ImportRow['can']

/** Holds the import for an act. Refuses `not-allowed`, `not-found`, and what its state does not permit. */
export async function permitted(scope: Scope, id: number, act: Act): Promise<store.ImportRecord> {
  allow(scope)
  const found = await held(scope, id)
  if (presentRow(found, scope.actor, scope.now).can[act]) return found
  if (act !== 'undo' && act !== 'cancel') refuseWithoutFile(found)
  throw notNow(found)
}

async function held(scope: Scope, id: number): Promise<store.ImportRecord> {
  const found = await store.lockImport(scope, id)
  if (found === undefined) throw notFound('import')
  return found
}

function notNow(found: store.ImportRecord): Refusal {
  const state = stateOf(found)
  const running = isRunning(found)
  return new Refusal('not-possible-now', {
    message:
      found.mapping === null
        ? 'This file holds nothing that Rapport keeps, or is not mapped yet.'
        : `This import is ${state}.`,
    remedy: running
      ? 'Wait until it has ended, or cancel it.'
      : 'Look at the present state of the import first.',
  })
}

function allow(scope: Scope): void {
  if (!canImport(scope.actor)) throw new Refusal('not-allowed')
}
