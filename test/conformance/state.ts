/**
 * What a workspace holds, without the ids and instants of writing that differ from run to run: two workspaces with
 * one state look the same to everybody.
 */
import type { World } from '../world.ts'
import { rowsOf } from './company.ts'

/** A person is found by their words, in whatever order these were gathered. */
const words = `array(select distinct word from regexp_split_to_table(c.search, ' ') word order by word) as search`

const queries: Readonly<Record<string, string>> = {
  contacts: `select c.full_name, c.title, c.email, c.phone, a.name as account, c.city, c.origin, c.custom, c.created_at, ${words},
      s.key as stage, c.stage_since, m.name as owner,
      (select array_agg(i.kind || ' ' || i.key || ' ' || i.position order by 1) from contact_identities i where i.workspace_id = c.workspace_id and i.contact_id = c.id) as identities,
      t.touch_count, t.first_touch_at, t.last_touch_at
    from contacts c left join accounts a on a.workspace_id = c.workspace_id and a.id = c.account_id
    left join stages s on s.workspace_id = c.workspace_id and s.id = c.stage_id
    left join members m on m.workspace_id = c.workspace_id and m.id = c.owner_id
    left join contact_activity t on t.workspace_id = c.workspace_id and t.contact_id = c.id
    where c.workspace_id = $1`,
  accounts: `select a.name, a.name_key, a.domain, a.industry, a.employees, a.external_id, p.name as parent, a.custom, a.search
    from accounts a left join accounts p on p.workspace_id = a.workspace_id and p.id = a.parent_id where a.workspace_id = $1`,
  leads: `select l.external_id, l.entered_at, l.origin, l.landing_page, l.segment, s.key as stage, l.stage_since, l.custom, m.name as owner,
      (select jsonb_agg(jsonb_build_array(f.key, x.key, c.at, c.kind, c.assumed) order by c.id) from stage_changes c
        join stages x on x.workspace_id = c.workspace_id and x.id = c.to_stage_id
        left join stages f on f.workspace_id = c.workspace_id and f.id = c.from_stage_id
        where c.workspace_id = l.workspace_id and c.lead_id = l.id) as history
    from leads l join stages s on s.workspace_id = l.workspace_id and s.id = l.stage_id
    left join members m on m.workspace_id = l.workspace_id and m.id = l.owner_id where l.workspace_id = $1`,
  deals: `select d.name, d.external_id, d.outcome, s.name as stage, d.stage_since, d.amount, d.opened_at, d.closed_at, a.name as account,
      p.name as product, m.name as owner, d.custom, d.search,
      (select jsonb_agg(jsonb_build_array(x.name, c.at, c.kind) order by c.id) from deal_stage_changes c
        join pipeline_stages x on x.workspace_id = c.workspace_id and x.id = c.to_stage_id
        where c.workspace_id = d.workspace_id and c.deal_id = d.id) as history
    from deals d join pipeline_stages s on s.workspace_id = d.workspace_id and s.id = d.stage_id
    left join accounts a on a.workspace_id = d.workspace_id and a.id = d.account_id
    left join products p on p.workspace_id = d.workspace_id and p.id = d.product_id
    left join members m on m.workspace_id = d.workspace_id and m.id = d.owner_id where d.workspace_id = $1`,
  touches: `select t.occurred_at, t.kind, h.key as channel, g.name as campaign, t.key, t.detail from touches t
    left join channels h on h.workspace_id = t.workspace_id and h.id = t.channel_id
    left join campaigns g on g.workspace_id = t.workspace_id and g.id = t.campaign_id where t.workspace_id = $1`,
  members: `select name, email, team, region, manager_name, external_id from members where workspace_id = $1`,
  products: `select name, name_key, series, list_price from products where workspace_id = $1`,
  channels: `select key, name, team from channels where workspace_id = $1`,
  campaigns: `select c.name, c.name_key, c.type, h.key as channel, c.utm_source, c.utm_medium, c.utm_campaign, c.budget, c.external_id
    from campaigns c left join channels h on h.workspace_id = c.workspace_id and h.id = c.channel_id where c.workspace_id = $1`,
  stages: `select name, position, outcome from pipeline_stages where workspace_id = $1`,
  spend: `select c.name, s.day, s.amount, regexp_replace(s.entry_key, '~.*', '~') as entry_key from campaign_spend s
    join campaigns c on c.workspace_id = s.workspace_id and c.id = s.campaign_id where s.workspace_id = $1`,
  fields: `select record_kind, key, label, type from attribute_fields where workspace_id = $1`,
  ledger: `select record_kind, known_from, assumed, changed - 'accountId' - 'ownerId' - 'contactId' - 'leadId' - 'productId' - 'campaignId' - 'parentId' as changed,
      before - 'accountId' - 'ownerId' - 'contactId' - 'leadId' - 'productId' - 'campaignId' - 'parentId' as before
    from attribute_changes where workspace_id = $1`,
  flags: `select record_kind, code, field, value from quality_flags where workspace_id = $1`,
}

export type State = Readonly<Record<string, readonly string[]>>

/** Everything of a workspace as sorted lines, by kind. */
export async function stateOf(world: World, workspaceId: number): Promise<State> {
  const state: Record<string, string[]> = {}
  for (const [kind, text] of Object.entries(queries)) {
    const rows = await rowsOf(world, text, [workspaceId])
    state[kind] = rows.map((row) => JSON.stringify(row)).toSorted()
  }
  return state
}
