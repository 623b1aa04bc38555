-- Both teams say of the same leads, apart from each other, whether they meet a definition; what they said is compared.

create table calibrations (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  -- The definition as it read when the leads were drawn, and whose criteria judged them.
  version_id integer not null,
  seed integer not null check (seed >= 0),
  wanted smallint not null check (wanted between 5 and 100),
  -- Of how many open leads how many were judged to draw from.
  open_leads integer not null check (open_leads >= 0),
  judged_leads integer not null check (judged_leads >= 0),
  started_by_id uuid,
  started_at timestamptz not null,
  -- Nobody closed it by hand where both teams had answered everything.
  closed_by_id uuid,
  closed_at timestamptz,
  discussed_by_id uuid,
  discussed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, version_id) references agreement_versions,
  foreign key (workspace_id, started_by_id) references members on delete set null (started_by_id),
  foreign key (workspace_id, closed_by_id) references members on delete set null (closed_by_id),
  foreign key (workspace_id, discussed_by_id) references members on delete set null (discussed_by_id),
  check (discussed_at is null or closed_at is not null)
);
create unique index calibrations_open on calibrations (workspace_id, version_id) where closed_at is null;
create index calibrations_version on calibrations (workspace_id, version_id);
call rapport_wall('calibrations');

-- The leads that were drawn, and what the definition itself said of each at that moment.
create table calibration_leads (
  workspace_id integer not null references workspaces on delete cascade,
  calibration_id uuid not null,
  place smallint not null check (place between 1 and 100),
  lead_id uuid not null,
  stratum text not null check (stratum in ('near', 'inside', 'outside', 'any')),
  -- Null where the definition has no criteria to judge by.
  met boolean,
  margin double precision,
  primary key (workspace_id, calibration_id, place),
  foreign key (workspace_id, calibration_id) references calibrations on delete cascade,
  foreign key (workspace_id, lead_id) references leads on delete cascade,
  check ((met is null) = (margin is null))
);
create index calibration_leads_lead on calibration_leads (workspace_id, lead_id);
call rapport_wall('calibration_leads', 'select, insert, delete');

-- One answer of each team to each lead: that of its first member, who may change it until the calibration closes.
create table calibration_answers (
  workspace_id integer not null references workspaces on delete cascade,
  calibration_id uuid not null,
  place smallint not null,
  team text not null check (team in ('marketing', 'sales')),
  answer text not null check (answer in ('yes', 'no', 'unsure')),
  reason text not null check (length(reason) between 1 and 500),
  member_id uuid,
  answered_at timestamptz not null,
  primary key (workspace_id, calibration_id, place, team),
  foreign key (workspace_id, calibration_id, place) references calibration_leads on delete cascade,
  foreign key (workspace_id, member_id) references members on delete set null (member_id)
);
call rapport_wall('calibration_answers');
