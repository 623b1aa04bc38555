-- One question says who a visitor is, so that no wall has to be passed before the workspace is known.
drop function rapport_memberships(text);
create function rapport_memberships(of_user text)
returns table (
  workspace_id integer, slug text, workspace_name text, sample_since timestamptz,
  member_id uuid, member_name text, team text, role text)
language sql stable security definer set search_path = pg_catalog, public
as $$ select w.id, w.slug, w.name, w.sample_since, m.id, m.name, m.team, m.role
        from members m join workspaces w on w.id = m.workspace_id
       where m.user_id = of_user and m.left_at is null
       order by w.sample_since is not null, w.id $$;

drop function rapport_key_holder(text);
create function rapport_key_holder(of_hash text)
returns table (
  workspace_id integer, slug text, key_id uuid, last_used_at timestamptz,
  member_id uuid, member_name text, team text, role text)
language sql stable security definer set search_path = pg_catalog, public
as $$ select w.id, w.slug, k.id, k.last_used_at, m.id, m.name, m.team, m.role
        from api_keys k
        join members m on m.workspace_id = k.workspace_id and m.id = k.member_id and m.left_at is null
        join workspaces w on w.id = k.workspace_id
       where k.key_hash = of_hash and k.revoked_at is null $$;

-- A link that opens a door stands apart from the text: it leaves the outbox once the mail was sent, and where it
-- would open more than this workspace, only the operator of the machine may read it.
alter table mails
  add column link text check (length(link) <= 2000),
  add column link_withheld boolean not null default false;
