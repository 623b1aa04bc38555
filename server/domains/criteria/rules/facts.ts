import type { Dossier, FactValue, KnownValue, RecordHistory } from './dossier.ts'

export const dayMs = 86_400_000

/** Whether a record was known and stood at an instant. */
export function stands(record: RecordHistory, at: number): boolean {
  return at >= record.from && (record.until === null || at < record.until)
}

/** What was known of a field at an instant, and since when; undefined where nothing was. */
export function knownAt(record: RecordHistory, field: string, at: number): KnownValue | undefined {
  if (!stands(record, at)) return undefined
  const known = record.values.get(field)
  if (known === undefined) return undefined
  // Backwards, because most questions are about today.
  for (let index = known.length - 1; index >= 0; index--) {
    const value = known[index]
    if (value !== undefined && value.from <= at) return value
  }
  return undefined
}

/** The value of a field at an instant; null is blank, and so is the empty text. */
export function valueAt(record: RecordHistory, field: string, at: number): FactValue {
  const known = knownAt(record, field, at)
  return known === undefined || known.value === '' ? null : known.value
}

/** The company that the person belonged to at an instant; undefined where they belonged to none that is known. */
export function companyAt({ contact, accounts }: Dossier, at: number): RecordHistory | undefined {
  const id = valueAt(contact, 'accountId', at)
  return typeof id === 'string' ? accounts.get(id) : undefined
}
