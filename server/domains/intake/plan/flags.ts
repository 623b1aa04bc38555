import type { FoundProblem } from './batch.ts'
import type { PlanContext } from './context.ts'
import { cut } from './row.ts'
import type { JudgedRow } from './row.ts'

const valueLengthMax = 500

export type FlaggedRecord = {
  readonly kind: 'contact' | 'account' | 'lead' | 'deal' | 'campaign' | 'touch' | 'member' | 'product'
  readonly id: string
}

/** What is odd about a row, told with the row and kept as a flag on the record it became. */
export function flag(context: PlanContext, record: FlaggedRecord | null, problem: FoundProblem): void {
  const value = cut(problem.value, valueLengthMax)
  context.batch.problems.push({ ...problem, value })
  if (record === null) return
  context.batch.insert('qualityFlags', {
    record_kind: record.kind,
    record_id: record.id,
    code: problem.code,
    field: problem.column,
    value,
    message: cut(problem.message, valueLengthMax),
  })
}

/** The remarks of the judgement, which stay with the record; those of refused rows stay with the file. */
export function flagJudged(context: PlanContext, record: FlaggedRecord | null, row: JudgedRow): void {
  for (const problem of row.problems)
    flag(context, problem.code === 'spelled-differently' ? null : record, problem)
}

/** Says whether an earlier row of the file named the same record, and if so remarks on it. */
export function isDuplicate(context: PlanContext, row: JudgedRow, keys: readonly string[]): boolean {
  let first: number | undefined
  for (const key of keys) first = context.seen.meet(key, row.line) ?? first
  if (first === undefined) return false
  flag(context, null, {
    severity: 'flagged',
    line: row.line,
    column: null,
    value: null,
    code: 'duplicate-row',
    message: `This row names the same record as line ${first}; the first row counts.`,
    remedy:
      'Nothing needs doing if the rows agree; otherwise correct the file so that each record stands once.',
  })
  return true
}

/** Keeps a row out after all, with the reason. */
export function refuse(
  context: PlanContext,
  row: JudgedRow,
  refusal: Pick<FoundProblem, 'code' | 'message' | 'remedy' | 'value'>,
): 'refused' {
  flag(context, null, { severity: 'refused', line: row.line, column: null, ...refusal })
  return 'refused'
}

/** One product, campaign or person under two spellings: a flag on the record itself, once, not on all that names it. */
export function flagSpelling(
  context: PlanContext,
  record: FlaggedRecord,
  spelling: { readonly line: number; readonly written: string; readonly kept: string },
): void {
  flag(context, record, {
    severity: 'flagged',
    line: spelling.line,
    column: null,
    value: spelling.written,
    code: 'spelled-differently',
    message: `"${spelling.written}" is taken for "${spelling.kept}".`,
    remedy: 'Nothing needs doing if they are the same; otherwise give one of them another name.',
  })
}
