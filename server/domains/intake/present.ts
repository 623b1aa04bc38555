import { z } from 'zod'
import { fileKind, mapping as mappingShape } from '../../../contract/intake.ts'
import type { Mapping } from '../../../contract/intake.ts'
import { importCheck, importRecognition, importUndo } from '../../../contract/imports.ts'
import type {
  ImportProblemView,
  ImportRow,
  ImportState,
  ImportView,
  ImportMappingView,
} from '../../../contract/imports.ts'
import { referenceOrNull } from '../../../contract/records.ts'
import type { Actor } from '../../platform/scope.ts'
import { countsOf } from './engine/run.ts'
import { canImport } from './policy.ts'
import type { ImportRecord } from './store/imports.ts'
import type { MappingRow } from './store/mappings.ts'
import type { ProblemRow } from './store/problems.ts'

/** Where an import stands, from its dated columns; the latest of them decides. */
export function stateOf(row: ImportRecord): ImportState {
  if (row.undone_at !== null) return 'undone'
  if (row.undo_started_at !== null) return row.failed_at === null ? 'undoing' : 'failed'
  if (row.finished_at !== null) return 'finished'
  if (row.failed_at !== null) return 'failed'
  if (row.cancelled_at !== null) return 'cancelled'
  if (row.started_at !== null) return row.cancel_asked_at === null ? 'running' : 'cancelling'
  return stateBeforeRun(row)
}

function stateBeforeRun(row: ImportRecord): ImportState {
  if (row.uploaded_at === null) return 'uploading'
  if (row.checked_at !== null) return 'checked'
  if (row.check_started_at === null) return 'uploaded'
  return row.cancel_asked_at === null ? 'checking' : 'cancelling'
}

const stored = z.object({ progress: z.number().optional(), undo: importUndo.optional() })

export function presentRow(row: ImportRecord, actor: Actor, now: Date): ImportRow {
  const state = stateOf(row)
  const counts = stored.parse(row.counts)
  return {
    id: row.id,
    fileName: row.file_name,
    fileBytes: row.file_bytes,
    kind: row.kind === null ? null : fileKind.parse(row.kind),
    origin: row.origin,
    state,
    counts: countsOf(row),
    rowsTotal: row.rows_total,
    rowsDone: row.rows_done,
    progress: underWay.has(state) ? (counts.progress ?? 0) : null,
    ...paceOf(row, { state, progress: counts.progress ?? 0, now }),
    failure: row.failure,
    createdBy: referenceOrNull(row.created_by_id, row.created_by_name),
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    fileRemovedAt: row.file_removed_at?.toISOString() ?? null,
    undo: counts.undo ?? null,
    can: abilities(row, state, canImport(actor)),
  }
}

const underWay: ReadonlySet<ImportState> = new Set(['checking', 'running', 'cancelling', 'undoing'])
const beforeRun: ReadonlySet<ImportState> = new Set(['uploaded', 'checked'])
const millisecondsPerSecond = 1000

function paceOf(
  row: ImportRecord,
  pace: { readonly state: ImportState; readonly progress: number; readonly now: Date },
) {
  const nothing = { rowsPerSecond: null, secondsLeft: null }
  if (row.started_at === null || row.rows_done === 0) return nothing
  const until = row.finished_at ?? pace.now
  const seconds = (until.getTime() - row.started_at.getTime()) / millisecondsPerSecond
  if (seconds <= 0) return nothing
  const left =
    pace.state === 'running' && pace.progress > 0 ? (seconds * (1 - pace.progress)) / pace.progress : null
  return {
    rowsPerSecond: Math.round(row.rows_done / seconds),
    secondsLeft: left === null ? null : Math.ceil(left),
  }
}

const nothing: ImportRow['can'] = {
  map: false,
  check: false,
  run: false,
  cancel: false,
  resume: false,
  undo: false,
}
const cancellable: ReadonlySet<ImportState> = new Set(['running', 'checking'])
const undoable: ReadonlySet<ImportState> = new Set(['finished', 'cancelled'])

/**
 * A failed check may be repeated, a failed run resumed or undone, a failed undo repeated. Without its file an import
 * can only be undone, which rests on what it wrote.
 */
function abilities(row: ImportRecord, state: ImportState, may: boolean): ImportRow['can'] {
  if (!may) return nothing
  const can = row.started_at === null ? abilitiesBefore(row, state) : abilitiesSince(row, state)
  return row.file_removed_at === null ? can : { ...nothing, undo: can.undo }
}

function abilitiesSince(row: ImportRecord, state: ImportState): ImportRow['can'] {
  const isUndoing = row.undo_started_at !== null
  const failed = state === 'failed'
  return {
    ...nothing,
    cancel: cancellable.has(state),
    resume: state === 'cancelled' || (failed && !isUndoing),
    undo: undoable.has(state) || failed,
  }
}

function abilitiesBefore(row: ImportRecord, state: ImportState): ImportRow['can'] {
  const ready = beforeRun.has(state) || state === 'failed'
  const mapped = ready && row.mapping !== null
  return { ...nothing, map: ready, check: mapped, run: mapped, cancel: cancellable.has(state) }
}

export function presentImport(
  row: ImportRecord,
  view: { readonly actor: Actor; readonly now: Date; readonly sameFileAs: readonly number[] },
): ImportView {
  return {
    ...presentRow(row, view.actor, view.now),
    recognition: row.recognition === null ? null : importRecognition.parse(row.recognition),
    mapping: mappingOf(row),
    check: row.check_result === null ? null : importCheck.parse(row.check_result),
    sameFileAs: [...view.sameFileAs],
  }
}

/** What is known of an import without showing what stood in its file. */
export function withoutCells(view: ImportView): ImportView {
  return {
    ...view,
    recognition: view.recognition && { ...view.recognition, proposal: null },
    check: view.check && { ...view.check, firstProblems: [] },
  }
}

/** The mapping in force; null before one is proposed or set. */
export function mappingOf(row: Pick<ImportRecord, 'mapping'>): Mapping | null {
  return row.mapping === null ? null : mappingShape.parse(row.mapping)
}

export function presentProblem(row: ProblemRow): ImportProblemView {
  return { ...row }
}

export function presentMapping(row: MappingRow): ImportMappingView {
  const mapping = mappingShape.parse(row.mapping)
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    into: mapping.into,
    columns: mapping.columns.map(({ column }) => column),
    updatedAt: row.updated_at.toISOString(),
    mapping,
  }
}
