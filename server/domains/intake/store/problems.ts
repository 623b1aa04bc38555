import { run } from '../../../platform/database.ts'
import type { Scope } from '../../../platform/database.ts'
import type { FoundProblem } from '../plan/batch.ts'
import { copyRows } from './copy.ts'

const columns = ['severity', 'line', 'column_name', 'value', 'code', 'message', 'remedy'] as const
const textLengthMax = 500

export type Pass = 'check' | 'run'

/** Keeps what was found wrong or odd, by pass. */
export async function insertProblems(
  scope: Scope,
  into: { readonly importId: number; readonly pass: Pass },
  problems: readonly FoundProblem[],
): Promise<void> {
  if (problems.length === 0) return
  await run(
    scope.tx,
    `create temporary table if not exists stage_problems (severity text, line bigint, column_name text, value text,
       code text, message text, remedy text) on commit delete rows`,
  )
  await run(scope.tx, 'truncate pg_temp.stage_problems')
  const rows = problems.map((problem) => ({
    ...problem,
    column_name: problem.column,
    value: problem.value?.slice(0, textLengthMax) ?? null,
  }))
  await copyRows(scope, { table: 'pg_temp.stage_problems', columns }, rows)
  await run(
    scope.tx,
    `insert into import_problems (workspace_id, import_id, pass, ${columns.join(', ')})
     select $1::integer, $2::integer, $3::text, ${columns.join(', ')} from pg_temp.stage_problems order by line`,
    [scope.workspaceId, into.importId, into.pass],
  )
}

export async function deleteProblems(scope: Scope, importId: number, pass: Pass): Promise<void> {
  await run(
    scope.tx,
    'delete from import_problems where workspace_id = $1 and import_id = $2 and pass = $3',
    [scope.workspaceId, importId, pass],
  )
}

export type ProblemFilter = {
  readonly importId: number
  readonly pass: Pass
  readonly severity?: string | undefined
  readonly code?: string | undefined
}

export type ProblemRow = FoundProblem & { readonly id: number; readonly pass: Pass }
type Place = { readonly line: number; readonly id: number }

const matching = `workspace_id = $1 and import_id = $2 and pass = $3
  and ($4::text is null or severity = $4) and ($5::text is null or code = $5)`

/** A page of problems in the order of the file, after the given place. */
export async function selectProblems(
  scope: Scope,
  filter: ProblemFilter,
  page: { readonly after: Place | null; readonly limit: number },
): Promise<ProblemRow[]> {
  return run<ProblemRow>(
    scope.tx,
    `select id, pass, severity, line, column_name as "column", value, code, message, remedy
     from import_problems where ${matching} and (line, id) > ($6::bigint, $7::bigint)
     order by line, id limit $8`,
    [...filterValues(scope, filter), page.after?.line ?? -1, page.after?.id ?? -1, page.limit],
  )
}

export async function countProblems(scope: Scope, filter: ProblemFilter): Promise<number> {
  const rows = await run<{ count: number }>(
    scope.tx,
    `select count(*) as count from import_problems where ${matching}`,
    filterValues(scope, filter),
  )
  return rows[0]?.count ?? 0
}

/** How many problems of each kind a pass found. */
export async function countProblemsByCode(
  scope: Scope,
  importId: number,
  pass: Pass,
): Promise<Record<string, number>> {
  const rows = await run<{ code: string; count: number }>(
    scope.tx,
    `select code, count(*) as count from import_problems
     where workspace_id = $1 and import_id = $2 and pass = $3 group by code order by code`,
    [scope.workspaceId, importId, pass],
  )
  return Object.fromEntries(rows.map(({ code, count }) => [code, count]))
}

function filterValues(scope: Scope, filter: ProblemFilter): unknown[] {
  return [scope.workspaceId, filter.importId, filter.pass, filter.severity ?? null, filter.code ?? null]
}
