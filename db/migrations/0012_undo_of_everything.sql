-- An undo takes back channels too, and knows whether touches still use one; deals without an id are found by name.
alter table channels add column import_id integer;
create index touches_channel on touches (workspace_id, channel_id) where channel_id is not null;
create index deals_named on deals (workspace_id, name) where external_id is null and deleted_at is null;
