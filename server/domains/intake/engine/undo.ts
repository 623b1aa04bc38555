import { z } from 'zod'
import type { ImportUndo } from '../../../../contract/imports.ts'
import { importUndo } from '../../../../contract/imports.ts'
import { refreshStanding } from '../../contacts/index.ts'
import { record } from '../../journal/index.ts'
import { selectImport, updateImport } from '../store/imports.ts'
import type { ImportRecord } from '../store/imports.ts'
import { relations } from '../store/relations/index.ts'
import { takeBackDealMoves, takeBackLeadMoves, takeBackTouches } from '../store/undo-moves.ts'
import {
  removables,
  removeFields,
  removeFlags,
  removeIdentities,
  removeRecords,
} from '../store/undo-remove.ts'
import type { Removable } from '../store/undo-remove.ts'
import { restoreRecords } from '../store/undo-restore.ts'
import type { Bench } from './run.ts'
import type { Door } from './source.ts'

const batchRecords = 10_000

type ScopeOf = Parameters<Parameters<Door>[0]>[0]

/**
 * Takes an import back, batch by batch: gives changed records their former values where the import's are still
 * current, and removes what it made unless somebody built on it since. Every batch is a transaction that can be
 * repeated, so that an undo which was interrupted simply goes on.
 */
export async function undoImport(bench: Bench, importId: number): Promise<void> {
  const begun = await bench.door((scope) => selectImport(scope, importId))
  if (begun === undefined || !isUndoing(begun)) return
  const kept: Record<string, number> = {}
  const steps = [
    () => takeBackMoves(bench, importId),
    () => takeBackAll(bench, importId, { name: 'touches', take: takeBackTouches }),
    () => restoreAll(bench, importId),
    ...removables.map((removable) => () => removeAll(bench, importId, { removable, kept })),
  ]
  for (const [at, step] of steps.entries()) {
    await step()
    if (bench.stopping.aborted) return
    await bench.door((scope) => note(scope, importId, { progress: (at + 1) / steps.length }))
  }
  await bench.door((scope) => finishUndo(scope, importId, kept))
}

async function takeBackMoves(bench: Bench, importId: number): Promise<void> {
  const batch = { importId, limit: batchRecords }
  for (;;) {
    const taken = await bench.door(async (scope) => {
      const moved = await takeBackLeadMoves(scope, batch)
      await refreshStanding(scope, moved.contactIds)
      return moved.taken
    })
    if (taken === 0) break
  }
  await takeBackAll(bench, importId, { name: 'dealMoves', take: takeBackDealMoves })
}

type Taking = {
  readonly name: string
  readonly take: (scope: ScopeOf, batch: { importId: number; limit: number }) => Promise<number>
}

async function takeBackAll(bench: Bench, importId: number, { name, take }: Taking): Promise<void> {
  for (;;) {
    const taken = await bench.door(async (scope) => {
      const count = await take(scope, { importId, limit: batchRecords })
      if (name === 'touches' && count > 0) await note(scope, importId, { removed: { touches: count } })
      return count
    })
    if (taken === 0) return
  }
}

async function restoreAll(bench: Bench, importId: number): Promise<void> {
  await bench.door((scope) => removeIdentities(scope, importId))
  for (const relation of Object.values(relations)) {
    if (relation.ledger === undefined) continue
    for (;;) {
      const taken = await bench.door(async (scope) => {
        const batch = await restoreRecords(scope, { importId, relation, limit: batchRecords })
        if (batch.restored > 0) await note(scope, importId, { restored: batch.restored })
        return batch.taken
      })
      if (taken === 0) break
    }
  }
}

type Removing = { readonly removable: Removable; readonly kept: Record<string, number> }

async function removeAll(bench: Bench, importId: number, { removable, kept }: Removing): Promise<void> {
  let after: string | null = null
  for (;;) {
    const cursor: string | null = after
    const batch = await bench.door(async (scope) => {
      const removed = await removeRecords(scope, removable, { importId, after: cursor, limit: batchRecords })
      await refreshStanding(scope, removed.standing)
      if (removed.removed > 0)
        await note(scope, importId, { removed: { [removable.table]: removed.removed } })
      return removed
    })
    if (batch.seen > batch.removed)
      kept[removable.table] = (kept[removable.table] ?? 0) + batch.seen - batch.removed
    if (batch.last === null) return
    after = batch.last
  }
}

const stored = z.looseObject({ progress: z.number().optional(), undo: importUndo.optional() })

type Note = {
  readonly progress?: number
  readonly removed?: Record<string, number>
  readonly restored?: number
}

/** Adds to what the import says about its undo. */
async function note(scope: ScopeOf, importId: number, { progress, removed, restored }: Note): Promise<void> {
  const standing = await selectImport(scope, importId)
  const counts = stored.parse(standing?.counts ?? {})
  const undo: ImportUndo = counts.undo ?? { removed: {}, kept: {}, restored: 0 }
  for (const [table, count] of Object.entries(removed ?? {}))
    undo.removed[table] = (undo.removed[table] ?? 0) + count
  const next = { ...undo, restored: undo.restored + (restored ?? 0) }
  const patch = { ...counts, undo: next, ...(progress === undefined ? {} : { progress }) }
  await updateImport(scope, importId, { counts: JSON.stringify(patch) })
}

async function finishUndo(scope: ScopeOf, importId: number, kept: Record<string, number>): Promise<void> {
  await removeFlags(scope, importId)
  await removeFields(scope, importId)
  const standing = await selectImport(scope, importId)
  const counts = stored.parse(standing?.counts ?? {})
  const undo: ImportUndo = { removed: counts.undo?.removed ?? {}, restored: counts.undo?.restored ?? 0, kept }
  await updateImport(scope, importId, {
    undone_at: scope.now,
    counts: JSON.stringify({ ...counts, undo, progress: 1 }),
  })
  await record(scope, { kind: 'import.undone', subjectKind: 'import', subjectId: importId, payload: undo })
}

function isUndoing(standing: ImportRecord): boolean {
  return standing.undo_started_at !== null && standing.undone_at === null
}
