-- A score can be learned from what became of the company's own leads, without learning from what was written later.

-- What a person says of an attribute that nothing dates: whether its values were known when the lead arrived.
create table learning_marks (
  workspace_id integer not null references workspaces on delete cascade,
  record_kind text not null check (record_kind in ('contact', 'account', 'lead')),
  field text not null check (length(field) between 1 and 80),
  mark text not null check (mark in ('known_on_arrival', 'written_afterwards')),
  marked_by_id uuid,
  marked_at timestamptz not null,
  primary key (workspace_id, record_kind, field)
);
call rapport_wall('learning_marks');

-- One reading of the past: to rank what may have been written afterwards, or to train a model.
create table learning_runs (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('survey', 'training')),
  name text check (length(name) between 1 and 120),
  plan jsonb not null,
  asked_by_id uuid,
  asked_at timestamptz not null,
  step text not null default 'waiting' check (step in ('waiting', 'reading', 'fitting')),
  steps_done integer not null default 0 check (steps_done >= 0),
  steps_total integer not null default 0 check (steps_total >= 0),
  -- A run that has not been heard of for a while was interrupted, and may be asked for again.
  heard_at timestamptz not null,
  cancel_asked_at timestamptz,
  ended_at timestamptz,
  failure text check (length(failure) <= 1000),
  result jsonb,
  primary key (workspace_id, id),
  check ((kind = 'training') = (name is not null))
);
create index learning_runs_asked on learning_runs (workspace_id, asked_at, id);
call rapport_wall('learning_runs');

-- A trained model never changes and never goes: the application may add one and read it, nothing else.
create table learning_models (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  plan jsonb not null,
  body jsonb not null,
  trained_by_id uuid,
  trained_at timestamptz not null,
  primary key (workspace_id, id)
);
create index learning_models_trained on learning_models (workspace_id, trained_at, id);
call rapport_wall('learning_models', 'select, insert');
