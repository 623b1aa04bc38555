-- Members and products are changed by imports too, and an undo must find what stood before.
alter table attribute_changes drop constraint attribute_changes_record_kind_check;
alter table attribute_changes add constraint attribute_changes_record_kind_check
  check (record_kind in ('contact', 'account', 'lead', 'deal', 'campaign', 'member', 'product'));

-- Deals of another system name their pipeline and stage by that system's ids.
alter table pipelines
  add column external_source text,
  add column external_id text check (length(external_id) <= 200);
create unique index pipelines_external on pipelines (workspace_id, external_source, external_id) where external_id is not null;
alter table pipeline_stages
  add column external_source text,
  add column external_id text check (length(external_id) <= 200);
create unique index pipeline_stages_external on pipeline_stages (workspace_id, pipeline_id, external_source, external_id) where external_id is not null;

-- Problems are read in the order of the file.
create index import_problems_lines on import_problems (workspace_id, import_id, pass, line, id);
