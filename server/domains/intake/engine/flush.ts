import type { Scope } from '../../../platform/scope.ts'
import { refreshSearch, refreshStanding } from '../../contacts/index.ts'
import { writtenRelations } from '../plan/batch.ts'
import type { Batch } from '../plan/batch.ts'
import { addActivity, moveDeals, moveLeads } from '../store/moves.ts'
import { relations } from '../store/relations/index.ts'
import { changeRows, insertRows } from '../store/write.ts'
import type { Provenance } from '../store/write.ts'

/** Writes everything a chunk planned, in the order that keys demand. Answers the rows that changed anything. */
export async function writeBatch(scope: Scope, provenance: Provenance, batch: Batch): Promise<Set<number>> {
  for (const name of writtenRelations) {
    await insertRows(scope, provenance, { relation: relations[name], rows: batch.rowsOf(name) })
  }
  const changed = await changeAll(scope, provenance, { batch, dry: false })
  await moveLeads(scope, [...batch.leadMoves.values()])
  await moveDeals(scope, [...batch.dealMoves.values()])
  await addActivity(scope, batch.activity)
  await refreshStanding(scope, [...batch.standing])
  if (batch.unsearchable.size > 0) await refreshSearch(scope, [...batch.unsearchable])
  return changed
}

/** Compares without writing. Answers the rows that would change anything. */
export async function compareBatch(scope: Scope, provenance: Provenance, batch: Batch): Promise<Set<number>> {
  return changeAll(scope, provenance, { batch, dry: true })
}

async function changeAll(
  scope: Scope,
  provenance: Provenance,
  { batch, dry }: { readonly batch: Batch; readonly dry: boolean },
): Promise<Set<number>> {
  const changed = new Set(batch.wrote)
  for (const wave of batch.waves) {
    for (const [name, changes] of wave) {
      const rows = await changeRows(scope, provenance, {
        relation: relations[name],
        changes: [...changes.values()],
        dry,
      })
      for (const row of rows) changed.add(row)
    }
  }
  return changed
}
