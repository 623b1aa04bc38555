-- A proposed version can be replayed over the past beside the version in force, before anybody signs.

-- One back-test: what was asked for, how far it is, and its result, which nothing changes afterwards.
create table back_tests (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  version_id integer not null,
  -- The text that is tested: what is drafted goes on changing while a back-test runs.
  revision integer not null,
  body jsonb not null,
  compared_with_id integer,
  stage_id smallint not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  asked_by_id uuid,
  asked_at timestamptz not null,
  step text not null default 'waiting' check (step in ('waiting', 'reading', 'replaying', 'writing')),
  leads_done integer not null default 0 check (leads_done >= 0),
  leads_total integer not null default 0 check (leads_total >= 0),
  -- A run that has not been heard of for a while was interrupted, and may be asked for again.
  heard_at timestamptz not null,
  cancel_asked_at timestamptz,
  ended_at timestamptz,
  failure text check (length(failure) <= 1000),
  result jsonb,
  primary key (workspace_id, id),
  foreign key (workspace_id, version_id) references agreement_versions,
  foreign key (workspace_id, compared_with_id) references agreement_versions,
  foreign key (workspace_id, stage_id) references stages,
  check (from_at <= to_at)
);
create index back_tests_version on back_tests (workspace_id, version_id, id);
create index back_tests_open on back_tests (workspace_id) where ended_at is null;
call rapport_wall('back_tests', 'select, insert, update');

-- Who qualified, when by which standard, and what had become of them when the back-test ran. It has no key to the
-- leads: evidence stays what it was when a lead goes.
create table back_test_leads (
  workspace_id integer not null references workspaces on delete cascade,
  back_test_id uuid not null,
  compared text not null check (compared in ('gained', 'lost', 'both')),
  -- The moment by what is proposed; of a lost lead by what is in force.
  at timestamptz not null,
  lead_id uuid not null,
  in_force_at timestamptz,
  proposed_at timestamptz,
  accepted boolean not null,
  won_at timestamptz,
  amount numeric(14, 2) not null,
  assumed boolean not null,
  primary key (workspace_id, back_test_id, compared, at, lead_id),
  foreign key (workspace_id, back_test_id) references back_tests on delete cascade
);
call rapport_wall('back_test_leads', 'select, insert, delete');
