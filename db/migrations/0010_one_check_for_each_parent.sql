-- A row that belongs to a contact, lead, deal or campaign belongs to that record's workspace: the key to the record
-- says so already, and a workspace that goes takes them along through it. The second key cost a look-up for each of
-- eight rows that one imported lead writes, about a quarter of the time of an import.
alter table contact_identities drop constraint contact_identities_workspace_id_fkey;
alter table contact_activity drop constraint contact_activity_workspace_id_fkey;
alter table leads drop constraint leads_workspace_id_fkey;
alter table stage_changes drop constraint stage_changes_workspace_id_fkey;
alter table touches drop constraint touches_workspace_id_fkey;
alter table deal_stage_changes drop constraint deal_stage_changes_workspace_id_fkey;
alter table campaign_spend drop constraint campaign_spend_workspace_id_fkey;
