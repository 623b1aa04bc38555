-- Lists of a million people answer in under a tenth of a second, filtered, sorted and searched.

-- Row-level security keeps operators that might leak (like, @>, decimals) away from the indexes, because its policy
-- must be checked before them. These views are the same wall as a plain condition: they run as the owner, show only
-- the rows of the workspace that the transaction stands in, and let the planner use every index and its statistics.
create view walled_contacts as select * from contacts where workspace_id = (select rapport_workspace_id());
create view walled_accounts as select * from accounts where workspace_id = (select rapport_workspace_id());
create view walled_leads as select * from leads where workspace_id = (select rapport_workspace_id());
create view walled_deals as select * from deals where workspace_id = (select rapport_workspace_id());
grant select on walled_contacts, walled_accounts, walled_leads, walled_deals to rapport_app;

-- Low cardinality: duplicates share an entry, so these are small and cheap to write.
create index contacts_country on contacts (workspace_id, country) where country is not null and merged_into_id is null and deleted_at is null;
create index contacts_origin on contacts (workspace_id, origin) where merged_into_id is null and deleted_at is null;
create index contacts_since on contacts (workspace_id, stage_since, id) where merged_into_id is null and deleted_at is null;
create index contacts_trash on contacts (workspace_id, deleted_at, id) where deleted_at is not null;
-- Sorted by company, people without one come last.
create index contacts_unhoused on contacts (workspace_id, id) where account_id is null and merged_into_id is null and deleted_at is null;
create index contacts_custom on contacts using gin (workspace_id, custom jsonb_path_ops) where custom <> '{}';
create index accounts_country on accounts (workspace_id, country) where country is not null and merged_into_id is null and deleted_at is null;
create index accounts_trash on accounts (workspace_id, deleted_at, id) where deleted_at is not null;
create index accounts_custom on accounts using gin (workspace_id, custom jsonb_path_ops) where custom <> '{}';
create index contact_activity_channel on contact_activity (workspace_id, first_channel_id);
create index quality_flags_record on quality_flags (workspace_id, record_id) where settled_at is null;

-- How common a word is decides between walking a list in its order and starting from the word: that takes a fine
-- sample of the texts.
alter table contacts alter column search set statistics 1000;
alter table accounts alter column search set statistics 1000;
