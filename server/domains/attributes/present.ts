import { z } from 'zod'
import { changeSources, fieldTypes } from '../../../contract/attributes.ts'
import type {
  AttributeChangeView,
  AttributeValue,
  FieldType,
  FieldView,
} from '../../../contract/attributes.ts'
import { memberOrNull, oneOf, recordKinds } from '../../../contract/records.ts'
import type { RecordKind } from '../../../contract/records.ts'
import type { FieldRow } from './fields.store.ts'
import type { HistoryRow } from './history.store.ts'
import { customPrefix, standardFields } from './rules/standard-fields.ts'

const optionList = z.array(z.string())
const valuesByField = z.record(z.string(), z.unknown())

export function presentField(row: FieldRow): FieldView {
  return {
    id: row.id,
    recordKind: oneOf(recordKinds, row.record_kind),
    key: row.key,
    label: row.label,
    type: fieldType(row),
    options: optionsOf(row),
    createdAt: row.created_at.toISOString(),
    retiredAt: row.retired_at?.toISOString() ?? null,
  }
}

export function fieldType(row: Pick<FieldRow, 'type'>): FieldType {
  return oneOf(fieldTypes, row.type)
}

export function optionsOf(row: Pick<FieldRow, 'options'>): string[] {
  return optionList.parse(row.options)
}

/** How fields are called, and whom an id among the values names. */
export type Wording = {
  readonly labels: ReadonlyMap<string, string>
  readonly names: ReadonlyMap<string, string>
}

export function presentChange(row: HistoryRow, kind: RecordKind, wording: Wording): AttributeChangeView {
  const before = valuesByField.parse(row.before)
  const changed = Object.entries(valuesByField.parse(row.changed))
  return {
    id: row.id,
    knownFrom: row.known_from.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    assumed: row.assumed,
    source: oneOf(changeSources, row.source_kind),
    actor: memberOrNull(row.actor_id, row.actor_name, row.actor_team),
    importId: row.import_id,
    eventId: row.event_id,
    fields: changed.map(([field, after]) => ({
      field,
      label: labelOf(kind, field, wording.labels),
      before: valueOf(before[field]),
      after: valueOf(after),
      ...named('beforeName', before[field], wording),
      ...named('afterName', after, wording),
    })),
  }
}

export function labelOf(kind: RecordKind, field: string, customLabels: ReadonlyMap<string, string>): string {
  if (field.startsWith(customPrefix)) return customLabels.get(field.slice(customPrefix.length)) ?? field
  return standardFields[kind][field]?.label ?? field
}

function valueOf(value: unknown): AttributeValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

function named(part: 'beforeName' | 'afterName', value: unknown, { names }: Wording) {
  const name = typeof value === 'string' ? names.get(value) : undefined
  return name === undefined ? {} : { [part]: name }
}
