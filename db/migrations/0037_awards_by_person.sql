-- Whoever is erased takes their awards along. Two indexes of a part each left this search to read all awards of the
-- workspace once for every person: most of a minute for the sample company.
drop index score_awards_fit;
create index score_awards_person on score_awards (workspace_id, contact_id, version_id, id);
