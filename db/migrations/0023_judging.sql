-- Why a lead stands where it stands: points as a ledger, moves with the version that judged them, and what sales said.

-- Append-only, one row for each award and for each award that is taken back. Sums over it are the scores.
create table score_awards (
  workspace_id integer not null references workspaces on delete cascade,
  id bigint generated always as identity,
  -- The record that the touch came to, which a merge leaves as it was.
  contact_id uuid not null,
  version_id integer not null,
  score text not null check (score in ('fit', 'engagement')),
  group_key text not null default '',
  rule_key text not null,
  touch_id bigint,
  points integer not null,
  points_before_cap integer not null,
  reverses_id bigint,
  occurred_at timestamptz not null,
  known_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts on delete cascade,
  foreign key (workspace_id, version_id) references agreement_versions,
  check ((score = 'engagement') = (touch_id is not null))
);
create unique index score_awards_once on score_awards (workspace_id, contact_id, version_id, rule_key, touch_id)
  where score = 'engagement' and reverses_id is null;
create index score_awards_fit on score_awards (workspace_id, contact_id, version_id, id) where score = 'fit';
create unique index score_awards_reversal on score_awards (workspace_id, reverses_id) where reverses_id is not null;
call rapport_wall('score_awards', 'select, insert, delete');

-- The scores as of the last judgement, so that lists can show and sort them. The ledger is the truth.
create table contact_scores (
  workspace_id integer not null references workspaces on delete cascade,
  contact_id uuid not null,
  version_id integer not null,
  fit smallint not null,
  engagement integer not null,
  as_of timestamptz not null,
  primary key (workspace_id, contact_id),
  foreign key (workspace_id, contact_id) references contacts on delete cascade,
  foreign key (workspace_id, version_id) references agreement_versions
);
create index contact_scores_engagement on contact_scores (workspace_id, engagement, contact_id);
call rapport_wall('contact_scores');

-- A move that criteria made keeps the version that judged and the facts that proved it.
alter table stage_changes add column version_id integer, add column evidence jsonb;
alter table stage_changes add foreign key (workspace_id, version_id) references agreement_versions not valid;

-- How far judging has come: rows of earlier transactions were judged under these standards.
create table judging_progress (
  workspace_id integer not null references workspaces on delete cascade,
  watermark bigint not null default 0,
  standards text not null default '',
  -- Where a pass over everybody stands, after a change of the standards; null when there is none.
  pass_after uuid,
  judged_at timestamptz,
  primary key (workspace_id)
);
call rapport_wall('judging_progress');

-- What sales said to a lead that marketing handed over.
create table lead_acceptances (
  workspace_id integer not null references workspaces on delete cascade,
  id bigint generated always as identity,
  lead_id uuid not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('accepted', 'returned')),
  reason_kind text check (reason_kind in ('procedural', 'clerical', 'definitional')),
  reason text check (length(reason) <= 500),
  -- The version of the definition under which the lead had been handed over.
  version_id integer,
  actor_id uuid,
  event_id bigint not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, lead_id) references leads on delete cascade,
  foreign key (workspace_id, version_id) references agreement_versions,
  foreign key (workspace_id, actor_id) references members on delete set null (actor_id),
  check ((outcome = 'returned') = (reason is not null and reason_kind is not null))
);
create index lead_acceptances_lead on lead_acceptances (workspace_id, lead_id, id);
call rapport_wall('lead_acceptances', 'select, insert');
