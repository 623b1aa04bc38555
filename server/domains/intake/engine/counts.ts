import type { ImportCounts } from '../../../../contract/imports.ts'

export const noCounts: ImportCounts = {
  rows: 0,
  created: 0,
  changed: 0,
  unchanged: 0,
  duplicate: 0,
  refused: 0,
  flagged: 0,
}

export function addCounts(one: ImportCounts, other: ImportCounts): ImportCounts {
  return {
    rows: one.rows + other.rows,
    created: one.created + other.created,
    changed: one.changed + other.changed,
    unchanged: one.unchanged + other.unchanged,
    duplicate: one.duplicate + other.duplicate,
    refused: one.refused + other.refused,
    flagged: one.flagged + other.flagged,
  }
}
