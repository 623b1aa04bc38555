import { z } from 'zod'
import type { TimelineEntry } from '../../../contract/contacts.ts'
import { memberOrNull, oneOf, referenceOrNull, teams } from '../../../contract/records.ts'
import { labelOf } from '../attributes/index.ts'
import * as wordings from './rules/timeline-wording.ts'
import type { TimelineRow } from './timeline.store.ts'

type Names = { readonly labels: ReadonlyMap<string, string>; readonly names: ReadonlyMap<string, string> }
type Rows = NonNullable<TimelineEntry['rows']>

const words = z.string().nullish()
const saidShape = z.object({
  kind: z.unknown().optional(),
  channel: words,
  campaign: words,
  detail: z.record(z.string(), z.unknown()).nullish(),
  from: words,
  to: words,
  deal: words,
  outcome: words,
  reason: words,
  amount: words,
  currency: words,
  source: words,
  assumed: z.boolean().nullish(),
  payload: z.record(z.string(), z.unknown()).nullish(),
  changed: z.record(z.string(), z.unknown()).default({}),
  before: z.record(z.string(), z.unknown()).default({}),
})

/** One row of whichever ledger as a line of the timeline. */
export function presentEntry(
  row: TimelineRow,
  recordKind: 'contact' | 'account',
  names: Names,
): TimelineEntry {
  const said = saidShape.parse(row.said)
  return {
    id: `${row.kind}:${row.id}`,
    at: row.at.toISOString(),
    kind: row.kind,
    team: row.team === null ? null : oneOf(teams, row.team),
    ...wordingOfRow(row, said),
    actor: memberOrNull(row.actor_id, row.actor_name, row.actor_team),
    contact: referenceOrNull(row.contact_id, row.contact_name),
    ...(said.amount && said.currency ? { money: { amount: said.amount, currency: said.currency } } : {}),
    ...(row.kind === 'attribute' ? { rows: changedRows(said, recordKind, names) } : {}),
  }
}

function wordingOfRow(row: TimelineRow, said: wordings.Said): wordings.Wording {
  if (row.kind === 'touch') return wordings.touchWording(said)
  if (row.kind === 'stage') return wordings.stageWording(said)
  if (row.kind === 'deal') return wordings.dealWording(said)
  return row.kind === 'attribute' ? wordings.attributeWording(said) : wordings.eventWording(said)
}

type Changed = Pick<z.output<typeof saidShape>, 'changed' | 'before'>

function changedRows({ changed, before }: Changed, recordKind: 'contact' | 'account', names: Names): Rows {
  return Object.entries(changed).map(([field, after]) => ({
    label: labelOf(recordKind, field, names.labels),
    before: worded(before[field], names),
    after: worded(after, names),
  }))
}

function worded(value: unknown, { names }: Names): string | null {
  if (value === null || value === undefined) return null
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return names.get(text) ?? text
}
