import type { Duck } from './duck.ts'

/**
 * Follows deletions. `removals` names what was deleted by table and id; what PostgreSQL deleted or emptied along
 * with it (its foreign keys' `on delete`) is followed here, because such rows carry no news of their own.
 * The temporary table `removed (relation, key)` holds the names; the `changed_…` tables collect whose summary
 * has to be computed anew.
 */
export async function applyRemovals(duck: Duck): Promise<void> {
  for (const statement of statements) await duck.run(statement)
}

const uuids = (relation: string) => `(select key::uuid from removed where relation = '${relation}')`
const numbers = (relation: string) => `(select key::bigint from removed where relation = '${relation}')`
const removedContacts = `(select no from contacts where id in ${uuids('contacts')})`

const contacts = [
  `insert into changed_people select coalesce(merged_into_id, id) from contacts where id in ${uuids('contacts')}`,
  `insert into changed_people select id from contacts where merged_into_id in ${uuids('contacts')}`,
  `insert into removed select 'leads', id::varchar from leads where contact_id in ${uuids('contacts')}`,
  `delete from touches where contact_no in ${removedContacts}`,
  `delete from first_touches where contact_no in ${removedContacts}`,
  `update contacts set merged_into_id = null where merged_into_id in ${uuids('contacts')}`,
  `delete from contacts where id in ${uuids('contacts')}`,
]

const leads = [
  `insert into changed_leads select key::uuid from removed where relation = 'leads'`,
  `update deals set lead_id = null where lead_id in ${uuids('leads')}`,
  `delete from stage_changes where lead_id in ${uuids('leads')}`,
  `delete from leads where id in ${uuids('leads')}`,
  `insert into changed_leads select lead_id from stage_changes where id in ${numbers('stage_changes')}`,
  `delete from stage_changes where id in ${numbers('stage_changes')}`,
]

const touches = [
  `insert into changed_contacts select contact_no from touches where id in ${numbers('touches')}`,
  `delete from touches where id in ${numbers('touches')}`,
]

const accounts = [
  `update contacts set account_id = null where account_id in ${uuids('accounts')}`,
  `update deals set account_id = null where account_id in ${uuids('accounts')}`,
  `update accounts set merged_into_id = null where merged_into_id in ${uuids('accounts')}`,
  `delete from accounts where id in ${uuids('accounts')}`,
]

const deals = [
  `insert into changed_leads select lead_id from deals where id in ${uuids('deals')} and lead_id is not null`,
  `update deals set product_id = null where product_id in ${uuids('products')}`,
  `delete from deals where id in ${uuids('deals')}`,
  `delete from products where id in ${uuids('products')}`,
  `delete from pipeline_stages where pipeline_id in ${uuids('pipelines')}`,
  `delete from pipeline_stages where id in ${uuids('pipeline_stages')}`,
]

const campaigns = [
  `delete from campaign_spend where campaign_id in ${uuids('campaigns')}`,
  `delete from campaign_spend where id in ${numbers('campaign_spend')}`,
  `delete from campaigns where id in ${uuids('campaigns')}`,
]

const members = [
  `insert into changed_leads select id from leads where owner_id in ${uuids('members')}`,
  `update leads set owner_id = null where owner_id in ${uuids('members')}`,
  `update deals set owner_id = null where owner_id in ${uuids('members')}`,
  `delete from members where id in ${uuids('members')}`,
]

const statements = [...contacts, ...leads, ...touches, ...accounts, ...deals, ...campaigns, ...members]
