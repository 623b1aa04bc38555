-- What both teams have agreed: versions that are signed, found by date, read and discussed; and what members are told.

create table agreements (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('term', 'stage', 'profile', 'scoring', 'metric', 'journey', 'role_charter', 'lead_plan', 'fitted_score')),
  -- What there can be one agreement of: the key of a stage or a metric, a word.
  subject text check (length(subject) between 1 and 300),
  title text not null check (length(title) between 1 and 300),
  created_at timestamptz not null,
  created_by_id uuid,
  archived_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, created_by_id) references members on delete set null (created_by_id)
);
create unique index agreements_subject on agreements (workspace_id, kind, subject) where subject is not null and archived_at is null;
create index agreements_listed on agreements (workspace_id, title, id);
call rapport_wall('agreements', 'select, insert, update');

-- Where a version stands follows from its dates; which one is in force at an instant is found by date. Its id is a
-- small number because every row that it judges carries it.
create table agreement_versions (
  workspace_id integer not null references workspaces on delete cascade,
  id integer generated always as identity,
  agreement_id uuid not null,
  number integer not null check (number > 0),
  based_on_id integer,
  body jsonb not null,
  quiz jsonb not null default '[]',
  why text not null default '' check (length(why) <= 2000),
  -- Grows with each change of a proposal; a signature names the revision that it is under.
  revision integer not null default 1,
  created_at timestamptz not null,
  created_by_id uuid,
  changed_at timestamptz not null,
  proposed_at timestamptz,
  proposed_by_id uuid,
  effective_from timestamptz,
  agreed_at timestamptz,
  -- A default that nobody signed.
  adopted_at timestamptz,
  in_force_from timestamptz,
  announced_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_by_id uuid,
  withdrawn_why text check (length(withdrawn_why) <= 500),
  primary key (workspace_id, id),
  unique (workspace_id, agreement_id, number),
  foreign key (workspace_id, agreement_id) references agreements on delete cascade,
  foreign key (workspace_id, based_on_id) references agreement_versions,
  foreign key (workspace_id, created_by_id) references members on delete set null (created_by_id),
  foreign key (workspace_id, proposed_by_id) references members on delete set null (proposed_by_id),
  foreign key (workspace_id, withdrawn_by_id) references members on delete set null (withdrawn_by_id),
  check ((in_force_from is null) = (agreed_at is null and adopted_at is null))
);
create index agreement_versions_in_force on agreement_versions (workspace_id, in_force_from) where in_force_from is not null;
call rapport_wall('agreement_versions', 'select, insert, update');

-- Append-only: a signature is never taken away, it is voided with the reason.
create table agreement_signatures (
  workspace_id integer not null references workspaces on delete cascade,
  id bigint generated always as identity,
  version_id integer not null,
  team text not null check (team in ('marketing', 'sales')),
  member_id uuid not null,
  revision integer not null,
  signed_at timestamptz not null,
  voided_at timestamptz,
  voided_why text check (length(voided_why) <= 500),
  primary key (workspace_id, id),
  foreign key (workspace_id, version_id) references agreement_versions on delete cascade,
  foreign key (workspace_id, member_id) references members
);
create unique index agreement_signatures_team on agreement_signatures (workspace_id, version_id, team) where voided_at is null;
-- Nobody signs for both teams, not even who changes teams in between.
create unique index agreement_signatures_member on agreement_signatures (workspace_id, version_id, member_id) where voided_at is null;
call rapport_wall('agreement_signatures', 'select, insert, update (voided_at, voided_why)');

create table signatory_seats (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  team text not null check (team in ('marketing', 'sales')),
  member_id uuid not null,
  seated_at timestamptz not null,
  unseated_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members on delete cascade
);
create unique index signatory_seats_taken on signatory_seats (workspace_id, team, member_id) where unseated_at is null;
call rapport_wall('signatory_seats', 'select, insert, update');

create table agreement_comments (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  agreement_id uuid not null,
  version_id integer not null,
  clause text check (length(clause) <= 80),
  reply_to_id uuid,
  body text not null check (length(body) between 1 and 4000),
  objection boolean not null default false,
  author_id uuid,
  created_at timestamptz not null,
  resolved_at timestamptz,
  resolved_by_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, agreement_id) references agreements on delete cascade,
  foreign key (workspace_id, version_id) references agreement_versions on delete cascade,
  foreign key (workspace_id, reply_to_id) references agreement_comments,
  foreign key (workspace_id, author_id) references members on delete set null (author_id),
  foreign key (workspace_id, resolved_by_id) references members on delete set null (resolved_by_id)
);
create index agreement_comments_read on agreement_comments (workspace_id, agreement_id, created_at, id);
call rapport_wall('agreement_comments', 'select, insert, update');

create table agreement_mentions (
  workspace_id integer not null references workspaces on delete cascade,
  comment_id uuid not null,
  member_id uuid not null,
  primary key (workspace_id, comment_id, member_id),
  foreign key (workspace_id, comment_id) references agreement_comments on delete cascade,
  foreign key (workspace_id, member_id) references members on delete cascade
);
call rapport_wall('agreement_mentions', 'select, insert');

create table agreement_receipts (
  workspace_id integer not null references workspaces on delete cascade,
  version_id integer not null,
  member_id uuid not null,
  read_at timestamptz not null,
  primary key (workspace_id, version_id, member_id),
  foreign key (workspace_id, version_id) references agreement_versions on delete cascade,
  foreign key (workspace_id, member_id) references members on delete cascade
);
call rapport_wall('agreement_receipts', 'select, insert');

create table agreement_quiz_answers (
  workspace_id integer not null references workspaces on delete cascade,
  id bigint generated always as identity,
  version_id integer not null,
  member_id uuid not null,
  answered_at timestamptz not null,
  answers jsonb not null,
  right_count smallint not null,
  question_count smallint not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, version_id) references agreement_versions on delete cascade,
  foreign key (workspace_id, member_id) references members on delete cascade
);
create index agreement_quiz_answers_newest on agreement_quiz_answers (workspace_id, version_id, member_id, id);
call rapport_wall('agreement_quiz_answers', 'select, insert');

create table notifications (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  member_id uuid not null,
  kind text not null check (length(kind) <= 80),
  text text not null check (length(text) between 1 and 1000),
  path text not null check (length(path) <= 500),
  subject_kind text not null check (length(subject_kind) <= 40),
  subject_id text not null check (length(subject_id) <= 80),
  from_id uuid,
  event_id bigint,
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members on delete cascade,
  foreign key (workspace_id, from_id) references members on delete set null (from_id),
  foreign key (workspace_id, event_id) references events
);
create index notifications_listed on notifications (workspace_id, member_id, created_at, id);
create index notifications_unread on notifications (workspace_id, member_id) where read_at is null;
call rapport_wall('notifications', 'select, insert, update');
