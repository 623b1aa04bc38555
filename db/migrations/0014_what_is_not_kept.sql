-- An uploaded file is not kept for ever, and what it was imported into tells since when it is gone. A sample company
-- that somebody removed stays away: the next start would otherwise take the empty house for a first day.
alter table imports add column file_removed_at timestamptz;

-- Of the installation, as the people in auth are: no workspace is left that it could belong to.
create table sample_removals (
  id bigint generated always as identity primary key,
  removed_at timestamptz not null default now()
);
grant select, insert on sample_removals to rapport_app;
