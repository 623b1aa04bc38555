-- People and deals are found by the names of their companies and of whom they became; lists without an owner, or in
-- the order of their stage, walk an index.

-- What a search finds a person by: names, titles, mails, phones and companies of everybody who was merged into them,
-- and the names of the companies that these became.
create or replace function rapport_contact_words(of_workspace integer, of_contact uuid) returns text
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
    union all select a.name from accounts a where a.workspace_id = f.workspace_id and a.id = f.account_id
    union all
    select r.name from accounts a join accounts r on r.workspace_id = a.workspace_id and r.id = a.merged_into_id
    where a.workspace_id = f.workspace_id and a.id = f.account_id
  ) as words
  where f.workspace_id = of_workspace and (f.id = of_contact or f.merged_into_id = of_contact)
    and word is not null
$$;

-- What a search finds a deal by: its name, its company and its person, and whom these became.
create function rapport_deal_words(of_workspace integer, deal_name text, of_account uuid, of_contact uuid) returns text
language sql stable
as $$
  select lower(left(concat_ws(' ', deal_name,
    (select concat_ws(' ', a.name, r.name) from accounts a
       left join accounts r on r.workspace_id = a.workspace_id and r.id = a.merged_into_id
       where a.workspace_id = of_workspace and a.id = of_account),
    (select concat_ws(' ', nullif(c.full_name, ''), c.email, nullif(r.full_name, ''), r.email) from contacts c
       left join contacts r on r.workspace_id = c.workspace_id and r.id = c.merged_into_id
       where c.workspace_id = of_workspace and c.id = of_contact)), 4000))
$$;

-- After a company or a person was renamed or merged: brings the words of all who are found by that name up to date.
create function rapport_refresh_words(of_workspace integer, of_accounts uuid[], of_contacts uuid[]) returns void
language sql volatile
as $$
  update contacts t set search = rapport_contact_words(t.workspace_id, t.id)
  where t.workspace_id = of_workspace and t.id in (
    select case when c.merged_into_id is null then c.id else c.merged_into_id end
    from accounts a join contacts c on c.workspace_id = a.workspace_id and c.account_id = a.id
    where a.workspace_id = of_workspace and (a.id = any(of_accounts) or a.merged_into_id = any(of_accounts)));
  update deals t set search = rapport_deal_words(t.workspace_id, t.name, t.account_id, t.contact_id)
  where t.workspace_id = of_workspace and t.id in (
    select d.id from accounts a join deals d on d.workspace_id = a.workspace_id and d.account_id = a.id
    where a.workspace_id = of_workspace and (a.id = any(of_accounts) or a.merged_into_id = any(of_accounts))
    union
    select d.id from contacts c join deals d on d.workspace_id = c.workspace_id and d.contact_id = c.id
    where c.workspace_id = of_workspace and (c.id = any(of_contacts) or c.merged_into_id = any(of_contacts)));
$$;

-- Whoever stands with a company already is found by its name from now on.
update contacts c set search = rapport_contact_words(c.workspace_id, c.id)
from accounts a
where a.workspace_id = c.workspace_id and a.id = c.account_id and c.merged_into_id is null
  and (a.merged_into_id is not null or strpos(c.search, lower(a.name)) = 0);
update contacts c set search = rapport_contact_words(c.workspace_id, c.id)
where exists (select from contacts f where f.workspace_id = c.workspace_id and f.merged_into_id = c.id and f.account_id is not null);
update deals d set search = rapport_deal_words(d.workspace_id, d.name, d.account_id, d.contact_id)
from accounts a
where a.workspace_id = d.workspace_id and a.id = d.account_id
  and (a.merged_into_id is not null or strpos(d.search, lower(a.name)) = 0);

create index contacts_unowned on contacts (workspace_id, created_at, id) where owner_id is null and merged_into_id is null and deleted_at is null;
create index leads_unowned on leads (workspace_id, entered_at, id) where owner_id is null and deleted_at is null;
create index leads_since on leads (workspace_id, stage_since, id) where deleted_at is null;
create index deals_since on deals (workspace_id, stage_since, id) where deleted_at is null;
