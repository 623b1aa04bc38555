import { z } from 'zod'
import type { ImportCounts } from '../../../../contract/imports.ts'
import { importCounts } from '../../../../contract/imports.ts'
import type { Log } from '../../../platform/log.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { record } from '../../journal/index.ts'
import { insertFields } from '../store/fields.ts'
import { insertChunk, lockImport, selectImport, updateImport } from '../store/imports.ts'
import type { ImportRecord } from '../store/imports.ts'
import { insertProblems } from '../store/problems.ts'
import { chunkOf, judgedChunks } from './chunks.ts'
import type { Chunk } from './chunks.ts'
import { addCounts, noCounts } from './counts.ts'
import { layFilePlan } from './ground.ts'
import type { FilePlan } from './ground.ts'
import { passChunk, rememberRows } from './pass.ts'
import { partsSource } from './source.ts'
import type { Door } from './source.ts'

/** With fewer the fixed cost of a chunk shows; with more only memory grows, where three are held, and the rows at stake. */
export const chunkRowsDefault = 3_000
const triesMax = 5
const uniqueViolation = '23505'
const retried: ReadonlySet<string> = new Set([uniqueViolation, '40001', '40P01'])

export type Bench = {
  readonly door: Door
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>
  readonly stopping: AbortSignal
  readonly chunkRows?: number
}

/**
 * Runs an import from its checkpoint to its end, chunk by chunk; each chunk and its checkpoint are one transaction.
 * Returns early when it is cancelled, when the worker stops, or when another run has got ahead of this one.
 */
export async function runImport(bench: Bench, importId: number): Promise<void> {
  const begun = await bench.door((scope) => selectImport(scope, importId))
  if (begun === undefined || !isRunning(begun)) return
  const plan = await bench.door((scope) => layFilePlan(scope, begun))
  await bench.door((scope) => makeFields(scope, importId, plan))
  let bytesRead = 0
  const source = partsSource(bench.door, { importId, size: begun.file_bytes }, (bytes) => (bytesRead = bytes))
  const chunks = judgedChunks({ ...plan, source, chunkRows: bench.chunkRows ?? chunkRowsDefault })
  for await (const chunk of readAhead(chunks)) {
    const rest = afterCheckpoint(plan, chunk, begun.rows_done)
    if (rest === null) continue
    const going = await writeChunk(bench, {
      importId,
      plan,
      chunk: rest,
      progress: begun.file_bytes === 0 ? 1 : bytesRead / begun.file_bytes,
    })
    if (!going || bench.stopping.aborted) return
  }
  await bench.door((scope) => finishRun(scope, importId))
}

/** The part of a chunk that no earlier run has written; what lies before is only remembered. */
function afterCheckpoint(plan: FilePlan, chunk: Chunk, rowsDone: number): Chunk | null {
  if (chunk.firstRow > rowsDone) return chunk
  const done = Math.min(chunk.rows.length, rowsDone - chunk.firstRow + 1)
  rememberRows(plan.file, chunk.rows.slice(0, done))
  const rows = chunk.rows.slice(done)
  return rows.length === 0 ? null : chunkOf(rows, plan.file)
}

/** Reads and judges the next chunk while the database works on this one. */
export async function* readAhead<T>(items: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = items.next()
  try {
    for (;;) {
      const item = await next
      if (item.done === true) return
      next = items.next()
      // A failure of the chunk read ahead is met when its turn comes.
      next.catch(() => {})
      yield item.value
    }
  } finally {
    await next.catch(() => {})
    await items.return(undefined)
  }
}

type Writing = {
  readonly importId: number
  readonly plan: FilePlan
  readonly chunk: Chunk
  readonly progress: number
}

/** Writes one chunk, again when somebody else's write got in between. Says whether there is to be a next one. */
async function writeChunk(bench: Bench, writing: Writing): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await bench.door((scope) => chunkTransaction(scope, writing))
    } catch (error) {
      if (error instanceof Overtaken) return false
      if (attempt >= triesMax || !retried.has(codeOf(error))) throw error
      bench.log.info({ importId: writing.importId, attempt }, 'A chunk met another write and is tried again')
    }
  }
}

/** Another run of the same import has written this chunk; this one must not. */
class Overtaken extends Error {}

type ScopeOf = Parameters<Parameters<Door>[0]>[0]

async function chunkTransaction(
  scope: ScopeOf,
  { importId, plan, chunk, progress }: Writing,
): Promise<boolean> {
  const standing = await selectImport(scope, importId)
  if (standing === undefined || !isRunning(standing)) return false
  if (standing.cancel_asked_at !== null) return stopHere(scope, standing)
  const provenance = { importId, at: standing.started_at ?? standing.created_at }
  const { counts, batch } = await passChunk(scope, plan.file, {
    chunk,
    options: { provenance, dry: false },
  })
  await insertProblems(scope, { importId, pass: 'run' }, batch.problems)
  await insertChunk(scope, { importId, firstRow: chunk.firstRow, lastRow: chunk.lastRow, counts })
  await checkpoint(scope, importId, { chunk, counts, progress })
  return true
}

type Checkpoint = { readonly chunk: Chunk; readonly counts: ImportCounts; readonly progress: number }

async function checkpoint(
  scope: ScopeOf,
  importId: number,
  { chunk, counts, progress }: Checkpoint,
): Promise<void> {
  const now = await lockImport(scope, importId)
  if (now === undefined || now.rows_done !== chunk.firstRow - 1) throw new Overtaken()
  const total = addCounts(countsOf(now), counts)
  await updateImport(scope, importId, {
    rows_done: chunk.lastRow,
    counts: JSON.stringify({ ...total, progress }),
  })
}

async function stopHere(scope: ScopeOf, standing: ImportRecord): Promise<false> {
  await updateImport(scope, standing.id, { cancelled_at: scope.now, cancel_asked_at: null })
  await record(scope, {
    kind: 'import.cancelled',
    subjectKind: 'import',
    subjectId: standing.id,
    payload: countsOf(standing),
  })
  return false
}

async function finishRun(scope: ScopeOf, importId: number): Promise<void> {
  const standing = await selectImport(scope, importId)
  if (standing === undefined || !isRunning(standing)) return
  const counts = countsOf(standing)
  await updateImport(scope, importId, {
    finished_at: scope.now,
    cancel_asked_at: null,
    rows_total: standing.rows_done,
    counts: JSON.stringify({ ...counts, progress: 1 }),
  })
  await record(scope, {
    kind: 'import.finished',
    subjectKind: 'import',
    subjectId: importId,
    payload: { fileName: standing.file_name, ...counts },
  })
}

async function makeFields(scope: ScopeOf, importId: number, plan: FilePlan): Promise<void> {
  if (plan.customKind === null) return
  await insertFields(scope, { recordKind: plan.customKind, importId }, plan.newFields)
}

/** A run that has begun and neither ended nor failed nor been taken back. */
export function isRunning(standing: ImportRecord): boolean {
  const ended =
    standing.finished_at ?? standing.cancelled_at ?? standing.failed_at ?? standing.undo_started_at
  return standing.started_at !== null && ended === null
}

const storedCounts = importCounts.partial()

/** The counts of a run so far. */
export function countsOf(standing: Pick<ImportRecord, 'counts'>): ImportCounts {
  return { ...noCounts, ...storedCounts.parse(standing.counts) }
}

function codeOf(error: unknown): string {
  return z.object({ code: z.string() }).safeParse(error).data?.code ?? ''
}

/** Keeps on the import why it failed, in a sentence for the person who began it. */
export async function failImport(bench: Bench, importId: number, error: unknown): Promise<void> {
  bench.log.error({ err: error, importId }, 'An import failed')
  const failure =
    error instanceof Refusal
      ? error.message
      : 'Something went wrong on our side; the log knows more. You can resume the import.'
  await bench.door(async (scope) => {
    await updateImport(scope, importId, { failed_at: scope.now, failure })
    await record(scope, {
      kind: 'import.failed',
      subjectKind: 'import',
      subjectId: importId,
      payload: { failure },
    })
  })
}
