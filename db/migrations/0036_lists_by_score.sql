-- The list of people is sorted by fit as it is by engagement, and finds those above so many points.

create index contact_scores_fit on contact_scores (workspace_id, fit, contact_id);
