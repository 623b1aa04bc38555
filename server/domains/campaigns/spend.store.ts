import { sql } from 'kysely'
import type { Scope } from '../../platform/database.ts'
import { readPage } from '../../platform/keyset.ts'
import type { Keyset, Page, PageKeys } from '../../platform/keyset.ts'

export type SpendRow = {
  readonly id: number
  readonly day: string
  readonly amount: string
  readonly entry_key: string
  readonly import_id: number | null
}

/** The entry of a day that was set by hand; those of imports have keys of their own. */
const byHand = ''

const keyset: Keyset<'day'> = {
  sorts: { day: { by: sql`s.day`, type: 'date', nullable: false } },
  id: sql`s.id`,
  idType: 'bigint',
}

export async function selectSpendPage(
  scope: Scope,
  asked: { campaignId: string; limit: number; cursor?: string | undefined },
): Promise<Page<SpendRow & PageKeys>> {
  const page = { sort: 'day', direction: 'desc', limit: asked.limit, cursor: asked.cursor } as const
  return readPage<SpendRow, 'day'>(
    scope.tx,
    { keyset, asked: page },
    ({ keys, after, tail }) => sql`
      select ${keys}, s.id, s.day, s.amount, s.entry_key, s.import_id from campaign_spend s
      where s.workspace_id = ${scope.workspaceId} and s.campaign_id = ${asked.campaignId} and ${after} ${tail}`,
  )
}

type DayOf = { readonly campaignId: string; readonly day: string }

/** Sets the day's entry by hand; answers it, with what stood there before. */
export async function upsertSpend(
  scope: Scope,
  { campaignId, day, amount }: DayOf & { amount: string },
): Promise<{ row: SpendRow; before: string | null }> {
  const before = await selectByHand(scope, { campaignId, day })
  const written = await sql<SpendRow>`
    insert into campaign_spend (workspace_id, campaign_id, day, amount, entry_key, recorded_at)
    values (${scope.workspaceId}, ${campaignId}, ${day}, ${amount}, ${byHand}, ${scope.now})
    on conflict (workspace_id, campaign_id, day, entry_key)
      do update set amount = excluded.amount, changed_xid = rapport_xid()
    returning id, day, amount, entry_key, import_id`.execute(scope.tx)
  const [row] = written.rows
  if (row === undefined) throw new Error('the spend of a day was not written')
  return { row, before }
}

async function selectByHand(scope: Scope, { campaignId, day }: DayOf): Promise<string | null> {
  const found = await scope.tx
    .selectFrom('campaign_spend')
    .select('amount')
    .where('workspace_id', '=', scope.workspaceId)
    .where('campaign_id', '=', campaignId)
    .where('day', '=', day)
    .where('entry_key', '=', byHand)
    .executeTakeFirst()
  return found?.amount ?? null
}

/** Removes the day's entry, telling the analytics copy; answers whether there was one. */
export async function deleteSpend(scope: Scope, { campaignId, day }: DayOf): Promise<boolean> {
  const gone = await sql`
    with gone as (
      delete from campaign_spend where workspace_id = ${scope.workspaceId} and campaign_id = ${campaignId}
        and day = ${day} and entry_key = ${byHand} returning workspace_id, id
    )
    insert into removals (workspace_id, relation, row_key, at)
    select workspace_id, 'campaign_spend', id::text, ${scope.now} from gone returning 1`.execute(scope.tx)
  return gone.rows.length > 0
}
