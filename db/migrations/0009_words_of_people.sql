-- What a search finds a person by: names, titles, mails and phones of everybody who was merged into them, so that
-- an old address still finds the one who has it now.
create function rapport_contact_words(of_workspace integer, of_contact uuid) returns text
language sql stable
as $$
  select coalesce(lower(left(string_agg(distinct word, ' '), 4000)), '')
  from contacts f
  cross join lateral (
    select nullif(f.full_name, '') as word
    union all select nullif(f.title, '')
    union all select f.email
    union all select f.phone
    union all
    select i.value from contact_identities i
    where i.workspace_id = f.workspace_id and i.contact_id = f.id and i.kind <> 'external'
  ) as words
  where f.workspace_id = of_workspace and (f.id = of_contact or f.merged_into_id = of_contact)
    and word is not null
$$;

-- A touch names its campaign by what stood in its link.
create index campaigns_utm on campaigns (workspace_id, lower(utm_campaign)) where utm_campaign is not null and deleted_at is null;
