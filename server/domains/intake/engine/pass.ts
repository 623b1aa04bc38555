import type { ImportCounts } from '../../../../contract/imports.ts'
import type { Scope } from '../../../platform/scope.ts'
import type { Batch } from '../plan/batch.ts'
import type { Fate, PlanContext } from '../plan/context.ts'
import { isDuplicate } from '../plan/flags.ts'
import { plannerOf } from '../plan/index.ts'
import type { Planner } from '../plan/index.ts'
import type { JudgedRow } from '../plan/row.ts'
import type { Provenance } from '../store/write.ts'
import type { Chunk } from './chunks.ts'
import { compareBatch, writeBatch } from './flush.ts'
import { loadContext } from './load.ts'
import type { FileGround } from './load.ts'

export type ChunkPass = { readonly counts: ImportCounts; readonly batch: Batch }
export type PassOptions = { readonly provenance: Provenance; readonly dry: boolean }

/**
 * Takes one chunk through: looks up what it names, plans row by row in the order of the file, writes set-based.
 * A dry pass stops short of writing and only compares.
 */
export async function passChunk(
  scope: Scope,
  file: FileGround,
  { chunk, options }: { readonly chunk: Chunk; readonly options: PassOptions },
): Promise<ChunkPass> {
  const planner = plannerOf(file.kind)
  if (planner === undefined) throw new Error(`nothing is written from a file of kind ${file.kind}`)
  const context = await loadContext(scope, file, chunk.wanted)
  const fates = chunk.rows.map((row, at) => fateOf(row, at, { context, planner }))
  const write = options.dry ? compareBatch : writeBatch
  const changed = await write(scope, options.provenance, context.batch)
  return { counts: countFates(fates, changed, context.batch), batch: context.batch }
}

type Planning = { readonly context: PlanContext; readonly planner: Planner }

function fateOf(row: JudgedRow, at: number, { context, planner }: Planning): Fate {
  if (row.refused) {
    for (const problem of row.problems) context.batch.problems.push(problem)
    return 'refused'
  }
  if (!isDuplicate(context, row, planner.seenKeys?.(row, context) ?? []))
    return planner.plan(row, at, context)
  planner.again?.(row, at, context)
  return 'duplicate'
}

function countFates(fates: readonly Fate[], changed: ReadonlySet<number>, batch: Batch): ImportCounts {
  const counts = {
    rows: fates.length,
    created: 0,
    changed: 0,
    unchanged: 0,
    duplicate: 0,
    refused: 0,
    flagged: 0,
  }
  for (const [at, fate] of fates.entries()) {
    if (fate === 'standing') counts[changed.has(at) ? 'changed' : 'unchanged'] += 1
    else counts[fate] += 1
  }
  const flagged = new Set(
    batch.problems
      .filter(({ severity, code }) => severity === 'flagged' && code !== 'duplicate-row')
      .map(({ line }) => line),
  )
  return { ...counts, flagged: flagged.size }
}

/** Takes note of rows that an earlier run has written, so that duplicates are still known for what they are. */
export function rememberRows(file: FileGround, rows: readonly JudgedRow[]): void {
  const planner = plannerOf(file.kind)
  for (const row of rows) {
    if (row.refused) continue
    for (const key of planner?.seenKeys?.(row, file) ?? []) file.seen.meet(key, row.line)
    if (planner?.entry) file.occurrence(planner.entry(row), row.line)
  }
}
