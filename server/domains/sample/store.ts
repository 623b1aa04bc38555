import { run } from '../../platform/database.ts'
import type { Database, Scope } from '../../platform/database.ts'

/** How many workspaces there are, and which one is the sample company. */
export async function sampleStanding(
  database: Database,
): Promise<{ workspaces: number; sampleId: number | null }> {
  const known = await run<{ workspace_id: number; sample_since: Date | null }>(
    database.open,
    'select workspace_id, sample_since from rapport_workspaces()',
  )
  const sample = known.find((one) => one.sample_since !== null)
  return { workspaces: known.length, sampleId: sample?.workspace_id ?? null }
}

/** Deals that are open, and people whom sales is working on, in the order of their ids. */
export async function openWork(scope: Scope): Promise<{ deals: string[]; contacts: string[] }> {
  const deals = await scope.tx
    .selectFrom('deals')
    .select('id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('outcome', '=', 'open')
    .orderBy('id')
    .execute()
  const contacts = await scope.tx
    .selectFrom('contacts as c')
    .innerJoin('stages as s', (on) =>
      on.onRef('s.workspace_id', '=', 'c.workspace_id').onRef('s.id', '=', 'c.stage_id'),
    )
    .select('c.id')
    .where('c.workspace_id', '=', scope.workspaceId)
    .where('s.team', '=', 'sales')
    .where('s.line', '=', 'main')
    .where('s.won', '=', false)
    .orderBy('c.id')
    .execute()
  return { deals: deals.map(({ id }) => id), contacts: contacts.map(({ id }) => id) }
}
