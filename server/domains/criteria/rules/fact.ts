import type { CriteriaFieldType } from '../../../../contract/criteria-fields.ts'
import type { FactValue } from './dossier.ts'

const decimal = /^-?\d{1,15}(?:\.\d{1,6})?$/

/** A value as a column or the ledger holds it, as the fact that criteria compare; null where it is none. */
export function factOf(type: CriteriaFieldType, raw: unknown): FactValue {
  switch (type) {
    case 'number':
    case 'money':
      return numberOf(raw)
    case 'boolean':
      return typeof raw === 'boolean' ? raw : null
    case 'instant':
      return instantOf(raw)
    default:
      return typeof raw === 'string' && raw !== '' ? raw : null
  }
}

function numberOf(raw: unknown): number | null {
  if (typeof raw === 'number') return raw
  return typeof raw === 'string' && decimal.test(raw) ? Number(raw) : null
}

/** What was read last: a record and its ledger often say the same, and reading is the dear part. */
let last: { readonly text: string; readonly instant: string | null } = { text: '', instant: null }

function instantOf(raw: unknown): string | null {
  if (typeof raw !== 'string') return raw instanceof Date ? isoOf(raw) : null
  if (raw !== last.text) last = { text: raw, instant: isoOf(new Date(raw)) }
  return last.instant
}

function isoOf(instant: Date): string | null {
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString()
}
