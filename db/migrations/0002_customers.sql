-- Who the people are, what touched them, where each stands, what was sold.

create table imports (
  workspace_id integer not null references workspaces on delete cascade,
  -- An integer, because millions of rows carry it as their provenance.
  id integer generated always as identity,
  file_name text not null check (length(file_name) <= 300),
  file_bytes bigint not null check (file_bytes >= 0),
  file_hash text,
  kind text check (length(kind) <= 40),
  origin text check (length(origin) <= 60),
  recognition jsonb,
  mapping jsonb,
  check_result jsonb,
  counts jsonb not null default '{}',
  rows_total bigint,
  rows_done bigint not null default 0,
  failure text,
  created_by_id uuid,
  created_at timestamptz not null default now(),
  uploaded_at timestamptz,
  check_started_at timestamptz,
  checked_at timestamptz,
  started_at timestamptz,
  cancel_asked_at timestamptz,
  cancelled_at timestamptz,
  finished_at timestamptz,
  failed_at timestamptz,
  undo_started_at timestamptz,
  undone_at timestamptz,
  primary key (workspace_id, id)
);
create index on imports (workspace_id, created_at);
call rapport_wall('imports');

create table import_parts (
  workspace_id integer not null,
  import_id integer not null,
  part integer not null,
  bytes bytea not null,
  primary key (workspace_id, import_id, part),
  foreign key (workspace_id, import_id) references imports on delete cascade
);
call rapport_wall('import_parts');

create table import_chunks (
  workspace_id integer not null,
  import_id integer not null,
  chunk integer not null,
  first_row bigint not null,
  last_row bigint not null,
  counts jsonb not null,
  done_at timestamptz not null default now(),
  primary key (workspace_id, import_id, chunk),
  foreign key (workspace_id, import_id) references imports on delete cascade
);
call rapport_wall('import_chunks');

create table import_problems (
  workspace_id integer not null,
  import_id integer not null,
  id bigint generated always as identity,
  pass text not null check (pass in ('check', 'run')),
  severity text not null check (severity in ('refused', 'flagged')),
  line bigint not null,
  column_name text,
  value text check (length(value) <= 500),
  code text not null,
  message text not null,
  remedy text not null,
  primary key (workspace_id, import_id, id),
  foreign key (workspace_id, import_id) references imports on delete cascade
);
call rapport_wall('import_problems');

create table import_mappings (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  fingerprint text not null,
  kind text not null,
  mapping jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, fingerprint, kind)
);
call rapport_wall('import_mappings');

create table attribute_fields (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  record_kind text not null check (record_kind in ('contact', 'account', 'lead', 'deal')),
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,62}$'),
  label text not null check (length(label) between 1 and 120),
  type text not null check (type in ('text', 'number', 'boolean', 'date', 'choice', 'url', 'money')),
  options jsonb not null default '[]',
  import_id integer,
  created_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, record_kind, key)
);
call rapport_wall('attribute_fields');

-- Append-only: what changed on a record, when it became known, and from where. Undo appends too.
create table attribute_changes (
  workspace_id integer not null references workspaces on delete cascade,
  id bigint generated always as identity,
  record_kind text not null check (record_kind in ('contact', 'account', 'lead', 'deal', 'campaign')),
  record_id uuid not null,
  known_from timestamptz not null,
  assumed boolean not null default false,
  recorded_at timestamptz not null default now(),
  source_kind text not null check (source_kind in ('import', 'form', 'member', 'key', 'operator', 'merge', 'undo', 'system')),
  source_id text,
  import_id integer,
  event_id bigint,
  changed jsonb not null,
  before jsonb not null default '{}',
  primary key (workspace_id, id)
);
create index attribute_changes_record on attribute_changes (workspace_id, record_id, id);
create index attribute_changes_event on attribute_changes (workspace_id, event_id) where event_id is not null;
create index attribute_changes_import on attribute_changes (workspace_id, import_id) where import_id is not null;
-- An undone import takes its own rows of the ledger with it, hence delete.
call rapport_wall('attribute_changes', 'select, insert, delete');

create table accounts (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 300),
  name_key text not null,
  domain text check (length(domain) <= 253),
  industry text,
  segment text,
  employees integer check (employees >= 0),
  annual_revenue numeric(16, 2),
  city text,
  country text,
  parent_id uuid,
  owner_id uuid,
  external_source text,
  external_id text check (length(external_id) <= 200),
  next_step text check (length(next_step) <= 300),
  next_step_on date,
  custom jsonb not null default '{}',
  search text not null default '',
  created_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  merged_into_id uuid,
  deleted_at timestamptz,
  import_id integer,
  changed_xid bigint not null default rapport_xid(),
  primary key (workspace_id, id),
  foreign key (workspace_id, parent_id) references accounts on delete set null (parent_id),
  foreign key (workspace_id, merged_into_id) references accounts on delete set null (merged_into_id),
  foreign key (workspace_id, owner_id) references members on delete set null (owner_id),
  check (merged_into_id is distinct from id)
);
create unique index accounts_external on accounts (workspace_id, external_source, external_id) where external_id is not null;
create index accounts_name_key on accounts (workspace_id, name_key);
create index accounts_domain on accounts (workspace_id, domain) where domain is not null;
create index accounts_name on accounts (workspace_id, name, id) where merged_into_id is null and deleted_at is null;
create index accounts_created on accounts (workspace_id, created_at, id) where merged_into_id is null and deleted_at is null;
create index accounts_owner on accounts (workspace_id, owner_id) where owner_id is not null;
create index accounts_parent on accounts (workspace_id, parent_id) where parent_id is not null;
create index accounts_merged on accounts (workspace_id, merged_into_id) where merged_into_id is not null;
create index accounts_import on accounts (workspace_id, import_id) where import_id is not null;
create index accounts_search on accounts using gin (workspace_id, search gin_trgm_ops);
create index accounts_fed on accounts using brin (changed_xid);
call rapport_wall('accounts');

create table contacts (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  first_name text,
  last_name text,
  full_name text not null default '' check (length(full_name) <= 300),
  title text,
  email text,
  phone text,
  account_id uuid,
  city text,
  country text,
  language text,
  origin text,
  owner_id uuid,
  next_step text check (length(next_step) <= 300),
  next_step_on date,
  custom jsonb not null default '{}',
  search text not null default '',
  -- The lead that speaks for this person now, so that a list of a million people needs no join to sort by stage.
  lead_id uuid,
  stage_id smallint,
  stage_since timestamptz,
  created_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  merged_into_id uuid,
  deleted_at timestamptz,
  import_id integer,
  changed_xid bigint not null default rapport_xid(),
  primary key (workspace_id, id),
  foreign key (workspace_id, account_id) references accounts on delete set null (account_id),
  foreign key (workspace_id, merged_into_id) references contacts on delete set null (merged_into_id),
  foreign key (workspace_id, owner_id) references members on delete set null (owner_id),
  check (merged_into_id is distinct from id)
);
create index contacts_name on contacts (workspace_id, full_name, id) where merged_into_id is null and deleted_at is null;
create index contacts_created on contacts (workspace_id, created_at, id) where merged_into_id is null and deleted_at is null;
create index contacts_stage on contacts (workspace_id, stage_id, stage_since, id) where merged_into_id is null and deleted_at is null;
create index contacts_owner on contacts (workspace_id, owner_id, created_at, id) where owner_id is not null and merged_into_id is null and deleted_at is null;
create index contacts_account on contacts (workspace_id, account_id) where account_id is not null;
create index contacts_merged on contacts (workspace_id, merged_into_id) where merged_into_id is not null;
create index contacts_import on contacts (workspace_id, import_id) where import_id is not null;
create index contacts_search on contacts using gin (workspace_id, search gin_trgm_ops);
create index contacts_fed on contacts using brin (changed_xid);
call rapport_wall('contacts');

-- Mails, phones and the ids other systems know a person by. A mail or an outside id names one person only.
create table contact_identities (
  workspace_id integer not null references workspaces on delete cascade,
  contact_id uuid not null,
  kind text not null check (kind in ('email', 'phone', 'external')),
  -- Normalised: lower-case mail, E.164 phone, `system:id`.
  key text not null check (length(key) between 1 and 400),
  value text not null check (length(value) <= 400),
  position smallint not null default 0,
  valid boolean not null default true,
  import_id integer,
  created_at timestamptz not null default now(),
  primary key (workspace_id, contact_id, kind, key),
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
create unique index contact_identities_names_one on contact_identities (workspace_id, kind, key) where kind in ('email', 'external');
create index contact_identities_phone on contact_identities (workspace_id, key) where kind = 'phone';
create index contact_identities_import on contact_identities (workspace_id, import_id) where import_id is not null;
call rapport_wall('contact_identities');

create table contact_activity (
  workspace_id integer not null references workspaces on delete cascade,
  contact_id uuid not null,
  touch_count integer not null default 0,
  first_touch_at timestamptz,
  first_channel_id smallint,
  last_touch_at timestamptz,
  primary key (workspace_id, contact_id),
  foreign key (workspace_id, contact_id) references contacts on delete cascade
) with (fillfactor = 80);
create index contact_activity_last on contact_activity (workspace_id, last_touch_at, contact_id);
call rapport_wall('contact_activity');

-- Contacts of both kinds of record that somebody joined. The pointer on the record decides; this row says who and when.
create table merges (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  record_kind text not null check (record_kind in ('contact', 'account')),
  winner_id uuid not null,
  loser_id uuid not null,
  event_id bigint not null,
  merged_at timestamptz not null default now(),
  undone_at timestamptz,
  primary key (workspace_id, id),
  check (winner_id <> loser_id)
);
create index on merges (workspace_id, winner_id);
call rapport_wall('merges');

create table duplicate_candidates (
  workspace_id integer not null references workspaces on delete cascade,
  record_kind text not null check (record_kind in ('contact', 'account')),
  first_id uuid not null,
  second_id uuid not null,
  score real not null check (score between 0 and 1),
  reasons jsonb not null,
  found_at timestamptz not null default now(),
  dismissed_at timestamptz,
  dismissed_by_id uuid,
  primary key (workspace_id, record_kind, first_id, second_id),
  check (first_id < second_id)
);
create index on duplicate_candidates (workspace_id, record_kind, score) where dismissed_at is null;
call rapport_wall('duplicate_candidates');

create table channels (
  workspace_id integer not null references workspaces on delete cascade,
  id smallint not null,
  key text not null,
  name text not null check (length(name) between 1 and 120),
  team text not null check (team in ('marketing', 'sales')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, key)
);
call rapport_wall('channels');

create table campaigns (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 300),
  name_key text not null,
  type text not null default 'lead_generation' check (type in ('branding', 'advertising', 'lead_generation', 'web_content', 'market_research', 'new_product', 'social_media', 'event', 'mail')),
  works_on text not null default 'promotion' check (works_on in ('product', 'price', 'promotion', 'place')),
  channel_id smallint,
  utm_source text,
  utm_medium text,
  utm_campaign text,
  segment text,
  budget numeric(14, 2) check (budget >= 0),
  starts_on date,
  ends_on date,
  talk_track text check (length(talk_track) <= 4000),
  owner_id uuid,
  external_source text,
  external_id text check (length(external_id) <= 200),
  created_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  import_id integer,
  changed_xid bigint not null default rapport_xid(),
  primary key (workspace_id, id),
  foreign key (workspace_id, channel_id) references channels,
  foreign key (workspace_id, owner_id) references members on delete set null (owner_id),
  check (ends_on >= starts_on)
);
create unique index campaigns_external on campaigns (workspace_id, external_source, external_id) where external_id is not null;
create unique index campaigns_name_key on campaigns (workspace_id, name_key) where deleted_at is null;
create index campaigns_import on campaigns (workspace_id, import_id) where import_id is not null;
call rapport_wall('campaigns');

create table campaign_spend (
  workspace_id integer not null references workspaces on delete cascade,
  id bigint generated always as identity,
  campaign_id uuid not null,
  day date not null,
  amount numeric(14, 2) not null,
  -- Distinguishes two entries of one day, such as two ad sets; the same file imported twice meets itself here.
  entry_key text not null default '',
  import_id integer,
  recorded_at timestamptz not null default now(),
  changed_xid bigint not null default rapport_xid(),
  primary key (workspace_id, id),
  unique (workspace_id, campaign_id, day, entry_key),
  foreign key (workspace_id, campaign_id) references campaigns on delete cascade
);
create index campaign_spend_import on campaign_spend (workspace_id, import_id) where import_id is not null;
call rapport_wall('campaign_spend');

-- Immutable, many millions: compact keys, details only where there are any.
create table touches (
  workspace_id integer not null references workspaces on delete cascade,
  id bigint generated always as identity,
  contact_id uuid not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  changed_xid bigint not null default rapport_xid(),
  campaign_id uuid,
  channel_id smallint,
  kind smallint not null,
  import_id integer,
  -- The same touch sent or imported twice has the same key.
  key uuid not null,
  detail jsonb,
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts on delete cascade,
  foreign key (workspace_id, campaign_id) references campaigns,
  foreign key (workspace_id, channel_id) references channels
);
create unique index touches_once on touches (workspace_id, key);
create index touches_contact on touches (workspace_id, contact_id, occurred_at, id);
create index touches_campaign on touches (workspace_id, campaign_id) where campaign_id is not null;
create index touches_import on touches (workspace_id, import_id) where import_id is not null;
create index touches_fed on touches using brin (changed_xid);
call rapport_wall('touches', 'select, insert, delete');
