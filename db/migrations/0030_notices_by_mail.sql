-- What members are told also comes by mail: once for each event, and only for as long as they want it.

-- A row stands where somebody changed what everybody has to begin with.
create table notification_settings (
  workspace_id integer not null references workspaces on delete cascade,
  member_id uuid not null,
  by_mail boolean not null,
  changed_at timestamptz not null,
  primary key (workspace_id, member_id),
  foreign key (workspace_id, member_id) references members on delete cascade
);
call rapport_wall('notification_settings', 'select, insert, update');

alter table notifications add column mailed_at timestamptz;
create unique index notifications_mailed on notifications (workspace_id, event_id, member_id) where mailed_at is not null;
create index notifications_event on notifications (workspace_id, event_id);
