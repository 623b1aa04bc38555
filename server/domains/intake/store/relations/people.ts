import type { Relation } from '../relation.ts'

/** Members known by name, mail or the id of another system, until they arrive themselves. */
export const members: Relation = {
  table: 'members',
  columns: {
    id: 'uuid',
    name: 'text',
    email: 'text',
    team: 'text',
    role: 'text',
    region: 'text',
    manager_name: 'text',
    external_source: 'text',
    external_id: 'text',
    created_at: 'timestamptz',
  },
  ledger: 'member',
  attributes: {
    name: 'name',
    email: 'email',
    region: 'region',
    manager_name: 'managerName',
    external_source: 'externalSource',
    external_id: 'externalId',
  },
  stamps: ['import_id', 'changed_xid'],
}

export const contacts: Relation = {
  table: 'contacts',
  columns: {
    id: 'uuid',
    first_name: 'text',
    last_name: 'text',
    full_name: 'text',
    title: 'text',
    email: 'text',
    phone: 'text',
    account_id: 'uuid',
    city: 'text',
    country: 'text',
    language: 'text',
    origin: 'text',
    owner_id: 'uuid',
    custom: 'jsonb',
    lead_id: 'uuid',
    stage_id: 'smallint',
    stage_since: 'timestamptz',
    created_at: 'timestamptz',
  },
  ledger: 'contact',
  attributes: {
    first_name: 'firstName',
    last_name: 'lastName',
    full_name: 'fullName',
    title: 'title',
    email: 'email',
    phone: 'phone',
    account_id: 'accountId',
    city: 'city',
    country: 'country',
    language: 'language',
    origin: 'origin',
    owner_id: 'ownerId',
  },
  derived: { search: searchOf },
  names: { fields: ['fullName', 'email'], refresh: (ids) => `rapport_refresh_words($1, null, ${ids})` },
  stamps: ['import_id', 'recorded_at', 'updated_at', 'changed_xid'],
}

/** A new contact is found by its own words; a changed one by those of the whole merged family. */
function searchOf(row: string): string {
  if (row === 't') return 'rapport_contact_words($1, t.id)'
  return `lower(concat_ws(' ', nullif(${row}.full_name, ''), ${row}.email, ${row}.phone, ${row}.title,
    (select a.name from accounts a where a.workspace_id = $1 and a.id = ${row}.account_id)))`
}

export const contactIdentities: Relation = {
  table: 'contact_identities',
  columns: {
    contact_id: 'uuid',
    kind: 'text',
    key: 'text',
    value: 'text',
    position: 'smallint',
    valid: 'boolean',
  },
  stamps: ['import_id', 'created_at'],
}

export const accounts: Relation = {
  table: 'accounts',
  columns: {
    id: 'uuid',
    name: 'text',
    name_key: 'text',
    domain: 'text',
    industry: 'text',
    segment: 'text',
    employees: 'integer',
    annual_revenue: 'numeric(16,2)',
    city: 'text',
    country: 'text',
    parent_id: 'uuid',
    owner_id: 'uuid',
    external_source: 'text',
    external_id: 'text',
    custom: 'jsonb',
    created_at: 'timestamptz',
  },
  ledger: 'account',
  attributes: {
    name: 'name',
    domain: 'domain',
    industry: 'industry',
    segment: 'segment',
    employees: 'employees',
    annual_revenue: 'annualRevenue',
    city: 'city',
    country: 'country',
    parent_id: 'parentId',
    owner_id: 'ownerId',
    external_source: 'externalSource',
    external_id: 'externalId',
  },
  followers: ['name_key'],
  derived: { search: (row) => `lower(concat_ws(' ', ${row}.name, ${row}.domain))` },
  names: { fields: ['name'], refresh: (ids) => `rapport_refresh_words($1, ${ids}, null)` },
  stamps: ['import_id', 'recorded_at', 'updated_at', 'changed_xid'],
}
