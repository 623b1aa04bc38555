-- What follows a workspace from minute to minute waits while an import or its undo writes: it would take in the same
-- people again and again, and hold memory and the processor that the import needs. It catches up when it has ended.
create function rapport_is_importing(of_workspace integer) returns boolean
language sql stable
return exists (
  select from imports i
  where i.workspace_id = of_workspace
    and case when i.undo_started_at is null
      then i.started_at is not null and coalesce(i.finished_at, i.cancelled_at, i.failed_at) is null
      else coalesce(i.undone_at, i.failed_at) is null end
);

-- The feed of the columnar copy asks these indexes for what is newer than a watermark. PostgreSQL reads a range of
-- blocks that is not yet summarised whole, every time: so a range is summarised as soon as the next one begins.
alter index accounts_fed set (autosummarize = on);
alter index contacts_fed set (autosummarize = on);
alter index touches_fed set (autosummarize = on);
alter index leads_fed set (autosummarize = on);
alter index stage_changes_fed set (autosummarize = on);
alter index deals_fed set (autosummarize = on);
alter index committee_seats_fed set (autosummarize = on);
