-- What hangs on a contact or campaign alone belongs to that record's workspace: the key to the record says so
-- already, and goes with it. The second key cost each imported row a look-up. Rows that also point to stages,
-- channels or campaigns keep theirs: it is what takes them away before those, when a workspace goes.
alter table contact_identities drop constraint contact_identities_workspace_id_fkey;
alter table contact_activity drop constraint contact_activity_workspace_id_fkey;
alter table campaign_spend drop constraint campaign_spend_workspace_id_fkey;
