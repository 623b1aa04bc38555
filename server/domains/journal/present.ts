import { actorKind } from '../../../contract/journal.ts'
import type { EventView } from '../../../contract/journal.ts'
import type { EventRow } from './store.ts'

/** What the system and the operator are called where no member stands behind an act. */
const actorNames: Record<string, string> = { system: 'Rapport', operator: 'Operator' }

export function presentEvent(row: EventRow): EventView {
  return {
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    actor: {
      kind: actorKind.parse(row.actor_kind),
      id: row.actor_id,
      name: row.actor_name ?? actorNames[row.actor_kind] ?? null,
    },
    subject: { kind: row.subject_kind, id: row.subject_id },
    payload: isRecord(row.payload) ? row.payload : {},
    reversesId: row.reverses_id,
    reversedById: row.reversed_by_id,
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
