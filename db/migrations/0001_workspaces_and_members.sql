-- The two walls start here. Every table that belongs to a workspace has workspace_id first in every key, and
-- rapport_wall() puts row-level security on it for the application role, which owns nothing.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

create function rapport_workspace_id() returns integer
language sql stable parallel safe
as $$ select nullif(current_setting('rapport.workspace_id', true), '')::integer $$;

create procedure rapport_wall(relation regclass, privileges text default 'select, insert, update, delete')
language plpgsql
as $$
begin
  execute format('alter table %s enable row level security', relation);
  execute format(
    'create policy workspace_wall on %s to rapport_app using (workspace_id = (select rapport_workspace_id())) with check (workspace_id = (select rapport_workspace_id()))',
    relation);
  execute format('grant %s on %s to rapport_app', privileges, relation);
end
$$;

-- Rows of the analytics feed carry the transaction that last wrote them.
create function rapport_xid() returns bigint
language sql volatile
as $$ select pg_current_xact_id()::text::bigint $$;

-- People who can sign in. They are outside the walls: one person may belong to several workspaces.
create schema auth;
grant usage on schema auth to rapport_app;

create table auth.users (
  id text primary key,
  name text not null check (length(name) <= 200),
  email text not null unique check (length(email) <= 320 and email = lower(email)),
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table auth.sessions (
  id text primary key,
  user_id text not null references auth.users on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on auth.sessions (user_id);
create table auth.accounts (
  id text primary key,
  user_id text not null references auth.users on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index on auth.accounts (user_id);
create table auth.verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on auth.verifications (identifier);
create table auth.rate_limits (
  id text primary key,
  key text not null unique,
  count integer not null,
  last_request bigint not null
);
grant select, insert, update, delete on all tables in schema auth to rapport_app;

create table workspaces (
  id integer generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null check (length(name) between 1 and 120),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  time_zone text not null default 'UTC',
  locale text not null default 'en',
  country text check (country ~ '^[A-Z]{2}$'),
  fiscal_year_start_month smallint not null default 1 check (fiscal_year_start_month between 1 and 12),
  sample_since timestamptz,
  created_at timestamptz not null default now()
);
alter table workspaces enable row level security;
create policy workspace_wall on workspaces to rapport_app
  using (id = (select rapport_workspace_id())) with check (id = (select rapport_workspace_id()));
grant select, update, delete on workspaces to rapport_app;

-- A member without a user is known by name only: imported as an owner, or invited and not yet arrived.
create table members (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  user_id text references auth.users on delete set null,
  name text not null check (length(name) between 1 and 200),
  email text check (length(email) <= 320 and email = lower(email)),
  team text not null check (team in ('marketing', 'sales', 'joint', 'leadership', 'neutral')),
  role text not null check (role in ('admin', 'member', 'viewer')),
  job_title text check (length(job_title) <= 200),
  region text check (length(region) <= 120),
  manager_name text check (length(manager_name) <= 200),
  time_zone text,
  external_source text,
  external_id text check (length(external_id) <= 200),
  import_id integer,
  created_at timestamptz not null default now(),
  left_at timestamptz,
  changed_xid bigint not null default rapport_xid(),
  primary key (workspace_id, id)
);
create unique index members_user on members (workspace_id, user_id) where user_id is not null and left_at is null;
create unique index members_email on members (workspace_id, email) where email is not null and left_at is null;
create unique index members_external on members (workspace_id, external_source, external_id) where external_id is not null;
create index members_by_user on members (user_id) where user_id is not null;
call rapport_wall('members');

create table invitations (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  email text not null check (length(email) <= 320 and email = lower(email)),
  team text not null check (team in ('marketing', 'sales', 'joint', 'leadership', 'neutral')),
  role text not null check (role in ('admin', 'member', 'viewer')),
  token_hash text not null unique,
  invited_by_id uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, invited_by_id) references members on delete set null (invited_by_id)
);
call rapport_wall('invitations');

create table api_keys (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  prefix text not null,
  key_hash text not null unique,
  member_id uuid not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members on delete cascade
);
call rapport_wall('api_keys');

create table saved_views (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  page text not null check (length(page) <= 60),
  name text not null check (length(name) between 1 and 120),
  search text not null check (length(search) <= 4000),
  member_id uuid not null,
  shared_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members on delete cascade
);
create index on saved_views (workspace_id, page);
call rapport_wall('saved_views');

-- Mail that Rapport sends, kept readable: without a mail server this is where it is read.
create table mails (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  recipient text not null check (length(recipient) <= 320),
  subject text not null check (length(subject) <= 500),
  body text not null check (length(body) <= 100000),
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  failure text,
  primary key (workspace_id, id)
);
create index on mails (workspace_id, created_at);
call rapport_wall('mails');

-- One act, one transaction, one event.
create table events (
  workspace_id integer not null references workspaces on delete cascade,
  id bigint generated always as identity,
  at timestamptz not null default now(),
  kind text not null check (length(kind) <= 80),
  actor_kind text not null check (actor_kind in ('member', 'key', 'operator', 'system')),
  actor_id uuid,
  subject_kind text not null check (length(subject_kind) <= 40),
  subject_id text not null check (length(subject_id) <= 80),
  payload jsonb not null default '{}',
  reverses_id bigint,
  primary key (workspace_id, id)
);
create index on events (workspace_id, subject_kind, subject_id, id);
create unique index events_reversed_once on events (workspace_id, reverses_id) where reverses_id is not null;
call rapport_wall('events', 'select, insert');

-- Doors that open before the workspace is known. Each answers only what its exact secret or user names.
create function rapport_memberships(of_user text)
returns table (workspace_id integer, member_id uuid)
language sql stable security definer set search_path = pg_catalog, public
as $$ select m.workspace_id, m.id from members m where m.user_id = of_user and m.left_at is null order by m.workspace_id $$;

create function rapport_key_holder(of_hash text)
returns table (workspace_id integer, key_id uuid, member_id uuid)
language sql stable security definer set search_path = pg_catalog, public
as $$ select k.workspace_id, k.id, k.member_id from api_keys k
      join members m on m.workspace_id = k.workspace_id and m.id = k.member_id and m.left_at is null
      where k.key_hash = of_hash and k.revoked_at is null $$;

create function rapport_invitation(of_hash text)
returns table (workspace_id integer, invitation_id uuid)
language sql stable security definer set search_path = pg_catalog, public
as $$ select i.workspace_id, i.id from invitations i where i.token_hash = of_hash $$;

create function rapport_workspaces()
returns table (workspace_id integer, slug text, name text, sample_since timestamptz)
language sql stable security definer set search_path = pg_catalog, public
as $$ select w.id, w.slug, w.name, w.sample_since from workspaces w order by w.id $$;

create function rapport_found_workspace(with_slug text, with_name text, with_currency text, with_time_zone text, as_sample boolean)
returns integer
language sql volatile security definer set search_path = pg_catalog, public
as $$ insert into workspaces (slug, name, currency, time_zone, sample_since)
      values (with_slug, with_name, with_currency, with_time_zone, case when as_sample then now() end) returning id $$;

-- Jobs are inserted in the caller's transaction; the job tables themselves stay out of the application's reach.
create function rapport_enqueue(task text, payload json, run_at timestamptz, queue text, job_key text, attempts_max integer)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
begin
  perform graphile_worker.add_job(
    identifier => task, payload => payload, queue_name => queue, run_at => run_at,
    job_key => job_key, max_attempts => attempts_max);
end
$$;
