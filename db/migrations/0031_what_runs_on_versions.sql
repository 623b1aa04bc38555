-- An agreement says how much runs on it, so what its versions judged is counted by version.

create index stage_changes_version on stage_changes (workspace_id, version_id, lead_id) where version_id is not null;
create index lead_acceptances_version on lead_acceptances (workspace_id, version_id, lead_id) where version_id is not null;
create index contact_scores_version on contact_scores (workspace_id, version_id);
