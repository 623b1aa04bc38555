import type { createReversal } from '../../../contract/attributes.ts'
import type { EndpointAnswer } from '../../../contract/endpoint.ts'
import { oneOf, recordKinds } from '../../../contract/records.ts'
import type { RecordKind } from '../../../contract/records.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { record } from '../journal/index.ts'
import { wordingOf } from './history.ts'
import { provenanceOf } from './ledger.ts'
import { writeValues } from './ledger.store.ts'
import type { RecordValues, WrittenRecord } from './ledger.store.ts'
import { mayChangeRecords } from './policy.ts'
import { labelOf } from './present.ts'
import { selectAct, selectWrittenFields } from './reversal.store.ts'
import type { WrittenField } from './reversal.store.ts'

const keptShownMax = 100
/** Acts that did nothing but change attributes; others are undone where they were done. */
const reversibleKinds = /\.changed(?:-in-bulk)?$/

/** Undoes an act as one event of its own. Refuses one that is unknown, already undone, or did more than set attributes. */
export async function reverse(scope: Scope, eventId: number): Promise<EndpointAnswer<typeof createReversal>> {
  if (!mayChangeRecords(scope.actor)) throw new Refusal('not-allowed')
  const act = await selectAct(scope, eventId)
  if (act === undefined) throw notFound('act')
  if (act.reversed) throw new Refusal('not-possible-now', { message: 'This act was undone before.' })
  if (!reversibleKinds.test(act.kind)) {
    throw new Refusal('not-possible-now', {
      message: 'This act did more than change attributes.',
      remedy: 'Undo it where it was done: a merge on the record, an import on its page.',
    })
  }
  const undoId = await record(scope, {
    kind: `${act.subject_kind}.change-undone`,
    subjectKind: act.subject_kind,
    subjectId: act.subject_id,
    payload: { eventId },
    reverses: eventId,
  })
  return { eventId: undoId, ...(await restoreAct(scope, { eventId, undoId })) }
}

export type Restored = Pick<EndpointAnswer<typeof createReversal>, 'restored' | 'keptCount' | 'kept'>

/** Puts back what stood before an act, wherever the value still is what the act wrote. The undo has its own event. */
export async function restoreAct(scope: Scope, act: { eventId: number; undoId: number }): Promise<Restored> {
  const fields = await selectWrittenFields(scope, act.eventId)
  const provenance = provenanceOf(scope, {
    eventId: act.undoId,
    source: { kind: 'undo', id: String(act.eventId) },
  })
  const outcome: Restored = { restored: 0, keptCount: 0, kept: [] }
  for (const kind of recordKinds) {
    const records = recordsOf(fields.filter((field) => field.record_kind === kind))
    const written = await writeValues(scope, { kind, records, provenance })
    await account(scope, { kind, written, outcome })
  }
  return outcome
}

function recordsOf(fields: readonly WrittenField[]): RecordValues[] {
  const byRecord = Map.groupBy(fields, (field) => field.record_id)
  return [...byRecord].map(([id, own]) => ({
    id,
    values: Object.fromEntries(own.map((field) => [field.field, field.restored])),
    expected: Object.fromEntries(own.map((field) => [field.field, field.written])),
  }))
}

type Accounting = {
  readonly kind: RecordKind
  readonly written: readonly WrittenRecord[]
  readonly outcome: Restored
}

async function account(scope: Scope, { kind, written, outcome }: Accounting): Promise<void> {
  const kept = written.flatMap((row) => row.kept.map((field) => ({ recordId: row.id, field })))
  outcome.restored += written.filter((row) => row.changed !== null).length
  outcome.keptCount += kept.length
  const shown = kept.slice(0, keptShownMax - outcome.kept.length)
  if (shown.length === 0) return
  const { labels } = await wordingOf(scope, oneOf(recordKinds, kind), [])
  outcome.kept.push(...shown.map((one) => ({ ...one, label: labelOf(kind, one.field, labels) })))
}
