import { run } from '../../../platform/database.ts'
import type { Scope } from '../../../platform/database.ts'

const namesMax = 2_000

export type NamesKnown = {
  readonly products: string[]
  readonly campaigns: string[]
  readonly members: string[]
}

/** Names that stand already, so that a proposal recognises their misspellings. */
export async function selectNames(scope: Scope): Promise<NamesKnown> {
  return {
    products: await names(scope, `select name from products where workspace_id = $1 order by name limit $2`),
    campaigns: await names(
      scope,
      `select name from campaigns where workspace_id = $1 and deleted_at is null order by recorded_at desc limit $2`,
    ),
    members: await names(
      scope,
      `select name from members where workspace_id = $1 and left_at is null order by name limit $2`,
    ),
  }
}

async function names(scope: Scope, text: string): Promise<string[]> {
  const rows = await run<{ name: string }>(scope.tx, text, [scope.workspaceId, namesMax])
  return rows.map(({ name }) => name)
}
