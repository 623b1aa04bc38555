import type { JudgedRow } from '../rules/draft.ts'
import { customPrefix } from '../rules/targets.ts'

export type { JudgedRow }

/** A value as text; blank is null. Of several, the first. */
export function textOf(row: JudgedRow, field: string): string | null {
  const value = row.values[field]
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'object') return value[0] ?? null
  return String(value)
}

/** All values of a field that may hold several. */
export function textsOf(row: JudgedRow, field: string): readonly string[] {
  const value = row.values[field]
  if (value === undefined || value === null || value === '') return []
  return typeof value === 'object' ? value : [String(value)]
}

export function numberOf(row: JudgedRow, field: string): number | null {
  const text = textOf(row, field)
  return text === null || Number.isNaN(Number(text)) ? null : Number(text)
}

export function isYes(row: JudgedRow, field: string): boolean {
  return row.values[field] === true || row.values[field] === 'true'
}

/** Values of custom fields by key; null where the row has none. */
export function customOf(row: JudgedRow): Record<string, unknown> | null {
  let custom: Record<string, unknown> | null = null
  for (const field in row.values) {
    if (!field.startsWith(customPrefix)) continue
    const value = row.values[field]
    if (value === undefined || value === null || value === '') continue
    custom ??= {}
    custom[field.slice(customPrefix.length)] = typeof value === 'object' ? value.join('; ') : value
  }
  return custom
}

/** Cuts a text to what its column holds. */
export function cut(text: string, max: number): string
export function cut(text: string | null, max: number): string | null
export function cut(text: string | null, max: number): string | null {
  return text === null || text.length <= max ? text : text.slice(0, max)
}

const instantLength = '2026-01-01T00:00:00.000Z'.length

/** An instant as ISO 8601 in UTC with milliseconds, so that instants compare as text. */
export function instantOf(row: JudgedRow, field: string): string | null {
  const text = textOf(row, field)
  // The judgement has written most instants in just this form.
  if (text === null || (text.length === instantLength && text.endsWith('Z'))) return text
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}
