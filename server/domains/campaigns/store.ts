import { sql } from 'kysely'
import type { CampaignFilters, campaignSorts } from '../../../contract/campaigns.ts'
import { oneOf } from '../../../contract/records.ts'
import type { Scope } from '../../platform/database.ts'
import { countMatching, readPage } from '../../platform/keyset.ts'
import type { Fragment, Keyset, Page, PageAsked, PageKeys, Total } from '../../platform/keyset.ts'
import type { TaggedCampaign } from './rules/resolve.ts'

export type CampaignRecord = {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly works_on: string
  readonly channel_id: number | null
  readonly channel_name: string | null
  readonly channel_team: string | null
  readonly utm_source: string | null
  readonly utm_medium: string | null
  readonly utm_campaign: string | null
  readonly segment: string | null
  readonly budget: string | null
  readonly spend: string
  readonly first_spend_on: string | null
  readonly last_spend_on: string | null
  readonly starts_on: string | null
  readonly ends_on: string | null
  readonly talk_track: string | null
  readonly external_source: string | null
  readonly external_id: string | null
  readonly created_at: Date
  readonly deleted_at: Date | null
  readonly owner_id: string | null
  readonly owner_name: string | null
  readonly owner_team: string | null
}

type SortName = 'name' | 'createdAt' | 'startsOn' | 'spend'

const keyset: Keyset<SortName> = {
  sorts: {
    name: { by: sql`k.name`, type: 'text', nullable: false },
    createdAt: { by: sql`k.created_at`, type: 'timestamptz', nullable: false },
    startsOn: { by: sql`k.starts_on`, type: 'date', nullable: true },
    spend: { by: sql`spent.total`, type: 'numeric', nullable: false },
  },
  id: sql`k.id`,
  idType: 'uuid',
}

export function sortAsked(
  sort: (typeof campaignSorts)[number],
): Pick<PageAsked<SortName>, 'sort' | 'direction'> {
  const names: readonly SortName[] = ['name', 'createdAt', 'startsOn', 'spend']
  const descending = sort.startsWith('-')
  return { sort: oneOf(names, descending ? sort.slice(1) : sort), direction: descending ? 'desc' : 'asc' }
}

const columns = sql`k.id, k.name, k.type, k.works_on, ch.id as channel_id, ch.name as channel_name,
  ch.team as channel_team, k.utm_source, k.utm_medium, k.utm_campaign, k.segment, k.budget, k.starts_on, k.ends_on,
  k.talk_track, k.external_source, k.external_id, k.created_at, k.deleted_at, spent.total as spend,
  spent.first_spend_on, spent.last_spend_on, m.id as owner_id, m.name as owner_name, m.team as owner_team`

const joins = sql`
  left join channels ch on ch.workspace_id = k.workspace_id and ch.id = k.channel_id
  left join members m on m.workspace_id = k.workspace_id and m.id = k.owner_id
  cross join lateral (
    select coalesce(sum(s.amount), 0)::numeric(14, 2) as total, min(s.day) as first_spend_on, max(s.day) as last_spend_on
    from campaign_spend s where s.workspace_id = k.workspace_id and s.campaign_id = k.id) spent`

export async function selectCampaignPage(
  scope: Scope,
  filters: CampaignFilters,
  asked: PageAsked<SortName>,
): Promise<Page<CampaignRecord & PageKeys>> {
  return readPage<CampaignRecord, SortName>(
    scope.tx,
    { keyset, asked },
    ({ keys, after, tail }) =>
      sql`select ${keys}, ${columns} from campaigns k ${joins} where ${matching(scope, filters)} and ${after} ${tail}`,
  )
}

export async function countCampaigns(scope: Scope, filters: CampaignFilters): Promise<Total> {
  return countMatching(scope.tx, sql`select 1 from campaigns k where ${matching(scope, filters)}`)
}

export async function selectCampaign(scope: Scope, id: string): Promise<CampaignRecord | undefined> {
  const found = await sql<CampaignRecord>`select ${columns} from campaigns k ${joins}
    where k.workspace_id = ${scope.workspaceId} and k.id = ${id}`.execute(scope.tx)
  return found.rows[0]
}

function matching(scope: Scope, filters: CampaignFilters): Fragment {
  const conditions: Fragment[] = [
    sql`k.workspace_id = ${scope.workspaceId}`,
    filters.deleted === true ? sql`k.deleted_at is not null` : sql`k.deleted_at is null`,
  ]
  for (const word of (filters.q ?? '').toLowerCase().split(/\s+/u).filter(Boolean)) {
    conditions.push(sql`strpos(lower(concat_ws(' ', k.name, k.utm_campaign, k.segment)), ${word}) > 0`)
  }
  if (filters.type !== undefined) conditions.push(sql`k.type = ${filters.type}`)
  if (filters.worksOn !== undefined) conditions.push(sql`k.works_on = ${filters.worksOn}`)
  if (filters.channel !== undefined) conditions.push(sql`k.channel_id = ${filters.channel}`)
  if (filters.owner === 'none') conditions.push(sql`k.owner_id is null`)
  else if (filters.owner !== undefined) conditions.push(sql`k.owner_id = ${filters.owner}`)
  if (filters.runningOn !== undefined) {
    conditions.push(
      sql`k.starts_on <= ${filters.runningOn}::date and coalesce(k.ends_on, 'infinity') >= ${filters.runningOn}::date`,
    )
  }
  return sql.join(conditions, sql` and `)
}

/** Columns of a campaign that somebody sets. */
export type CampaignColumns = {
  name?: string
  name_key?: string
  type?: string
  works_on?: string
  channel_id?: number | null
  utm_source?: string | null
  utm_medium?: string | null
  utm_campaign?: string | null
  segment?: string | null
  budget?: string | null
  starts_on?: string | null
  ends_on?: string | null
  talk_track?: string | null
  owner_id?: string | null
}

export async function insertCampaign(
  scope: Scope,
  id: string,
  values: CampaignColumns & { name: string; name_key: string },
): Promise<void> {
  await scope.tx
    .insertInto('campaigns')
    .values({
      workspace_id: scope.workspaceId,
      id,
      ...values,
      created_at: scope.now,
      recorded_at: scope.now,
      updated_at: scope.now,
    })
    .execute()
}

export async function updateCampaign(
  scope: Scope,
  id: string,
  values: CampaignColumns & { deleted_at?: Date | null },
): Promise<void> {
  await scope.tx
    .updateTable('campaigns')
    .set({ ...values, updated_at: scope.now, changed_xid: sql<number>`rapport_xid()` })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Whether another campaign that is not in the trash is called the same. */
export async function isNameTaken(scope: Scope, key: string, except: string | null): Promise<boolean> {
  const found = await sql`select 1 from campaigns
    where workspace_id = ${scope.workspaceId} and name_key = ${key} and deleted_at is null
      and id is distinct from ${except}::uuid`.execute(scope.tx)
  return found.rows.length > 0
}

type ChannelOf = { readonly channelId: number | null }

/** Every campaign that one of these utm words or names could mean, as keys and in small letters. */
export async function selectTagged(
  scope: Scope,
  words: { keys: readonly string[]; lower: readonly string[] },
): Promise<(TaggedCampaign & ChannelOf)[]> {
  const found = await sql<TaggedCampaign & ChannelOf>`
    select id, name_key as "nameKey", channel_id as "channelId", utm_source as "utmSource", utm_medium as "utmMedium",
      utm_campaign as "utmCampaign" from campaigns
    where workspace_id = ${scope.workspaceId} and deleted_at is null
      and (name_key = any(${words.keys}::text[]) or lower(utm_campaign) = any(${words.lower}::text[]))`.execute(
    scope.tx,
  )
  return found.rows
}

/** Campaigns by exact name, as keys; and which of these ids are campaigns. */
export async function selectNamed(
  scope: Scope,
  asked: { keys: readonly string[]; ids: readonly string[] },
): Promise<({ id: string; nameKey: string } & ChannelOf)[]> {
  const found = await sql<{ id: string; nameKey: string } & ChannelOf>`
    select id, name_key as "nameKey", channel_id as "channelId" from campaigns
    where workspace_id = ${scope.workspaceId}
      and (id = any(${asked.ids}::uuid[]) or (deleted_at is null and name_key = any(${asked.keys}::text[])))`.execute(
    scope.tx,
  )
  return found.rows
}

/** How many campaigns somebody runs, without those in the trash. */
export async function countOwned(scope: Scope, ownerId: string): Promise<number> {
  const { count } = await scope.tx
    .selectFrom('campaigns')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', scope.workspaceId)
    .where('owner_id', '=', ownerId)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** Gives every campaign of one owner to another, also those in the trash. */
export async function passOwned(
  scope: Scope,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await scope.tx
    .updateTable('campaigns')
    .set({ owner_id: to, updated_at: scope.now, changed_xid: sql<number>`rapport_xid()` })
    .where('workspace_id', '=', scope.workspaceId)
    .where('owner_id', '=', from)
    .execute()
}
