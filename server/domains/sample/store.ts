import { run } from '../../platform/database.ts'
import type { Database, Scope } from '../../platform/database.ts'

export type SampleStanding = {
  readonly workspaces: number
  readonly sample: { readonly id: number; readonly slug: string } | null
  /** Whether somebody has ever removed it. */
  readonly removedBefore: boolean
}

type Known = { readonly workspace_id: number; readonly slug: string; readonly sample_since: Date | null }

/** How many workspaces there are, which one is the sample company, and whether one was removed before. */
export async function sampleStanding(database: Database): Promise<SampleStanding> {
  const question = 'select workspace_id, slug, sample_since from rapport_workspaces()'
  const known = await run<Known>(database.open, question)
  const removals = await run(database.open, 'select 1 from sample_removals limit 1')
  const sample = known.find((one) => one.sample_since !== null)
  return {
    workspaces: known.length,
    removedBefore: removals.length > 0,
    sample: sample === undefined ? null : { id: sample.workspace_id, slug: sample.slug },
  }
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

/** The products by their names. */
export async function productIds({ tx, workspaceId }: Scope): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('products')
    .select(['id', 'name'])
    .where('workspace_id', '=', workspaceId)
    .execute()
  return new Map(rows.map(({ id, name }) => [name, id]))
}

/** The signed and proposed versions of the definition of an MQL, oldest first. */
export async function definitionVersions({ tx, workspaceId }: Scope): Promise<number[]> {
  const rows = await tx
    .selectFrom('agreement_versions as v')
    .innerJoin('agreements as a', (on) =>
      on.onRef('a.workspace_id', '=', 'v.workspace_id').onRef('a.id', '=', 'v.agreement_id'),
    )
    .select('v.id')
    .where('v.workspace_id', '=', workspaceId)
    .where('a.kind', '=', 'stage')
    .where('a.subject', '=', 'mql')
    .where('v.proposed_at', 'is not', null)
    .orderBy('v.number')
    .execute()
  return rows.map(({ id }) => id)
}
