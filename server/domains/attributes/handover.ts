import type { RecordKind } from '../../../contract/records.ts'
import type { Scope } from '../../platform/scope.ts'
import type { Handover, Passing } from '../workspace/index.ts'
import { provenanceOf } from './ledger.ts'
import { countOwned, selectOwned, writeValues } from './ledger.store.ts'

/** How many records change hands in one statement. */
const passedAtOnceMax = 10_000

/** The records of one kind that a member owns, as they pass to another; the ledger keeps who owned them before. */
export function ownedRecords(kind: RecordKind, label: string): Handover {
  return {
    kind,
    label,
    count: (scope, memberId) => countOwned(scope, kind, memberId),
    pass: (scope, passing) => passAll(scope, kind, passing),
  }
}

async function passAll(scope: Scope, kind: RecordKind, { from, to, eventId }: Passing): Promise<void> {
  let after: string | null = null
  for (;;) {
    const asked = { kind, ownerId: from, after, limit: passedAtOnceMax }
    const ids: string[] = await selectOwned(scope, asked)
    await writeValues(scope, {
      kind,
      records: ids.map((id) => ({ id, values: { ownerId: to } })),
      provenance: provenanceOf(scope, { eventId }),
    })
    after = ids.at(-1) ?? null
    if (ids.length < passedAtOnceMax) return
  }
}
