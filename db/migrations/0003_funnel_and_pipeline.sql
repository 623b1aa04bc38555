-- Where each person stands, as dated rows, and what was sold.

create table stages (
  workspace_id integer not null references workspaces on delete cascade,
  id smallint not null,
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,40}$'),
  name text not null check (length(name) between 1 and 80),
  name_key text not null,
  buyer_step text not null check (buyer_step in ('awareness', 'discovery', 'intent', 'evaluation', 'purchase')),
  team text not null check (team in ('marketing', 'sales')),
  -- Main-line stages are ordered; exits (disqualified, lost, recycled) leave the line.
  line text not null check (line in ('main', 'exit')),
  position smallint not null,
  won boolean not null default false,
  primary key (workspace_id, id),
  unique (workspace_id, key),
  check (not won or line = 'main')
);
call rapport_wall('stages');

create table leads (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  contact_id uuid not null,
  entered_at timestamptz not null,
  -- As recorded at the source. Null is blank, which is not the word unknown.
  origin text check (length(origin) <= 200),
  landing_page text,
  campaign_id uuid,
  segment text,
  owner_id uuid,
  stage_id smallint not null,
  stage_since timestamptz not null,
  next_step text check (length(next_step) <= 300),
  next_step_on date,
  external_source text,
  external_id text check (length(external_id) <= 200),
  custom jsonb not null default '{}',
  created_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  import_id integer,
  changed_xid bigint not null default rapport_xid(),
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts on delete cascade,
  foreign key (workspace_id, campaign_id) references campaigns,
  foreign key (workspace_id, stage_id) references stages,
  foreign key (workspace_id, owner_id) references members on delete set null (owner_id)
);
create unique index leads_external on leads (workspace_id, external_source, external_id) where external_id is not null;
create index leads_contact on leads (workspace_id, contact_id);
create index leads_entered on leads (workspace_id, entered_at, id) where deleted_at is null;
create index leads_stage on leads (workspace_id, stage_id, entered_at, id) where deleted_at is null;
create index leads_owner on leads (workspace_id, owner_id, entered_at, id) where owner_id is not null and deleted_at is null;
create index leads_origin on leads (workspace_id, origin, entered_at, id) where deleted_at is null;
create index leads_campaign on leads (workspace_id, campaign_id) where campaign_id is not null;
create index leads_import on leads (workspace_id, import_id) where import_id is not null;
create index leads_fed on leads using brin (changed_xid);
call rapport_wall('leads');

create table stage_changes (
  workspace_id integer not null references workspaces on delete cascade,
  id bigint generated always as identity,
  lead_id uuid not null,
  from_stage_id smallint,
  to_stage_id smallint not null,
  at timestamptz not null,
  -- A backward move is its own kind with its own reason, never a silent overwrite.
  kind text not null check (kind in ('entry', 'forward', 'backward', 'exit')),
  reason text check (length(reason) <= 500),
  assumed boolean not null default false,
  actor_id uuid,
  event_id bigint,
  import_id integer,
  recorded_at timestamptz not null default now(),
  changed_xid bigint not null default rapport_xid(),
  primary key (workspace_id, id),
  foreign key (workspace_id, lead_id) references leads on delete cascade,
  foreign key (workspace_id, from_stage_id) references stages,
  foreign key (workspace_id, to_stage_id) references stages,
  check (kind <> 'backward' or reason is not null)
);
create index stage_changes_lead on stage_changes (workspace_id, lead_id, at, id);
create index stage_changes_import on stage_changes (workspace_id, import_id) where import_id is not null;
create index stage_changes_fed on stage_changes using brin (changed_xid);
call rapport_wall('stage_changes', 'select, insert, delete');

create table products (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  name_key text not null,
  series text,
  list_price numeric(14, 2),
  import_id integer,
  created_at timestamptz not null,
  changed_xid bigint not null default rapport_xid(),
  primary key (workspace_id, id),
  unique (workspace_id, name_key)
);
call rapport_wall('products');

create table pipelines (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  position smallint not null default 0,
  import_id integer,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, name)
);
call rapport_wall('pipelines');

create table pipeline_stages (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  pipeline_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  name_key text not null,
  position smallint not null,
  outcome text not null check (outcome in ('open', 'won', 'lost')),
  import_id integer,
  changed_xid bigint not null default rapport_xid(),
  primary key (workspace_id, id),
  unique (workspace_id, pipeline_id, name_key),
  foreign key (workspace_id, pipeline_id) references pipelines on delete cascade
);
call rapport_wall('pipeline_stages');

create table deals (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 300),
  pipeline_id uuid not null,
  stage_id uuid not null,
  stage_since timestamptz not null,
  outcome text not null check (outcome in ('open', 'won', 'lost')),
  account_id uuid,
  contact_id uuid,
  lead_id uuid,
  campaign_id uuid,
  product_id uuid,
  owner_id uuid,
  amount numeric(14, 2),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  opened_at timestamptz,
  closed_at timestamptz,
  expected_close_on date,
  lost_reason text check (length(lost_reason) <= 300),
  next_step text check (length(next_step) <= 300),
  next_step_on date,
  external_source text,
  external_id text check (length(external_id) <= 200),
  custom jsonb not null default '{}',
  search text not null default '',
  created_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  import_id integer,
  changed_xid bigint not null default rapport_xid(),
  primary key (workspace_id, id),
  foreign key (workspace_id, pipeline_id) references pipelines,
  foreign key (workspace_id, stage_id) references pipeline_stages,
  foreign key (workspace_id, account_id) references accounts on delete set null (account_id),
  foreign key (workspace_id, contact_id) references contacts on delete set null (contact_id),
  foreign key (workspace_id, lead_id) references leads on delete set null (lead_id),
  foreign key (workspace_id, campaign_id) references campaigns,
  foreign key (workspace_id, product_id) references products on delete set null (product_id),
  foreign key (workspace_id, owner_id) references members on delete set null (owner_id)
);
create unique index deals_external on deals (workspace_id, external_source, external_id) where external_id is not null;
create index deals_stage on deals (workspace_id, stage_id, stage_since, id) where deleted_at is null;
create index deals_created on deals (workspace_id, created_at, id) where deleted_at is null;
create index deals_closed on deals (workspace_id, closed_at, id) where deleted_at is null;
create index deals_amount on deals (workspace_id, amount, id) where deleted_at is null;
create index deals_account on deals (workspace_id, account_id) where account_id is not null;
create index deals_contact on deals (workspace_id, contact_id) where contact_id is not null;
create index deals_lead on deals (workspace_id, lead_id) where lead_id is not null;
create index deals_owner on deals (workspace_id, owner_id) where owner_id is not null;
create index deals_import on deals (workspace_id, import_id) where import_id is not null;
create index deals_search on deals using gin (workspace_id, search gin_trgm_ops);
create index deals_fed on deals using brin (changed_xid);
call rapport_wall('deals');

create table deal_stage_changes (
  workspace_id integer not null references workspaces on delete cascade,
  id bigint generated always as identity,
  deal_id uuid not null,
  from_stage_id uuid,
  to_stage_id uuid not null,
  at timestamptz not null,
  kind text not null check (kind in ('entry', 'forward', 'backward', 'close')),
  reason text check (length(reason) <= 500),
  assumed boolean not null default false,
  actor_id uuid,
  event_id bigint,
  import_id integer,
  recorded_at timestamptz not null default now(),
  changed_xid bigint not null default rapport_xid(),
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deals on delete cascade,
  foreign key (workspace_id, from_stage_id) references pipeline_stages,
  foreign key (workspace_id, to_stage_id) references pipeline_stages
);
create index deal_stage_changes_deal on deal_stage_changes (workspace_id, deal_id, at, id);
create index deal_stage_changes_import on deal_stage_changes (workspace_id, import_id) where import_id is not null;
call rapport_wall('deal_stage_changes', 'select, insert, delete');

-- What looks wrong in the data and was kept all the same: a person decides, nothing is dropped.
create table quality_flags (
  workspace_id integer not null references workspaces on delete cascade,
  id bigint generated always as identity,
  record_kind text not null check (record_kind in ('contact', 'account', 'lead', 'deal', 'campaign', 'touch', 'member', 'product')),
  record_id uuid not null,
  code text not null check (length(code) <= 60),
  field text,
  value text check (length(value) <= 500),
  message text not null check (length(message) <= 500),
  import_id integer,
  found_at timestamptz not null default now(),
  settled_at timestamptz,
  settled_by_id uuid,
  primary key (workspace_id, id)
);
create unique index quality_flags_once on quality_flags (workspace_id, record_id, code, coalesce(field, ''));
create index quality_flags_open on quality_flags (workspace_id, code, id) where settled_at is null;
create index quality_flags_import on quality_flags (workspace_id, import_id) where import_id is not null;
call rapport_wall('quality_flags');

-- What was deleted, for the analytics copy: a watermark alone misses deletions.
create table removals (
  workspace_id integer not null references workspaces on delete cascade,
  id bigint generated always as identity,
  relation text not null,
  row_key text not null,
  at timestamptz not null default now(),
  changed_xid bigint not null default rapport_xid(),
  primary key (workspace_id, id)
);
create index removals_fed on removals (workspace_id, changed_xid);
call rapport_wall('removals', 'select, insert, delete');
