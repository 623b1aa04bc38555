-- The schema after all migrations, for reading and comparing. Written by bin/schema; do not edit.

create schema auth;
grant usage on schema auth to rapport_app;
create extension btree_gin;
create extension pg_trgm;

CREATE OR REPLACE FUNCTION public.rapport_contact_words(of_workspace integer, of_contact uuid)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.rapport_deal_words(of_workspace integer, deal_name text, of_account uuid, of_contact uuid)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select lower(left(concat_ws(' ', deal_name,
    (select concat_ws(' ', a.name, r.name) from accounts a
       left join accounts r on r.workspace_id = a.workspace_id and r.id = a.merged_into_id
       where a.workspace_id = of_workspace and a.id = of_account),
    (select concat_ws(' ', nullif(c.full_name, ''), c.email, nullif(r.full_name, ''), r.email) from contacts c
       left join contacts r on r.workspace_id = c.workspace_id and r.id = c.merged_into_id
       where c.workspace_id = of_workspace and c.id = of_contact)), 4000))
$function$;

CREATE OR REPLACE FUNCTION public.rapport_enqueue(task text, payload json, run_at timestamp with time zone, queue text, job_key text, attempts_max integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  perform graphile_worker.add_job(
    identifier => task, payload => payload, queue_name => queue, run_at => run_at,
    job_key => job_key, max_attempts => attempts_max);
end
$function$;

CREATE OR REPLACE FUNCTION public.rapport_found_workspace(with_slug text, with_name text, with_currency text, with_time_zone text, as_sample boolean)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$ insert into workspaces (slug, name, currency, time_zone, sample_since)
      values (with_slug, with_name, with_currency, with_time_zone, case when as_sample then now() end) returning id $function$;

CREATE OR REPLACE FUNCTION public.rapport_invitation(of_hash text)
 RETURNS TABLE(workspace_id integer, invitation_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$ select i.workspace_id, i.id from invitations i where i.token_hash = of_hash $function$;

CREATE OR REPLACE FUNCTION public.rapport_is_importing(of_workspace integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (EXISTS (SELECT FROM imports i WHERE ((i.workspace_id = rapport_is_importing.of_workspace) AND CASE WHEN (i.undo_started_at IS NULL) THEN ((i.started_at IS NOT NULL) AND (COALESCE(i.finished_at, i.cancelled_at, i.failed_at) IS NULL)) ELSE (COALESCE(i.undone_at, i.failed_at) IS NULL) END)));

CREATE OR REPLACE FUNCTION public.rapport_key_holder(of_hash text)
 RETURNS TABLE(workspace_id integer, slug text, key_id uuid, last_used_at timestamp with time zone, member_id uuid, member_name text, team text, role text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$ select w.id, w.slug, k.id, k.last_used_at, m.id, m.name, m.team, m.role
        from api_keys k
        join members m on m.workspace_id = k.workspace_id and m.id = k.member_id and m.left_at is null
        join workspaces w on w.id = k.workspace_id
       where k.key_hash = of_hash and k.revoked_at is null $function$;

CREATE OR REPLACE FUNCTION public.rapport_memberships(of_user text)
 RETURNS TABLE(workspace_id integer, slug text, workspace_name text, sample_since timestamp with time zone, member_id uuid, member_name text, team text, role text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$ select w.id, w.slug, w.name, w.sample_since, m.id, m.name, m.team, m.role
        from members m join workspaces w on w.id = m.workspace_id
       where m.user_id = of_user and m.left_at is null
       order by w.sample_since is not null, w.id $function$;

CREATE OR REPLACE FUNCTION public.rapport_redact_ledgers(of_workspace integer, of_event bigint, naming text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  erased uuid[];
  passes uuid[];
  sales uuid[];
  joined bigint[];
  kept text[];
begin
  if of_workspace is distinct from rapport_workspace_id() then
    raise exception 'only people of the own workspace can be erased';
  end if;
  erased := array(select e.contact_id from erasures e where e.workspace_id = of_workspace and e.event_id = of_event);
  passes := array(select l.id from leads l where l.workspace_id = of_workspace and l.contact_id = any(erased));
  sales := array(select d.id from deals d where d.workspace_id = of_workspace
    and (d.contact_id = any(erased) or d.lead_id = any(passes)));

  -- The key of a touch may be a digest of a mail address, by which anybody who knows it could tell whose it is.
  update touches t set detail = null, key = gen_random_uuid()
    where t.workspace_id = of_workspace and t.contact_id = any(erased);

  update stage_changes s set evidence = null,
      reason = case when s.version_id is null and s.reason is not null then 'Erased with the person.' else s.reason end
    where s.workspace_id = of_workspace and s.lead_id = any(passes) and (s.reason is not null or s.evidence is not null);
  update lead_acceptances a set reason = 'Erased with the person.'
    where a.workspace_id = of_workspace and a.lead_id = any(passes) and a.reason is not null;
  update deal_stage_changes s set reason = 'Erased with a person.'
    where s.workspace_id = of_workspace and s.deal_id = any(sales) and s.reason ~* naming;

  -- What a merge that was undone had copied to somebody else goes with its undo.
  joined := array(select m.event_id from merges m where m.workspace_id = of_workspace and m.record_kind = 'contact'
    and (m.winner_id = any(erased) or m.loser_id = any(erased)));
  delete from attribute_changes a where a.workspace_id = of_workspace and a.record_kind = 'contact'
    and a.record_id = any(erased);
  delete from attribute_changes a where a.workspace_id = of_workspace and a.record_kind = 'contact'
    and (a.event_id = any(joined) or a.event_id in (
      select e.id from events e where e.workspace_id = of_workspace and e.reverses_id = any(joined)));

  kept := array['origin', 'segment', 'campaignId', 'ownerId', 'enteredAt'] || array(
    select 'custom.' || f.key from attribute_fields f where f.workspace_id = of_workspace and f.record_kind = 'lead'
      and f.type in ('number', 'boolean', 'choice', 'money'));
  update attribute_changes a set
      changed = coalesce((select jsonb_object_agg(e.key, e.value) from jsonb_each(a.changed) e where e.key = any(kept)), '{}'),
      before = coalesce((select jsonb_object_agg(e.key, e.value) from jsonb_each(a.before) e where e.key = any(kept)), '{}')
    where a.workspace_id = of_workspace and a.record_kind = 'lead' and a.record_id = any(passes);
  update attribute_changes a set changed = a.changed - named.keys, before = a.before - named.keys
    from (
      select b.id, array_agg(distinct e.key) as keys
      from attribute_changes b
      join deals d on d.workspace_id = of_workspace and d.id = b.record_id
      cross join lateral (select * from jsonb_each_text(b.changed) union all select * from jsonb_each_text(b.before)) e
      where b.workspace_id = of_workspace and b.record_kind = 'deal' and b.record_id = any(sales)
        and (d.account_id is null and e.key in ('name', 'nextStep')
          or (e.key in ('name', 'nextStep', 'lostReason') or e.key like 'custom.%') and e.value ~* naming)
      group by b.id
    ) named
    where a.workspace_id = of_workspace and a.id = named.id;
  delete from attribute_changes a where a.workspace_id = of_workspace and a.changed = '{}'
    and a.record_kind in ('lead', 'deal') and (a.record_id = any(passes) or a.record_id = any(sales));

  update events e set payload = e.payload - 'loserName'
    where e.workspace_id = of_workspace and e.id = any(joined);
  update events e set payload = e.payload - 'name'
    where e.workspace_id = of_workspace and e.subject_kind = 'deal' and e.subject_id = any(sales::text[])
      and e.payload ? 'name';
end
$function$;

CREATE OR REPLACE FUNCTION public.rapport_refresh_words(of_workspace integer, of_accounts uuid[], of_contacts uuid[])
 RETURNS void
 LANGUAGE sql
AS $function$
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
$function$;

CREATE OR REPLACE PROCEDURE public.rapport_wall(IN relation regclass, IN privileges text DEFAULT 'select, insert, update, delete'::text)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('alter table %s enable row level security', relation);
  execute format(
    'create policy workspace_wall on %s to rapport_app using (workspace_id = (select rapport_workspace_id())) with check (workspace_id = (select rapport_workspace_id()))',
    relation);
  execute format('grant %s on %s to rapport_app', privileges, relation);
end
$procedure$;

CREATE OR REPLACE FUNCTION public.rapport_workspace_id()
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('rapport.workspace_id', true), '')::integer $function$;

CREATE OR REPLACE FUNCTION public.rapport_workspaces()
 RETURNS TABLE(workspace_id integer, slug text, name text, sample_since timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$ select w.id, w.slug, w.name, w.sample_since from workspaces w order by w.id $function$;

CREATE OR REPLACE FUNCTION public.rapport_xid()
 RETURNS bigint
 LANGUAGE sql
AS $function$ select pg_current_xact_id()::text::bigint $function$;

create table accounts (
  workspace_id integer not null,
  id uuid not null,
  name text not null,
  name_key text not null,
  domain text,
  industry text,
  segment text,
  employees integer,
  annual_revenue numeric(16,2),
  city text,
  country text,
  parent_id uuid,
  owner_id uuid,
  external_source text,
  external_id text,
  next_step text,
  next_step_on date,
  custom jsonb not null default '{}'::jsonb,
  search text not null default ''::text,
  created_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  merged_into_id uuid,
  deleted_at timestamp with time zone,
  import_id integer,
  changed_xid bigint not null default rapport_xid(),
  constraint accounts_pkey PRIMARY KEY (workspace_id, id),
  constraint accounts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint accounts_workspace_id_merged_into_id_fkey FOREIGN KEY (workspace_id, merged_into_id) REFERENCES accounts(workspace_id, id) ON DELETE SET NULL (merged_into_id),
  constraint accounts_workspace_id_owner_id_fkey FOREIGN KEY (workspace_id, owner_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (owner_id),
  constraint accounts_workspace_id_parent_id_fkey FOREIGN KEY (workspace_id, parent_id) REFERENCES accounts(workspace_id, id) ON DELETE SET NULL (parent_id),
  constraint accounts_check CHECK ((merged_into_id IS DISTINCT FROM id)),
  constraint accounts_domain_check CHECK ((length(domain) <= 253)),
  constraint accounts_employees_check CHECK ((employees >= 0)),
  constraint accounts_external_id_check CHECK ((length(external_id) <= 200)),
  constraint accounts_name_check CHECK (((length(name) >= 1) AND (length(name) <= 300))),
  constraint accounts_next_step_check CHECK ((length(next_step) <= 300))
);
CREATE INDEX accounts_country ON public.accounts USING btree (workspace_id, country) WHERE ((country IS NOT NULL) AND (merged_into_id IS NULL) AND (deleted_at IS NULL));
CREATE INDEX accounts_created ON public.accounts USING btree (workspace_id, created_at, id) WHERE ((merged_into_id IS NULL) AND (deleted_at IS NULL));
CREATE INDEX accounts_custom ON public.accounts USING gin (workspace_id, custom jsonb_path_ops) WHERE (custom <> '{}'::jsonb);
CREATE INDEX accounts_domain ON public.accounts USING btree (workspace_id, domain) WHERE (domain IS NOT NULL);
CREATE UNIQUE INDEX accounts_external ON public.accounts USING btree (workspace_id, external_source, external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX accounts_fed ON public.accounts USING brin (changed_xid) WITH (autosummarize='on');
CREATE INDEX accounts_import ON public.accounts USING btree (workspace_id, import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX accounts_merged ON public.accounts USING btree (workspace_id, merged_into_id) WHERE (merged_into_id IS NOT NULL);
CREATE INDEX accounts_name ON public.accounts USING btree (workspace_id, name, id);
CREATE INDEX accounts_name_key ON public.accounts USING btree (workspace_id, name_key);
CREATE INDEX accounts_owner ON public.accounts USING btree (workspace_id, owner_id) WHERE (owner_id IS NOT NULL);
CREATE INDEX accounts_parent ON public.accounts USING btree (workspace_id, parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX accounts_search ON public.accounts USING gin (workspace_id, search gin_trgm_ops);
CREATE INDEX accounts_trash ON public.accounts USING btree (workspace_id, deleted_at, id) WHERE (deleted_at IS NOT NULL);
alter table accounts enable row level security;
create policy workspace_wall on accounts for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on accounts to rapport_app;

create table agreement_comments (
  workspace_id integer not null,
  id uuid not null,
  agreement_id uuid not null,
  version_id integer not null,
  clause text,
  reply_to_id uuid,
  body text not null,
  objection boolean not null default false,
  author_id uuid,
  created_at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  resolved_by_id uuid,
  constraint agreement_comments_pkey PRIMARY KEY (workspace_id, id),
  constraint agreement_comments_workspace_id_agreement_id_fkey FOREIGN KEY (workspace_id, agreement_id) REFERENCES agreements(workspace_id, id) ON DELETE CASCADE,
  constraint agreement_comments_workspace_id_author_id_fkey FOREIGN KEY (workspace_id, author_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (author_id),
  constraint agreement_comments_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint agreement_comments_workspace_id_reply_to_id_fkey FOREIGN KEY (workspace_id, reply_to_id) REFERENCES agreement_comments(workspace_id, id),
  constraint agreement_comments_workspace_id_resolved_by_id_fkey FOREIGN KEY (workspace_id, resolved_by_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (resolved_by_id),
  constraint agreement_comments_workspace_id_version_id_fkey FOREIGN KEY (workspace_id, version_id) REFERENCES agreement_versions(workspace_id, id) ON DELETE CASCADE,
  constraint agreement_comments_body_check CHECK (((length(body) >= 1) AND (length(body) <= 4000))),
  constraint agreement_comments_clause_check CHECK ((length(clause) <= 80))
);
CREATE INDEX agreement_comments_read ON public.agreement_comments USING btree (workspace_id, agreement_id, created_at, id);
alter table agreement_comments enable row level security;
create policy workspace_wall on agreement_comments for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant insert, select, update on agreement_comments to rapport_app;

create table agreement_mentions (
  workspace_id integer not null,
  comment_id uuid not null,
  member_id uuid not null,
  constraint agreement_mentions_pkey PRIMARY KEY (workspace_id, comment_id, member_id),
  constraint agreement_mentions_workspace_id_comment_id_fkey FOREIGN KEY (workspace_id, comment_id) REFERENCES agreement_comments(workspace_id, id) ON DELETE CASCADE,
  constraint agreement_mentions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint agreement_mentions_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE
);
alter table agreement_mentions enable row level security;
create policy workspace_wall on agreement_mentions for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant insert, select on agreement_mentions to rapport_app;

create table agreement_quiz_answers (
  workspace_id integer not null,
  id bigint not null generated always as identity,
  version_id integer not null,
  member_id uuid not null,
  answered_at timestamp with time zone not null,
  answers jsonb not null,
  right_count smallint not null,
  question_count smallint not null,
  constraint agreement_quiz_answers_pkey PRIMARY KEY (workspace_id, id),
  constraint agreement_quiz_answers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint agreement_quiz_answers_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE,
  constraint agreement_quiz_answers_workspace_id_version_id_fkey FOREIGN KEY (workspace_id, version_id) REFERENCES agreement_versions(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX agreement_quiz_answers_newest ON public.agreement_quiz_answers USING btree (workspace_id, version_id, member_id, id);
alter table agreement_quiz_answers enable row level security;
create policy workspace_wall on agreement_quiz_answers for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant insert, select on agreement_quiz_answers to rapport_app;

create table agreement_receipts (
  workspace_id integer not null,
  version_id integer not null,
  member_id uuid not null,
  read_at timestamp with time zone not null,
  constraint agreement_receipts_pkey PRIMARY KEY (workspace_id, version_id, member_id),
  constraint agreement_receipts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint agreement_receipts_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE,
  constraint agreement_receipts_workspace_id_version_id_fkey FOREIGN KEY (workspace_id, version_id) REFERENCES agreement_versions(workspace_id, id) ON DELETE CASCADE
);
alter table agreement_receipts enable row level security;
create policy workspace_wall on agreement_receipts for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant insert, select on agreement_receipts to rapport_app;

create table agreement_signatures (
  workspace_id integer not null,
  id bigint not null generated always as identity,
  version_id integer not null,
  team text not null,
  member_id uuid not null,
  revision integer not null,
  signed_at timestamp with time zone not null,
  voided_at timestamp with time zone,
  voided_why text,
  constraint agreement_signatures_pkey PRIMARY KEY (workspace_id, id),
  constraint agreement_signatures_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint agreement_signatures_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id),
  constraint agreement_signatures_workspace_id_version_id_fkey FOREIGN KEY (workspace_id, version_id) REFERENCES agreement_versions(workspace_id, id) ON DELETE CASCADE,
  constraint agreement_signatures_team_check CHECK ((team = ANY (ARRAY['marketing'::text, 'sales'::text]))),
  constraint agreement_signatures_voided_why_check CHECK ((length(voided_why) <= 500))
);
CREATE UNIQUE INDEX agreement_signatures_member ON public.agreement_signatures USING btree (workspace_id, version_id, member_id) WHERE (voided_at IS NULL);
CREATE UNIQUE INDEX agreement_signatures_team ON public.agreement_signatures USING btree (workspace_id, version_id, team) WHERE (voided_at IS NULL);
alter table agreement_signatures enable row level security;
create policy workspace_wall on agreement_signatures for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant insert, select on agreement_signatures to rapport_app;

create table agreement_versions (
  workspace_id integer not null,
  id integer not null generated always as identity,
  agreement_id uuid not null,
  number integer not null,
  based_on_id integer,
  body jsonb not null,
  quiz jsonb not null default '[]'::jsonb,
  why text not null default ''::text,
  revision integer not null default 1,
  created_at timestamp with time zone not null,
  created_by_id uuid,
  changed_at timestamp with time zone not null,
  proposed_at timestamp with time zone,
  proposed_by_id uuid,
  effective_from timestamp with time zone,
  agreed_at timestamp with time zone,
  adopted_at timestamp with time zone,
  in_force_from timestamp with time zone,
  announced_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  withdrawn_by_id uuid,
  withdrawn_why text,
  constraint agreement_versions_pkey PRIMARY KEY (workspace_id, id),
  constraint agreement_versions_workspace_id_agreement_id_number_key UNIQUE (workspace_id, agreement_id, number),
  constraint agreement_versions_workspace_id_agreement_id_fkey FOREIGN KEY (workspace_id, agreement_id) REFERENCES agreements(workspace_id, id) ON DELETE CASCADE,
  constraint agreement_versions_workspace_id_based_on_id_fkey FOREIGN KEY (workspace_id, based_on_id) REFERENCES agreement_versions(workspace_id, id),
  constraint agreement_versions_workspace_id_created_by_id_fkey FOREIGN KEY (workspace_id, created_by_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (created_by_id),
  constraint agreement_versions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint agreement_versions_workspace_id_proposed_by_id_fkey FOREIGN KEY (workspace_id, proposed_by_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (proposed_by_id),
  constraint agreement_versions_workspace_id_withdrawn_by_id_fkey FOREIGN KEY (workspace_id, withdrawn_by_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (withdrawn_by_id),
  constraint agreement_versions_check CHECK (((in_force_from IS NULL) = ((agreed_at IS NULL) AND (adopted_at IS NULL)))),
  constraint agreement_versions_number_check CHECK ((number > 0)),
  constraint agreement_versions_why_check CHECK ((length(why) <= 2000)),
  constraint agreement_versions_withdrawn_why_check CHECK ((length(withdrawn_why) <= 500))
);
CREATE INDEX agreement_versions_in_force ON public.agreement_versions USING btree (workspace_id, in_force_from) WHERE (in_force_from IS NOT NULL);
alter table agreement_versions enable row level security;
create policy workspace_wall on agreement_versions for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant insert, select, update on agreement_versions to rapport_app;

create table agreements (
  workspace_id integer not null,
  id uuid not null,
  kind text not null,
  subject text,
  title text not null,
  created_at timestamp with time zone not null,
  created_by_id uuid,
  archived_at timestamp with time zone,
  constraint agreements_pkey PRIMARY KEY (workspace_id, id),
  constraint agreements_workspace_id_created_by_id_fkey FOREIGN KEY (workspace_id, created_by_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (created_by_id),
  constraint agreements_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint agreements_kind_check CHECK ((kind = ANY (ARRAY['term'::text, 'stage'::text, 'profile'::text, 'scoring'::text, 'metric'::text, 'journey'::text, 'role_charter'::text, 'lead_plan'::text, 'fitted_score'::text]))),
  constraint agreements_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 300))),
  constraint agreements_title_check CHECK (((length(title) >= 1) AND (length(title) <= 300)))
);
CREATE INDEX agreements_listed ON public.agreements USING btree (workspace_id, title, id);
CREATE UNIQUE INDEX agreements_subject ON public.agreements USING btree (workspace_id, kind, subject) WHERE ((subject IS NOT NULL) AND (archived_at IS NULL));
alter table agreements enable row level security;
create policy workspace_wall on agreements for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant insert, select, update on agreements to rapport_app;

create table api_keys (
  workspace_id integer not null,
  id uuid not null,
  name text not null,
  prefix text not null,
  key_hash text not null,
  member_id uuid not null,
  created_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_keys_pkey PRIMARY KEY (workspace_id, id),
  constraint api_keys_key_hash_key UNIQUE (key_hash),
  constraint api_keys_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint api_keys_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE,
  constraint api_keys_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);
alter table api_keys enable row level security;
create policy workspace_wall on api_keys for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on api_keys to rapport_app;

create table attribute_changes (
  workspace_id integer not null,
  id bigint not null generated always as identity,
  record_kind text not null,
  record_id uuid not null,
  known_from timestamp with time zone not null,
  assumed boolean not null default false,
  recorded_at timestamp with time zone not null default now(),
  source_kind text not null,
  source_id text,
  import_id integer,
  event_id bigint,
  changed jsonb not null,
  before jsonb not null default '{}'::jsonb,
  constraint attribute_changes_pkey PRIMARY KEY (workspace_id, id),
  constraint attribute_changes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint attribute_changes_record_kind_check CHECK ((record_kind = ANY (ARRAY['contact'::text, 'account'::text, 'lead'::text, 'deal'::text, 'campaign'::text, 'member'::text, 'product'::text]))),
  constraint attribute_changes_source_kind_check CHECK ((source_kind = ANY (ARRAY['import'::text, 'form'::text, 'member'::text, 'key'::text, 'operator'::text, 'merge'::text, 'undo'::text, 'system'::text])))
);
CREATE INDEX attribute_changes_deal_contact ON public.attribute_changes USING btree (workspace_id, ((changed ->> 'contactId'::text))) WHERE ((record_kind = 'deal'::text) AND (changed ? 'contactId'::text));
CREATE INDEX attribute_changes_deal_contact_before ON public.attribute_changes USING btree (workspace_id, ((before ->> 'contactId'::text))) WHERE ((record_kind = 'deal'::text) AND (before ? 'contactId'::text));
CREATE INDEX attribute_changes_deal_lead ON public.attribute_changes USING btree (workspace_id, ((changed ->> 'leadId'::text))) WHERE ((record_kind = 'deal'::text) AND (changed ? 'leadId'::text));
CREATE INDEX attribute_changes_deal_lead_before ON public.attribute_changes USING btree (workspace_id, ((before ->> 'leadId'::text))) WHERE ((record_kind = 'deal'::text) AND (before ? 'leadId'::text));
CREATE INDEX attribute_changes_event ON public.attribute_changes USING btree (workspace_id, event_id) WHERE (event_id IS NOT NULL);
CREATE INDEX attribute_changes_import ON public.attribute_changes USING btree (workspace_id, import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX attribute_changes_record ON public.attribute_changes USING btree (workspace_id, record_id, id);
alter table attribute_changes enable row level security;
create policy workspace_wall on attribute_changes for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select on attribute_changes to rapport_app;

create table attribute_fields (
  workspace_id integer not null,
  id uuid not null,
  record_kind text not null,
  key text not null,
  label text not null,
  type text not null,
  options jsonb not null default '[]'::jsonb,
  import_id integer,
  created_at timestamp with time zone not null default now(),
  retired_at timestamp with time zone,
  constraint attribute_fields_pkey PRIMARY KEY (workspace_id, id),
  constraint attribute_fields_workspace_id_record_kind_key_key UNIQUE (workspace_id, record_kind, key),
  constraint attribute_fields_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint attribute_fields_key_check CHECK ((key ~ '^[a-z][a-z0-9_]{0,62}$'::text)),
  constraint attribute_fields_label_check CHECK (((length(label) >= 1) AND (length(label) <= 120))),
  constraint attribute_fields_record_kind_check CHECK ((record_kind = ANY (ARRAY['contact'::text, 'account'::text, 'lead'::text, 'deal'::text]))),
  constraint attribute_fields_type_check CHECK ((type = ANY (ARRAY['text'::text, 'number'::text, 'boolean'::text, 'date'::text, 'choice'::text, 'url'::text, 'money'::text])))
);
alter table attribute_fields enable row level security;
create policy workspace_wall on attribute_fields for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on attribute_fields to rapport_app;

create table auth.accounts (
  id text not null,
  user_id text not null,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_provider_id_account_id_key UNIQUE (provider_id, account_id),
  constraint accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
);
CREATE INDEX accounts_user_id_idx ON auth.accounts USING btree (user_id);
grant delete, insert, select, update on auth.accounts to rapport_app;

create table auth.rate_limits (
  id text not null,
  key text not null,
  count integer not null,
  last_request bigint not null,
  constraint rate_limits_pkey PRIMARY KEY (id),
  constraint rate_limits_key_key UNIQUE (key)
);
grant delete, insert, select, update on auth.rate_limits to rapport_app;

create table auth.sessions (
  id text not null,
  user_id text not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_token_key UNIQUE (token),
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
);
CREATE INDEX sessions_user_id_idx ON auth.sessions USING btree (user_id);
grant delete, insert, select, update on auth.sessions to rapport_app;

create table auth.users (
  id text not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint users_pkey PRIMARY KEY (id),
  constraint users_email_key UNIQUE (email),
  constraint users_email_check CHECK (((length(email) <= 320) AND (email = lower(email)))),
  constraint users_name_check CHECK ((length(name) <= 200))
);
grant delete, insert, select, update on auth.users to rapport_app;

create table auth.verifications (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint verifications_pkey PRIMARY KEY (id)
);
CREATE INDEX verifications_identifier_idx ON auth.verifications USING btree (identifier);
grant delete, insert, select, update on auth.verifications to rapport_app;

create table back_test_leads (
  workspace_id integer not null,
  back_test_id uuid not null,
  compared text not null,
  at timestamp with time zone not null,
  lead_id uuid not null,
  in_force_at timestamp with time zone,
  proposed_at timestamp with time zone,
  accepted boolean not null,
  won_at timestamp with time zone,
  amount numeric(14,2) not null,
  assumed boolean not null,
  constraint back_test_leads_pkey PRIMARY KEY (workspace_id, back_test_id, compared, at, lead_id),
  constraint back_test_leads_workspace_id_back_test_id_fkey FOREIGN KEY (workspace_id, back_test_id) REFERENCES back_tests(workspace_id, id) ON DELETE CASCADE,
  constraint back_test_leads_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint back_test_leads_compared_check CHECK ((compared = ANY (ARRAY['gained'::text, 'lost'::text, 'both'::text])))
);
alter table back_test_leads enable row level security;
create policy workspace_wall on back_test_leads for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select on back_test_leads to rapport_app;

create table back_tests (
  workspace_id integer not null,
  id uuid not null,
  version_id integer not null,
  revision integer not null,
  body jsonb not null,
  compared_with_id integer,
  stage_id smallint not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  asked_by_id uuid,
  asked_at timestamp with time zone not null,
  step text not null default 'waiting'::text,
  leads_done integer not null default 0,
  leads_total integer not null default 0,
  heard_at timestamp with time zone not null,
  cancel_asked_at timestamp with time zone,
  ended_at timestamp with time zone,
  failure text,
  result jsonb,
  beginnings smallint not null default 0,
  constraint back_tests_pkey PRIMARY KEY (workspace_id, id),
  constraint back_tests_workspace_id_compared_with_id_fkey FOREIGN KEY (workspace_id, compared_with_id) REFERENCES agreement_versions(workspace_id, id),
  constraint back_tests_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint back_tests_workspace_id_stage_id_fkey FOREIGN KEY (workspace_id, stage_id) REFERENCES stages(workspace_id, id),
  constraint back_tests_workspace_id_version_id_fkey FOREIGN KEY (workspace_id, version_id) REFERENCES agreement_versions(workspace_id, id),
  constraint back_tests_beginnings_check CHECK ((beginnings >= 0)),
  constraint back_tests_check CHECK ((from_at <= to_at)),
  constraint back_tests_failure_check CHECK ((length(failure) <= 1000)),
  constraint back_tests_leads_done_check CHECK ((leads_done >= 0)),
  constraint back_tests_leads_total_check CHECK ((leads_total >= 0)),
  constraint back_tests_step_check CHECK ((step = ANY (ARRAY['waiting'::text, 'reading'::text, 'replaying'::text, 'writing'::text])))
);
CREATE INDEX back_tests_open ON public.back_tests USING btree (workspace_id) WHERE (ended_at IS NULL);
CREATE INDEX back_tests_version ON public.back_tests USING btree (workspace_id, version_id, id);
alter table back_tests enable row level security;
create policy workspace_wall on back_tests for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant insert, select, update on back_tests to rapport_app;

create table calibration_answers (
  workspace_id integer not null,
  calibration_id uuid not null,
  place smallint not null,
  team text not null,
  answer text not null,
  reason text not null,
  member_id uuid,
  answered_at timestamp with time zone not null,
  constraint calibration_answers_pkey PRIMARY KEY (workspace_id, calibration_id, place, team),
  constraint calibration_answers_workspace_id_calibration_id_place_fkey FOREIGN KEY (workspace_id, calibration_id, place) REFERENCES calibration_leads(workspace_id, calibration_id, place) ON DELETE CASCADE,
  constraint calibration_answers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint calibration_answers_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (member_id),
  constraint calibration_answers_answer_check CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text, 'unsure'::text]))),
  constraint calibration_answers_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
  constraint calibration_answers_team_check CHECK ((team = ANY (ARRAY['marketing'::text, 'sales'::text])))
);
alter table calibration_answers enable row level security;
create policy workspace_wall on calibration_answers for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on calibration_answers to rapport_app;

create table calibration_leads (
  workspace_id integer not null,
  calibration_id uuid not null,
  place smallint not null,
  lead_id uuid not null,
  stratum text not null,
  met boolean,
  margin double precision,
  constraint calibration_leads_pkey PRIMARY KEY (workspace_id, calibration_id, place),
  constraint calibration_leads_workspace_id_calibration_id_fkey FOREIGN KEY (workspace_id, calibration_id) REFERENCES calibrations(workspace_id, id) ON DELETE CASCADE,
  constraint calibration_leads_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint calibration_leads_workspace_id_lead_id_fkey FOREIGN KEY (workspace_id, lead_id) REFERENCES leads(workspace_id, id) ON DELETE CASCADE,
  constraint calibration_leads_check CHECK (((met IS NULL) = (margin IS NULL))),
  constraint calibration_leads_place_check CHECK (((place >= 1) AND (place <= 100))),
  constraint calibration_leads_stratum_check CHECK ((stratum = ANY (ARRAY['near'::text, 'inside'::text, 'outside'::text, 'any'::text])))
);
CREATE INDEX calibration_leads_lead ON public.calibration_leads USING btree (workspace_id, lead_id);
alter table calibration_leads enable row level security;
create policy workspace_wall on calibration_leads for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select on calibration_leads to rapport_app;

create table calibrations (
  workspace_id integer not null,
  id uuid not null,
  version_id integer not null,
  seed integer not null,
  wanted smallint not null,
  open_leads integer not null,
  judged_leads integer not null,
  started_by_id uuid,
  started_at timestamp with time zone not null,
  closed_by_id uuid,
  closed_at timestamp with time zone,
  discussed_by_id uuid,
  discussed_at timestamp with time zone,
  constraint calibrations_pkey PRIMARY KEY (workspace_id, id),
  constraint calibrations_workspace_id_closed_by_id_fkey FOREIGN KEY (workspace_id, closed_by_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (closed_by_id),
  constraint calibrations_workspace_id_discussed_by_id_fkey FOREIGN KEY (workspace_id, discussed_by_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (discussed_by_id),
  constraint calibrations_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint calibrations_workspace_id_started_by_id_fkey FOREIGN KEY (workspace_id, started_by_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (started_by_id),
  constraint calibrations_workspace_id_version_id_fkey FOREIGN KEY (workspace_id, version_id) REFERENCES agreement_versions(workspace_id, id),
  constraint calibrations_check CHECK (((discussed_at IS NULL) OR (closed_at IS NOT NULL))),
  constraint calibrations_judged_leads_check CHECK ((judged_leads >= 0)),
  constraint calibrations_open_leads_check CHECK ((open_leads >= 0)),
  constraint calibrations_seed_check CHECK ((seed >= 0)),
  constraint calibrations_wanted_check CHECK (((wanted >= 5) AND (wanted <= 100)))
);
CREATE UNIQUE INDEX calibrations_open ON public.calibrations USING btree (workspace_id, version_id) WHERE (closed_at IS NULL);
CREATE INDEX calibrations_version ON public.calibrations USING btree (workspace_id, version_id);
alter table calibrations enable row level security;
create policy workspace_wall on calibrations for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on calibrations to rapport_app;

create table campaign_spend (
  workspace_id integer not null,
  id bigint not null generated always as identity,
  campaign_id uuid not null,
  day date not null,
  amount numeric(14,2) not null,
  entry_key text not null default ''::text,
  import_id integer,
  recorded_at timestamp with time zone not null default now(),
  changed_xid bigint not null default rapport_xid(),
  constraint campaign_spend_pkey PRIMARY KEY (workspace_id, id),
  constraint campaign_spend_workspace_id_campaign_id_day_entry_key_key UNIQUE (workspace_id, campaign_id, day, entry_key),
  constraint campaign_spend_workspace_id_campaign_id_fkey FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX campaign_spend_import ON public.campaign_spend USING btree (workspace_id, import_id) WHERE (import_id IS NOT NULL);
alter table campaign_spend enable row level security;
create policy workspace_wall on campaign_spend for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on campaign_spend to rapport_app;

create table campaigns (
  workspace_id integer not null,
  id uuid not null,
  name text not null,
  name_key text not null,
  type text not null default 'lead_generation'::text,
  works_on text not null default 'promotion'::text,
  channel_id smallint,
  utm_source text,
  utm_medium text,
  utm_campaign text,
  segment text,
  budget numeric(14,2),
  starts_on date,
  ends_on date,
  talk_track text,
  owner_id uuid,
  external_source text,
  external_id text,
  created_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  import_id integer,
  changed_xid bigint not null default rapport_xid(),
  constraint campaigns_pkey PRIMARY KEY (workspace_id, id),
  constraint campaigns_workspace_id_channel_id_fkey FOREIGN KEY (workspace_id, channel_id) REFERENCES channels(workspace_id, id),
  constraint campaigns_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint campaigns_workspace_id_owner_id_fkey FOREIGN KEY (workspace_id, owner_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (owner_id),
  constraint campaigns_budget_check CHECK ((budget >= (0)::numeric)),
  constraint campaigns_check CHECK ((ends_on >= starts_on)),
  constraint campaigns_external_id_check CHECK ((length(external_id) <= 200)),
  constraint campaigns_name_check CHECK (((length(name) >= 1) AND (length(name) <= 300))),
  constraint campaigns_talk_track_check CHECK ((length(talk_track) <= 4000)),
  constraint campaigns_type_check CHECK ((type = ANY (ARRAY['branding'::text, 'advertising'::text, 'lead_generation'::text, 'web_content'::text, 'market_research'::text, 'new_product'::text, 'social_media'::text, 'event'::text, 'mail'::text]))),
  constraint campaigns_works_on_check CHECK ((works_on = ANY (ARRAY['product'::text, 'price'::text, 'promotion'::text, 'place'::text])))
);
CREATE UNIQUE INDEX campaigns_external ON public.campaigns USING btree (workspace_id, external_source, external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX campaigns_import ON public.campaigns USING btree (workspace_id, import_id) WHERE (import_id IS NOT NULL);
CREATE UNIQUE INDEX campaigns_name_key ON public.campaigns USING btree (workspace_id, name_key) WHERE (deleted_at IS NULL);
CREATE INDEX campaigns_utm ON public.campaigns USING btree (workspace_id, lower(utm_campaign)) WHERE ((utm_campaign IS NOT NULL) AND (deleted_at IS NULL));
alter table campaigns enable row level security;
create policy workspace_wall on campaigns for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on campaigns to rapport_app;

create table channels (
  workspace_id integer not null,
  id smallint not null,
  key text not null,
  name text not null,
  team text not null,
  created_at timestamp with time zone not null default now(),
  import_id integer,
  constraint channels_pkey PRIMARY KEY (workspace_id, id),
  constraint channels_workspace_id_key_key UNIQUE (workspace_id, key),
  constraint channels_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint channels_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint channels_team_check CHECK ((team = ANY (ARRAY['marketing'::text, 'sales'::text])))
);
alter table channels enable row level security;
create policy workspace_wall on channels for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on channels to rapport_app;

create table committee_seats (
  workspace_id integer not null,
  id uuid not null,
  account_id uuid not null,
  contact_id uuid not null,
  role text not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone,
  changed_xid bigint not null default rapport_xid(),
  constraint committee_seats_pkey PRIMARY KEY (workspace_id, id),
  constraint committee_seats_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id) ON DELETE CASCADE,
  constraint committee_seats_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE,
  constraint committee_seats_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint committee_seats_check CHECK ((until_at >= from_at)),
  constraint committee_seats_role_check CHECK ((role = ANY (ARRAY['decision_maker'::text, 'economic_buyer'::text, 'champion'::text, 'influencer'::text, 'user'::text, 'blocker'::text])))
);
CREATE INDEX committee_seats_account ON public.committee_seats USING btree (workspace_id, account_id);
CREATE INDEX committee_seats_contact ON public.committee_seats USING btree (workspace_id, contact_id);
CREATE INDEX committee_seats_fed ON public.committee_seats USING brin (changed_xid) WITH (autosummarize='on');
CREATE UNIQUE INDEX committee_seats_held ON public.committee_seats USING btree (workspace_id, contact_id, account_id, role) WHERE (until_at IS NULL);
alter table committee_seats enable row level security;
create policy workspace_wall on committee_seats for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant insert, select on committee_seats to rapport_app;

create table contact_activity (
  workspace_id integer not null,
  contact_id uuid not null,
  touch_count integer not null default 0,
  first_touch_at timestamp with time zone,
  first_channel_id smallint,
  last_touch_at timestamp with time zone,
  constraint contact_activity_pkey PRIMARY KEY (workspace_id, contact_id),
  constraint contact_activity_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE
) with (fillfactor=80);
CREATE INDEX contact_activity_channel ON public.contact_activity USING btree (workspace_id, first_channel_id);
CREATE INDEX contact_activity_last ON public.contact_activity USING btree (workspace_id, last_touch_at, contact_id);
alter table contact_activity enable row level security;
create policy workspace_wall on contact_activity for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on contact_activity to rapport_app;

create table contact_identities (
  workspace_id integer not null,
  contact_id uuid not null,
  kind text not null,
  key text not null,
  value text not null,
  position smallint not null default 0,
  valid boolean not null default true,
  import_id integer,
  created_at timestamp with time zone not null default now(),
  constraint contact_identities_pkey PRIMARY KEY (workspace_id, contact_id, kind, key),
  constraint contact_identities_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE,
  constraint contact_identities_key_check CHECK (((length(key) >= 1) AND (length(key) <= 400))),
  constraint contact_identities_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'phone'::text, 'external'::text]))),
  constraint contact_identities_value_check CHECK ((length(value) <= 400))
);
CREATE INDEX contact_identities_import ON public.contact_identities USING btree (workspace_id, import_id) WHERE (import_id IS NOT NULL);
CREATE UNIQUE INDEX contact_identities_names_one ON public.contact_identities USING btree (workspace_id, kind, key) WHERE (kind = ANY (ARRAY['email'::text, 'external'::text]));
CREATE INDEX contact_identities_phone ON public.contact_identities USING btree (workspace_id, key) WHERE (kind = 'phone'::text);
alter table contact_identities enable row level security;
create policy workspace_wall on contact_identities for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on contact_identities to rapport_app;

create table contact_scores (
  workspace_id integer not null,
  contact_id uuid not null,
  version_id integer not null,
  fit smallint not null,
  engagement integer not null,
  as_of timestamp with time zone not null,
  constraint contact_scores_pkey PRIMARY KEY (workspace_id, contact_id),
  constraint contact_scores_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE,
  constraint contact_scores_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint contact_scores_workspace_id_version_id_fkey FOREIGN KEY (workspace_id, version_id) REFERENCES agreement_versions(workspace_id, id)
);
CREATE INDEX contact_scores_engagement ON public.contact_scores USING btree (workspace_id, engagement, contact_id);
CREATE INDEX contact_scores_fit ON public.contact_scores USING btree (workspace_id, fit, contact_id);
CREATE INDEX contact_scores_version ON public.contact_scores USING btree (workspace_id, version_id);
alter table contact_scores enable row level security;
create policy workspace_wall on contact_scores for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on contact_scores to rapport_app;

create table contacts (
  workspace_id integer not null,
  id uuid not null,
  first_name text,
  last_name text,
  full_name text not null default ''::text,
  title text,
  email text,
  phone text,
  account_id uuid,
  city text,
  country text,
  language text,
  origin text,
  owner_id uuid,
  next_step text,
  next_step_on date,
  custom jsonb not null default '{}'::jsonb,
  search text not null default ''::text,
  lead_id uuid,
  stage_id smallint,
  stage_since timestamp with time zone,
  created_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  merged_into_id uuid,
  deleted_at timestamp with time zone,
  import_id integer,
  changed_xid bigint not null default rapport_xid(),
  constraint contacts_pkey PRIMARY KEY (workspace_id, id),
  constraint contacts_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id) ON DELETE SET NULL (account_id),
  constraint contacts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint contacts_workspace_id_merged_into_id_fkey FOREIGN KEY (workspace_id, merged_into_id) REFERENCES contacts(workspace_id, id) ON DELETE SET NULL (merged_into_id),
  constraint contacts_workspace_id_owner_id_fkey FOREIGN KEY (workspace_id, owner_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (owner_id),
  constraint contacts_check CHECK ((merged_into_id IS DISTINCT FROM id)),
  constraint contacts_full_name_check CHECK ((length(full_name) <= 300)),
  constraint contacts_next_step_check CHECK ((length(next_step) <= 300))
);
CREATE INDEX contacts_account ON public.contacts USING btree (workspace_id, account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX contacts_created ON public.contacts USING btree (workspace_id, created_at, id) WHERE ((merged_into_id IS NULL) AND (deleted_at IS NULL));
CREATE INDEX contacts_custom ON public.contacts USING gin (workspace_id, custom jsonb_path_ops) WHERE (custom <> '{}'::jsonb);
CREATE INDEX contacts_fed ON public.contacts USING brin (changed_xid) WITH (autosummarize='on');
CREATE INDEX contacts_import ON public.contacts USING btree (workspace_id, import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX contacts_merged ON public.contacts USING btree (workspace_id, merged_into_id) WHERE (merged_into_id IS NOT NULL);
CREATE INDEX contacts_name ON public.contacts USING btree (workspace_id, full_name, id) WHERE ((merged_into_id IS NULL) AND (deleted_at IS NULL));
CREATE INDEX contacts_origin ON public.contacts USING btree (workspace_id, origin) WHERE ((merged_into_id IS NULL) AND (deleted_at IS NULL));
CREATE INDEX contacts_owner ON public.contacts USING btree (workspace_id, owner_id, created_at, id) WHERE ((owner_id IS NOT NULL) AND (merged_into_id IS NULL) AND (deleted_at IS NULL));
CREATE INDEX contacts_search ON public.contacts USING gin (workspace_id, search gin_trgm_ops, stage_id, owner_id, country, origin);
CREATE INDEX contacts_since ON public.contacts USING btree (workspace_id, stage_since, id) WHERE ((merged_into_id IS NULL) AND (deleted_at IS NULL));
CREATE INDEX contacts_stage ON public.contacts USING btree (workspace_id, stage_id, stage_since, id) WHERE ((merged_into_id IS NULL) AND (deleted_at IS NULL));
CREATE INDEX contacts_trash ON public.contacts USING btree (workspace_id, deleted_at, id) WHERE (deleted_at IS NOT NULL);
CREATE INDEX contacts_unhoused ON public.contacts USING btree (workspace_id, id) WHERE ((account_id IS NULL) AND (merged_into_id IS NULL) AND (deleted_at IS NULL));
CREATE INDEX contacts_unowned ON public.contacts USING btree (workspace_id, created_at, id) WHERE ((owner_id IS NULL) AND (merged_into_id IS NULL) AND (deleted_at IS NULL));
alter table contacts enable row level security;
create policy workspace_wall on contacts for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on contacts to rapport_app;

create table deal_stage_changes (
  workspace_id integer not null,
  id bigint not null generated always as identity,
  deal_id uuid not null,
  from_stage_id uuid,
  to_stage_id uuid not null,
  at timestamp with time zone not null,
  kind text not null,
  reason text,
  assumed boolean not null default false,
  actor_id uuid,
  event_id bigint,
  import_id integer,
  recorded_at timestamp with time zone not null default now(),
  changed_xid bigint not null default rapport_xid(),
  constraint deal_stage_changes_pkey PRIMARY KEY (workspace_id, id),
  constraint deal_stage_changes_workspace_id_deal_id_fkey FOREIGN KEY (workspace_id, deal_id) REFERENCES deals(workspace_id, id) ON DELETE CASCADE,
  constraint deal_stage_changes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint deal_stage_changes_workspace_id_from_stage_id_fkey FOREIGN KEY (workspace_id, from_stage_id) REFERENCES pipeline_stages(workspace_id, id),
  constraint deal_stage_changes_workspace_id_to_stage_id_fkey FOREIGN KEY (workspace_id, to_stage_id) REFERENCES pipeline_stages(workspace_id, id),
  constraint deal_stage_changes_kind_check CHECK ((kind = ANY (ARRAY['entry'::text, 'forward'::text, 'backward'::text, 'close'::text]))),
  constraint deal_stage_changes_reason_check CHECK ((length(reason) <= 500))
);
CREATE INDEX deal_stage_changes_deal ON public.deal_stage_changes USING btree (workspace_id, deal_id, at, id);
CREATE INDEX deal_stage_changes_import ON public.deal_stage_changes USING btree (workspace_id, import_id) WHERE (import_id IS NOT NULL);
alter table deal_stage_changes enable row level security;
create policy workspace_wall on deal_stage_changes for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select on deal_stage_changes to rapport_app;

create table deals (
  workspace_id integer not null,
  id uuid not null,
  name text not null,
  pipeline_id uuid not null,
  stage_id uuid not null,
  stage_since timestamp with time zone not null,
  outcome text not null,
  account_id uuid,
  contact_id uuid,
  lead_id uuid,
  campaign_id uuid,
  product_id uuid,
  owner_id uuid,
  amount numeric(14,2),
  currency text not null,
  opened_at timestamp with time zone,
  closed_at timestamp with time zone,
  expected_close_on date,
  lost_reason text,
  next_step text,
  next_step_on date,
  external_source text,
  external_id text,
  custom jsonb not null default '{}'::jsonb,
  search text not null default ''::text,
  created_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  import_id integer,
  changed_xid bigint not null default rapport_xid(),
  constraint deals_pkey PRIMARY KEY (workspace_id, id),
  constraint deals_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id) ON DELETE SET NULL (account_id),
  constraint deals_workspace_id_campaign_id_fkey FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns(workspace_id, id),
  constraint deals_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE SET NULL (contact_id),
  constraint deals_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint deals_workspace_id_lead_id_fkey FOREIGN KEY (workspace_id, lead_id) REFERENCES leads(workspace_id, id) ON DELETE SET NULL (lead_id),
  constraint deals_workspace_id_owner_id_fkey FOREIGN KEY (workspace_id, owner_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (owner_id),
  constraint deals_workspace_id_pipeline_id_fkey FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipelines(workspace_id, id),
  constraint deals_workspace_id_product_id_fkey FOREIGN KEY (workspace_id, product_id) REFERENCES products(workspace_id, id) ON DELETE SET NULL (product_id),
  constraint deals_workspace_id_stage_id_fkey FOREIGN KEY (workspace_id, stage_id) REFERENCES pipeline_stages(workspace_id, id),
  constraint deals_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint deals_external_id_check CHECK ((length(external_id) <= 200)),
  constraint deals_lost_reason_check CHECK ((length(lost_reason) <= 300)),
  constraint deals_name_check CHECK (((length(name) >= 1) AND (length(name) <= 300))),
  constraint deals_next_step_check CHECK ((length(next_step) <= 300)),
  constraint deals_outcome_check CHECK ((outcome = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text])))
);
CREATE INDEX deals_account ON public.deals USING btree (workspace_id, account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX deals_amount ON public.deals USING btree (workspace_id, amount, id) WHERE (deleted_at IS NULL);
CREATE INDEX deals_closed ON public.deals USING btree (workspace_id, closed_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX deals_contact ON public.deals USING btree (workspace_id, contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX deals_created ON public.deals USING btree (workspace_id, created_at, id) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX deals_external ON public.deals USING btree (workspace_id, external_source, external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX deals_fed ON public.deals USING brin (changed_xid) WITH (autosummarize='on');
CREATE INDEX deals_import ON public.deals USING btree (workspace_id, import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX deals_lead ON public.deals USING btree (workspace_id, lead_id) WHERE (lead_id IS NOT NULL);
CREATE INDEX deals_named ON public.deals USING btree (workspace_id, name) WHERE ((external_id IS NULL) AND (deleted_at IS NULL));
CREATE INDEX deals_owner ON public.deals USING btree (workspace_id, owner_id) WHERE (owner_id IS NOT NULL);
CREATE INDEX deals_search ON public.deals USING gin (workspace_id, search gin_trgm_ops);
CREATE INDEX deals_since ON public.deals USING btree (workspace_id, stage_since, id) WHERE (deleted_at IS NULL);
CREATE INDEX deals_stage ON public.deals USING btree (workspace_id, stage_id, stage_since, id) WHERE (deleted_at IS NULL);
alter table deals enable row level security;
create policy workspace_wall on deals for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on deals to rapport_app;

create table duplicate_candidates (
  workspace_id integer not null,
  record_kind text not null,
  first_id uuid not null,
  second_id uuid not null,
  score real not null,
  reasons jsonb not null,
  found_at timestamp with time zone not null default now(),
  dismissed_at timestamp with time zone,
  dismissed_by_id uuid,
  constraint duplicate_candidates_pkey PRIMARY KEY (workspace_id, record_kind, first_id, second_id),
  constraint duplicate_candidates_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint duplicate_candidates_check CHECK ((first_id < second_id)),
  constraint duplicate_candidates_record_kind_check CHECK ((record_kind = ANY (ARRAY['contact'::text, 'account'::text]))),
  constraint duplicate_candidates_score_check CHECK (((score >= (0)::double precision) AND (score <= (1)::double precision)))
);
CREATE INDEX duplicate_candidates_workspace_id_record_kind_score_idx ON public.duplicate_candidates USING btree (workspace_id, record_kind, score) WHERE (dismissed_at IS NULL);
alter table duplicate_candidates enable row level security;
create policy workspace_wall on duplicate_candidates for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on duplicate_candidates to rapport_app;

create table erasures (
  workspace_id integer not null,
  contact_id uuid not null,
  event_id bigint not null,
  erased_at timestamp with time zone not null,
  erased_by_id uuid,
  reason text not null,
  requested_on date not null,
  constraint erasures_pkey PRIMARY KEY (workspace_id, contact_id),
  constraint erasures_workspace_id_erased_by_id_fkey FOREIGN KEY (workspace_id, erased_by_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (erased_by_id),
  constraint erasures_workspace_id_event_id_fkey FOREIGN KEY (workspace_id, event_id) REFERENCES events(workspace_id, id),
  constraint erasures_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint erasures_reason_check CHECK ((reason = ANY (ARRAY['request'::text, 'consent_withdrawn'::text, 'objection'::text, 'no_longer_needed'::text, 'unlawful'::text, 'legal_duty'::text])))
);
alter table erasures enable row level security;
create policy workspace_wall on erasures for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant insert, select on erasures to rapport_app;

create table events (
  workspace_id integer not null,
  id bigint not null generated always as identity,
  at timestamp with time zone not null default now(),
  kind text not null,
  actor_kind text not null,
  actor_id uuid,
  subject_kind text not null,
  subject_id text not null,
  payload jsonb not null default '{}'::jsonb,
  reverses_id bigint,
  constraint events_pkey PRIMARY KEY (workspace_id, id),
  constraint events_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint events_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['member'::text, 'key'::text, 'operator'::text, 'system'::text]))),
  constraint events_kind_check CHECK ((length(kind) <= 80)),
  constraint events_subject_id_check CHECK ((length(subject_id) <= 80)),
  constraint events_subject_kind_check CHECK ((length(subject_kind) <= 40))
);
CREATE UNIQUE INDEX events_reversed_once ON public.events USING btree (workspace_id, reverses_id) WHERE (reverses_id IS NOT NULL);
CREATE INDEX events_workspace_id_subject_kind_subject_id_id_idx ON public.events USING btree (workspace_id, subject_kind, subject_id, id);
alter table events enable row level security;
create policy workspace_wall on events for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant insert, select on events to rapport_app;

create table import_chunks (
  workspace_id integer not null,
  import_id integer not null,
  chunk integer not null,
  first_row bigint not null,
  last_row bigint not null,
  counts jsonb not null,
  done_at timestamp with time zone not null default now(),
  constraint import_chunks_pkey PRIMARY KEY (workspace_id, import_id, chunk),
  constraint import_chunks_workspace_id_import_id_fkey FOREIGN KEY (workspace_id, import_id) REFERENCES imports(workspace_id, id) ON DELETE CASCADE
);
alter table import_chunks enable row level security;
create policy workspace_wall on import_chunks for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on import_chunks to rapport_app;

create table import_mappings (
  workspace_id integer not null,
  id uuid not null,
  name text not null,
  fingerprint text not null,
  kind text not null,
  mapping jsonb not null,
  updated_at timestamp with time zone not null default now(),
  constraint import_mappings_pkey PRIMARY KEY (workspace_id, id),
  constraint import_mappings_workspace_id_fingerprint_kind_key UNIQUE (workspace_id, fingerprint, kind),
  constraint import_mappings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint import_mappings_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);
alter table import_mappings enable row level security;
create policy workspace_wall on import_mappings for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on import_mappings to rapport_app;

create table import_parts (
  workspace_id integer not null,
  import_id integer not null,
  part integer not null,
  bytes bytea not null,
  constraint import_parts_pkey PRIMARY KEY (workspace_id, import_id, part),
  constraint import_parts_workspace_id_import_id_fkey FOREIGN KEY (workspace_id, import_id) REFERENCES imports(workspace_id, id) ON DELETE CASCADE
);
alter table import_parts enable row level security;
create policy workspace_wall on import_parts for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on import_parts to rapport_app;

create table import_problems (
  workspace_id integer not null,
  import_id integer not null,
  id bigint not null generated always as identity,
  pass text not null,
  severity text not null,
  line bigint not null,
  column_name text,
  value text,
  code text not null,
  message text not null,
  remedy text not null,
  constraint import_problems_pkey PRIMARY KEY (workspace_id, import_id, id),
  constraint import_problems_workspace_id_import_id_fkey FOREIGN KEY (workspace_id, import_id) REFERENCES imports(workspace_id, id) ON DELETE CASCADE,
  constraint import_problems_pass_check CHECK ((pass = ANY (ARRAY['check'::text, 'run'::text]))),
  constraint import_problems_severity_check CHECK ((severity = ANY (ARRAY['refused'::text, 'flagged'::text]))),
  constraint import_problems_value_check CHECK ((length(value) <= 500))
);
CREATE INDEX import_problems_lines ON public.import_problems USING btree (workspace_id, import_id, pass, line, id);
alter table import_problems enable row level security;
create policy workspace_wall on import_problems for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on import_problems to rapport_app;

create table imports (
  workspace_id integer not null,
  id integer not null generated always as identity,
  file_name text not null,
  file_bytes bigint not null,
  file_hash text,
  kind text,
  origin text,
  recognition jsonb,
  mapping jsonb,
  check_result jsonb,
  counts jsonb not null default '{}'::jsonb,
  rows_total bigint,
  rows_done bigint not null default 0,
  failure text,
  created_by_id uuid,
  created_at timestamp with time zone not null default now(),
  uploaded_at timestamp with time zone,
  check_started_at timestamp with time zone,
  checked_at timestamp with time zone,
  started_at timestamp with time zone,
  cancel_asked_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  finished_at timestamp with time zone,
  failed_at timestamp with time zone,
  undo_started_at timestamp with time zone,
  undone_at timestamp with time zone,
  file_removed_at timestamp with time zone,
  constraint imports_pkey PRIMARY KEY (workspace_id, id),
  constraint imports_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint imports_file_bytes_check CHECK ((file_bytes >= 0)),
  constraint imports_file_name_check CHECK ((length(file_name) <= 300)),
  constraint imports_kind_check CHECK ((length(kind) <= 40)),
  constraint imports_origin_check CHECK ((length(origin) <= 60))
);
CREATE INDEX imports_workspace_id_created_at_idx ON public.imports USING btree (workspace_id, created_at);
alter table imports enable row level security;
create policy workspace_wall on imports for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on imports to rapport_app;

create table invitations (
  workspace_id integer not null,
  id uuid not null,
  email text not null,
  team text not null,
  role text not null,
  token_hash text not null,
  invited_by_id uuid,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint invitations_pkey PRIMARY KEY (workspace_id, id),
  constraint invitations_token_hash_key UNIQUE (token_hash),
  constraint invitations_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint invitations_workspace_id_invited_by_id_fkey FOREIGN KEY (workspace_id, invited_by_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (invited_by_id),
  constraint invitations_email_check CHECK (((length(email) <= 320) AND (email = lower(email)))),
  constraint invitations_role_check CHECK ((role = ANY (ARRAY['admin'::text, 'member'::text, 'viewer'::text]))),
  constraint invitations_team_check CHECK ((team = ANY (ARRAY['marketing'::text, 'sales'::text, 'joint'::text, 'leadership'::text, 'neutral'::text])))
);
alter table invitations enable row level security;
create policy workspace_wall on invitations for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on invitations to rapport_app;

create table judging_progress (
  workspace_id integer not null,
  watermark bigint not null default 0,
  standards text not null default ''::text,
  pass_after uuid,
  judged_at timestamp with time zone,
  constraint judging_progress_pkey PRIMARY KEY (workspace_id),
  constraint judging_progress_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
);
alter table judging_progress enable row level security;
create policy workspace_wall on judging_progress for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on judging_progress to rapport_app;

create table lead_acceptances (
  workspace_id integer not null,
  id bigint not null generated always as identity,
  lead_id uuid not null,
  at timestamp with time zone not null,
  outcome text not null,
  reason_kind text,
  reason text,
  version_id integer,
  actor_id uuid,
  event_id bigint not null,
  constraint lead_acceptances_pkey PRIMARY KEY (workspace_id, id),
  constraint lead_acceptances_workspace_id_actor_id_fkey FOREIGN KEY (workspace_id, actor_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (actor_id),
  constraint lead_acceptances_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint lead_acceptances_workspace_id_lead_id_fkey FOREIGN KEY (workspace_id, lead_id) REFERENCES leads(workspace_id, id) ON DELETE CASCADE,
  constraint lead_acceptances_workspace_id_version_id_fkey FOREIGN KEY (workspace_id, version_id) REFERENCES agreement_versions(workspace_id, id),
  constraint lead_acceptances_check CHECK (((outcome = 'returned'::text) = ((reason IS NOT NULL) AND (reason_kind IS NOT NULL)))),
  constraint lead_acceptances_outcome_check CHECK ((outcome = ANY (ARRAY['accepted'::text, 'returned'::text]))),
  constraint lead_acceptances_reason_check CHECK ((length(reason) <= 500)),
  constraint lead_acceptances_reason_kind_check CHECK ((reason_kind = ANY (ARRAY['procedural'::text, 'clerical'::text, 'definitional'::text])))
);
CREATE INDEX lead_acceptances_lead ON public.lead_acceptances USING btree (workspace_id, lead_id, id);
CREATE INDEX lead_acceptances_version ON public.lead_acceptances USING btree (workspace_id, version_id, lead_id) WHERE (version_id IS NOT NULL);
alter table lead_acceptances enable row level security;
create policy workspace_wall on lead_acceptances for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant insert, select on lead_acceptances to rapport_app;

create table leads (
  workspace_id integer not null,
  id uuid not null,
  contact_id uuid not null,
  entered_at timestamp with time zone not null,
  origin text,
  landing_page text,
  campaign_id uuid,
  segment text,
  owner_id uuid,
  stage_id smallint not null,
  stage_since timestamp with time zone not null,
  next_step text,
  next_step_on date,
  external_source text,
  external_id text,
  custom jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  import_id integer,
  changed_xid bigint not null default rapport_xid(),
  constraint leads_pkey PRIMARY KEY (workspace_id, id),
  constraint leads_workspace_id_campaign_id_fkey FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns(workspace_id, id),
  constraint leads_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE,
  constraint leads_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint leads_workspace_id_owner_id_fkey FOREIGN KEY (workspace_id, owner_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (owner_id),
  constraint leads_workspace_id_stage_id_fkey FOREIGN KEY (workspace_id, stage_id) REFERENCES stages(workspace_id, id),
  constraint leads_external_id_check CHECK ((length(external_id) <= 200)),
  constraint leads_next_step_check CHECK ((length(next_step) <= 300)),
  constraint leads_origin_check CHECK ((length(origin) <= 200))
);
CREATE INDEX leads_campaign ON public.leads USING btree (workspace_id, campaign_id) WHERE (campaign_id IS NOT NULL);
CREATE INDEX leads_contact ON public.leads USING btree (workspace_id, contact_id);
CREATE INDEX leads_entered ON public.leads USING btree (workspace_id, entered_at, id) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX leads_external ON public.leads USING btree (workspace_id, external_source, external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX leads_fed ON public.leads USING brin (changed_xid) WITH (autosummarize='on');
CREATE INDEX leads_import ON public.leads USING btree (workspace_id, import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX leads_origin ON public.leads USING btree (workspace_id, origin, entered_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX leads_owner ON public.leads USING btree (workspace_id, owner_id, entered_at, id) WHERE ((owner_id IS NOT NULL) AND (deleted_at IS NULL));
CREATE INDEX leads_since ON public.leads USING btree (workspace_id, stage_since, id) WHERE (deleted_at IS NULL);
CREATE INDEX leads_stage ON public.leads USING btree (workspace_id, stage_id, entered_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX leads_unowned ON public.leads USING btree (workspace_id, entered_at, id) WHERE ((owner_id IS NULL) AND (deleted_at IS NULL));
alter table leads enable row level security;
create policy workspace_wall on leads for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on leads to rapport_app;

create table learning_marks (
  workspace_id integer not null,
  record_kind text not null,
  field text not null,
  mark text not null,
  marked_by_id uuid,
  marked_at timestamp with time zone not null,
  constraint learning_marks_pkey PRIMARY KEY (workspace_id, record_kind, field),
  constraint learning_marks_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint learning_marks_field_check CHECK (((length(field) >= 1) AND (length(field) <= 80))),
  constraint learning_marks_mark_check CHECK ((mark = ANY (ARRAY['known_on_arrival'::text, 'written_afterwards'::text]))),
  constraint learning_marks_record_kind_check CHECK ((record_kind = ANY (ARRAY['contact'::text, 'account'::text, 'lead'::text])))
);
alter table learning_marks enable row level security;
create policy workspace_wall on learning_marks for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on learning_marks to rapport_app;

create table learning_models (
  workspace_id integer not null,
  id uuid not null,
  name text not null,
  plan jsonb not null,
  body jsonb not null,
  trained_by_id uuid,
  trained_at timestamp with time zone not null,
  constraint learning_models_pkey PRIMARY KEY (workspace_id, id),
  constraint learning_models_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint learning_models_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);
CREATE INDEX learning_models_trained ON public.learning_models USING btree (workspace_id, trained_at, id);
alter table learning_models enable row level security;
create policy workspace_wall on learning_models for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant insert, select on learning_models to rapport_app;

create table learning_runs (
  workspace_id integer not null,
  id uuid not null,
  kind text not null,
  name text,
  plan jsonb not null,
  asked_by_id uuid,
  asked_at timestamp with time zone not null,
  step text not null default 'waiting'::text,
  steps_done integer not null default 0,
  steps_total integer not null default 0,
  heard_at timestamp with time zone not null,
  cancel_asked_at timestamp with time zone,
  ended_at timestamp with time zone,
  failure text,
  result jsonb,
  constraint learning_runs_pkey PRIMARY KEY (workspace_id, id),
  constraint learning_runs_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint learning_runs_check CHECK (((kind = 'training'::text) = (name IS NOT NULL))),
  constraint learning_runs_failure_check CHECK ((length(failure) <= 1000)),
  constraint learning_runs_kind_check CHECK ((kind = ANY (ARRAY['survey'::text, 'training'::text]))),
  constraint learning_runs_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint learning_runs_step_check CHECK ((step = ANY (ARRAY['waiting'::text, 'reading'::text, 'fitting'::text]))),
  constraint learning_runs_steps_done_check CHECK ((steps_done >= 0)),
  constraint learning_runs_steps_total_check CHECK ((steps_total >= 0))
);
CREATE INDEX learning_runs_asked ON public.learning_runs USING btree (workspace_id, asked_at, id);
alter table learning_runs enable row level security;
create policy workspace_wall on learning_runs for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on learning_runs to rapport_app;

create table mails (
  workspace_id integer not null,
  id uuid not null,
  recipient text not null,
  subject text not null,
  body text not null,
  created_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone,
  failure text,
  link text,
  link_withheld boolean not null default false,
  constraint mails_pkey PRIMARY KEY (workspace_id, id),
  constraint mails_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint mails_body_check CHECK ((length(body) <= 100000)),
  constraint mails_link_check CHECK ((length(link) <= 2000)),
  constraint mails_recipient_check CHECK ((length(recipient) <= 320)),
  constraint mails_subject_check CHECK ((length(subject) <= 500))
);
CREATE INDEX mails_workspace_id_created_at_idx ON public.mails USING btree (workspace_id, created_at);
alter table mails enable row level security;
create policy workspace_wall on mails for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on mails to rapport_app;

create table members (
  workspace_id integer not null,
  id uuid not null,
  user_id text,
  name text not null,
  email text,
  team text not null,
  role text not null,
  job_title text,
  region text,
  manager_name text,
  time_zone text,
  external_source text,
  external_id text,
  import_id integer,
  created_at timestamp with time zone not null default now(),
  left_at timestamp with time zone,
  changed_xid bigint not null default rapport_xid(),
  constraint members_pkey PRIMARY KEY (workspace_id, id),
  constraint members_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE SET NULL,
  constraint members_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint members_email_check CHECK (((length(email) <= 320) AND (email = lower(email)))),
  constraint members_external_id_check CHECK ((length(external_id) <= 200)),
  constraint members_job_title_check CHECK ((length(job_title) <= 200)),
  constraint members_manager_name_check CHECK ((length(manager_name) <= 200)),
  constraint members_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint members_region_check CHECK ((length(region) <= 120)),
  constraint members_role_check CHECK ((role = ANY (ARRAY['admin'::text, 'member'::text, 'viewer'::text]))),
  constraint members_team_check CHECK ((team = ANY (ARRAY['marketing'::text, 'sales'::text, 'joint'::text, 'leadership'::text, 'neutral'::text])))
);
CREATE INDEX members_by_user ON public.members USING btree (user_id) WHERE (user_id IS NOT NULL);
CREATE UNIQUE INDEX members_email ON public.members USING btree (workspace_id, email) WHERE ((email IS NOT NULL) AND (left_at IS NULL));
CREATE UNIQUE INDEX members_external ON public.members USING btree (workspace_id, external_source, external_id) WHERE (external_id IS NOT NULL);
CREATE UNIQUE INDEX members_user ON public.members USING btree (workspace_id, user_id) WHERE ((user_id IS NOT NULL) AND (left_at IS NULL));
alter table members enable row level security;
create policy workspace_wall on members for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on members to rapport_app;

create table merges (
  workspace_id integer not null,
  id uuid not null,
  record_kind text not null,
  winner_id uuid not null,
  loser_id uuid not null,
  event_id bigint not null,
  merged_at timestamp with time zone not null default now(),
  undone_at timestamp with time zone,
  constraint merges_pkey PRIMARY KEY (workspace_id, id),
  constraint merges_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint merges_check CHECK ((winner_id <> loser_id)),
  constraint merges_record_kind_check CHECK ((record_kind = ANY (ARRAY['contact'::text, 'account'::text])))
);
CREATE INDEX merges_workspace_id_winner_id_idx ON public.merges USING btree (workspace_id, winner_id);
alter table merges enable row level security;
create policy workspace_wall on merges for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on merges to rapport_app;

create table notification_settings (
  workspace_id integer not null,
  member_id uuid not null,
  by_mail boolean not null,
  changed_at timestamp with time zone not null,
  constraint notification_settings_pkey PRIMARY KEY (workspace_id, member_id),
  constraint notification_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint notification_settings_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE
);
alter table notification_settings enable row level security;
create policy workspace_wall on notification_settings for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant insert, select, update on notification_settings to rapport_app;

create table notifications (
  workspace_id integer not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null,
  text text not null,
  path text not null,
  subject_kind text not null,
  subject_id text not null,
  from_id uuid,
  event_id bigint,
  created_at timestamp with time zone not null,
  read_at timestamp with time zone,
  mailed_at timestamp with time zone,
  constraint notifications_pkey PRIMARY KEY (workspace_id, id),
  constraint notifications_workspace_id_event_id_fkey FOREIGN KEY (workspace_id, event_id) REFERENCES events(workspace_id, id),
  constraint notifications_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint notifications_workspace_id_from_id_fkey FOREIGN KEY (workspace_id, from_id) REFERENCES members(workspace_id, id) ON DELETE SET NULL (from_id),
  constraint notifications_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE,
  constraint notifications_kind_check CHECK ((length(kind) <= 80)),
  constraint notifications_path_check CHECK ((length(path) <= 500)),
  constraint notifications_subject_id_check CHECK ((length(subject_id) <= 80)),
  constraint notifications_subject_kind_check CHECK ((length(subject_kind) <= 40)),
  constraint notifications_text_check CHECK (((length(text) >= 1) AND (length(text) <= 1000)))
);
CREATE INDEX notifications_event ON public.notifications USING btree (workspace_id, event_id);
CREATE INDEX notifications_listed ON public.notifications USING btree (workspace_id, member_id, created_at, id);
CREATE UNIQUE INDEX notifications_mailed ON public.notifications USING btree (workspace_id, event_id, member_id) WHERE (mailed_at IS NOT NULL);
CREATE INDEX notifications_unread ON public.notifications USING btree (workspace_id, member_id) WHERE (read_at IS NULL);
alter table notifications enable row level security;
create policy workspace_wall on notifications for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant insert, select, update on notifications to rapport_app;

create table pipeline_stages (
  workspace_id integer not null,
  id uuid not null,
  pipeline_id uuid not null,
  name text not null,
  name_key text not null,
  position smallint not null,
  outcome text not null,
  import_id integer,
  changed_xid bigint not null default rapport_xid(),
  external_source text,
  external_id text,
  constraint pipeline_stages_pkey PRIMARY KEY (workspace_id, id),
  constraint pipeline_stages_workspace_id_pipeline_id_name_key_key UNIQUE (workspace_id, pipeline_id, name_key),
  constraint pipeline_stages_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint pipeline_stages_workspace_id_pipeline_id_fkey FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipelines(workspace_id, id) ON DELETE CASCADE,
  constraint pipeline_stages_external_id_check CHECK ((length(external_id) <= 200)),
  constraint pipeline_stages_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint pipeline_stages_outcome_check CHECK ((outcome = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text])))
);
CREATE UNIQUE INDEX pipeline_stages_external ON public.pipeline_stages USING btree (workspace_id, pipeline_id, external_source, external_id) WHERE (external_id IS NOT NULL);
alter table pipeline_stages enable row level security;
create policy workspace_wall on pipeline_stages for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on pipeline_stages to rapport_app;

create table pipelines (
  workspace_id integer not null,
  id uuid not null,
  name text not null,
  position smallint not null default 0,
  import_id integer,
  created_at timestamp with time zone not null default now(),
  external_source text,
  external_id text,
  constraint pipelines_pkey PRIMARY KEY (workspace_id, id),
  constraint pipelines_workspace_id_name_key UNIQUE (workspace_id, name),
  constraint pipelines_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint pipelines_external_id_check CHECK ((length(external_id) <= 200)),
  constraint pipelines_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);
CREATE UNIQUE INDEX pipelines_external ON public.pipelines USING btree (workspace_id, external_source, external_id) WHERE (external_id IS NOT NULL);
alter table pipelines enable row level security;
create policy workspace_wall on pipelines for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on pipelines to rapport_app;

create table products (
  workspace_id integer not null,
  id uuid not null,
  name text not null,
  name_key text not null,
  series text,
  list_price numeric(14,2),
  import_id integer,
  created_at timestamp with time zone not null,
  changed_xid bigint not null default rapport_xid(),
  description text not null default ''::text,
  price_period text,
  archived_at timestamp with time zone,
  constraint products_pkey PRIMARY KEY (workspace_id, id),
  constraint products_workspace_id_name_key_key UNIQUE (workspace_id, name_key),
  constraint products_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint products_description_check CHECK ((length(description) <= 2000)),
  constraint products_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint products_price_period_check CHECK ((price_period = ANY (ARRAY['once'::text, 'month'::text, 'quarter'::text, 'year'::text])))
);
alter table products enable row level security;
create policy workspace_wall on products for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on products to rapport_app;

create table quality_flags (
  workspace_id integer not null,
  id bigint not null generated always as identity,
  record_kind text not null,
  record_id uuid not null,
  code text not null,
  field text,
  value text,
  message text not null,
  import_id integer,
  found_at timestamp with time zone not null default now(),
  settled_at timestamp with time zone,
  settled_by_id uuid,
  constraint quality_flags_pkey PRIMARY KEY (workspace_id, id),
  constraint quality_flags_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint quality_flags_code_check CHECK ((length(code) <= 60)),
  constraint quality_flags_message_check CHECK ((length(message) <= 500)),
  constraint quality_flags_record_kind_check CHECK ((record_kind = ANY (ARRAY['contact'::text, 'account'::text, 'lead'::text, 'deal'::text, 'campaign'::text, 'touch'::text, 'member'::text, 'product'::text]))),
  constraint quality_flags_value_check CHECK ((length(value) <= 500))
);
CREATE INDEX quality_flags_import ON public.quality_flags USING btree (workspace_id, import_id) WHERE (import_id IS NOT NULL);
CREATE UNIQUE INDEX quality_flags_once ON public.quality_flags USING btree (workspace_id, record_id, code, COALESCE(field, ''::text));
CREATE INDEX quality_flags_open ON public.quality_flags USING btree (workspace_id, code, id) WHERE (settled_at IS NULL);
CREATE INDEX quality_flags_record ON public.quality_flags USING btree (workspace_id, record_id) WHERE (settled_at IS NULL);
alter table quality_flags enable row level security;
create policy workspace_wall on quality_flags for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on quality_flags to rapport_app;

create table removals (
  workspace_id integer not null,
  id bigint not null generated always as identity,
  relation text not null,
  row_key text not null,
  at timestamp with time zone not null default now(),
  changed_xid bigint not null default rapport_xid(),
  constraint removals_pkey PRIMARY KEY (workspace_id, id),
  constraint removals_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
);
CREATE INDEX removals_fed ON public.removals USING btree (workspace_id, changed_xid);
alter table removals enable row level security;
create policy workspace_wall on removals for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select on removals to rapport_app;

create table sample_removals (
  id bigint not null generated always as identity,
  removed_at timestamp with time zone not null default now(),
  constraint sample_removals_pkey PRIMARY KEY (id)
);
grant insert, select on sample_removals to rapport_app;

create table saved_views (
  workspace_id integer not null,
  id uuid not null,
  page text not null,
  name text not null,
  search text not null,
  member_id uuid not null,
  shared_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint saved_views_pkey PRIMARY KEY (workspace_id, id),
  constraint saved_views_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint saved_views_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE,
  constraint saved_views_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint saved_views_page_check CHECK ((length(page) <= 60)),
  constraint saved_views_search_check CHECK ((length(search) <= 4000))
);
CREATE INDEX saved_views_workspace_id_page_idx ON public.saved_views USING btree (workspace_id, page);
alter table saved_views enable row level security;
create policy workspace_wall on saved_views for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on saved_views to rapport_app;

create table schema_migrations (
  version integer not null,
  name text not null,
  checksum text not null,
  taken_at timestamp with time zone not null default now(),
  constraint schema_migrations_pkey PRIMARY KEY (version)
);
grant select on schema_migrations to rapport_app;

create table score_awards (
  workspace_id integer not null,
  id bigint not null generated always as identity,
  contact_id uuid not null,
  version_id integer not null,
  score text not null,
  group_key text not null default ''::text,
  rule_key text not null,
  touch_id bigint,
  points integer not null,
  points_before_cap integer not null,
  reverses_id bigint,
  occurred_at timestamp with time zone not null,
  known_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default now(),
  constraint score_awards_pkey PRIMARY KEY (workspace_id, id),
  constraint score_awards_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE,
  constraint score_awards_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint score_awards_workspace_id_version_id_fkey FOREIGN KEY (workspace_id, version_id) REFERENCES agreement_versions(workspace_id, id),
  constraint score_awards_check CHECK (((score = 'engagement'::text) = (touch_id IS NOT NULL))),
  constraint score_awards_score_check CHECK ((score = ANY (ARRAY['fit'::text, 'engagement'::text])))
);
CREATE UNIQUE INDEX score_awards_once ON public.score_awards USING btree (workspace_id, contact_id, version_id, rule_key, touch_id) WHERE ((score = 'engagement'::text) AND (reverses_id IS NULL));
CREATE INDEX score_awards_person ON public.score_awards USING btree (workspace_id, contact_id, version_id, id);
CREATE UNIQUE INDEX score_awards_reversal ON public.score_awards USING btree (workspace_id, reverses_id) WHERE (reverses_id IS NOT NULL);
alter table score_awards enable row level security;
create policy workspace_wall on score_awards for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select on score_awards to rapport_app;

create table signatory_seats (
  workspace_id integer not null,
  id uuid not null,
  team text not null,
  member_id uuid not null,
  seated_at timestamp with time zone not null,
  unseated_at timestamp with time zone,
  constraint signatory_seats_pkey PRIMARY KEY (workspace_id, id),
  constraint signatory_seats_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint signatory_seats_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE,
  constraint signatory_seats_team_check CHECK ((team = ANY (ARRAY['marketing'::text, 'sales'::text])))
);
CREATE UNIQUE INDEX signatory_seats_taken ON public.signatory_seats USING btree (workspace_id, team, member_id) WHERE (unseated_at IS NULL);
alter table signatory_seats enable row level security;
create policy workspace_wall on signatory_seats for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant insert, select, update on signatory_seats to rapport_app;

create table stage_changes (
  workspace_id integer not null,
  id bigint not null generated always as identity,
  lead_id uuid not null,
  from_stage_id smallint,
  to_stage_id smallint not null,
  at timestamp with time zone not null,
  kind text not null,
  reason text,
  assumed boolean not null default false,
  actor_id uuid,
  event_id bigint,
  import_id integer,
  recorded_at timestamp with time zone not null default now(),
  changed_xid bigint not null default rapport_xid(),
  version_id integer,
  evidence jsonb,
  constraint stage_changes_pkey PRIMARY KEY (workspace_id, id),
  constraint stage_changes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint stage_changes_workspace_id_from_stage_id_fkey FOREIGN KEY (workspace_id, from_stage_id) REFERENCES stages(workspace_id, id),
  constraint stage_changes_workspace_id_lead_id_fkey FOREIGN KEY (workspace_id, lead_id) REFERENCES leads(workspace_id, id) ON DELETE CASCADE,
  constraint stage_changes_workspace_id_to_stage_id_fkey FOREIGN KEY (workspace_id, to_stage_id) REFERENCES stages(workspace_id, id),
  constraint stage_changes_workspace_id_version_id_fkey FOREIGN KEY (workspace_id, version_id) REFERENCES agreement_versions(workspace_id, id) NOT VALID,
  constraint stage_changes_check CHECK (((kind <> 'backward'::text) OR (reason IS NOT NULL))),
  constraint stage_changes_kind_check CHECK ((kind = ANY (ARRAY['entry'::text, 'forward'::text, 'backward'::text, 'exit'::text]))),
  constraint stage_changes_reason_check CHECK ((length(reason) <= 500))
);
CREATE INDEX stage_changes_fed ON public.stage_changes USING brin (changed_xid) WITH (autosummarize='on');
CREATE INDEX stage_changes_import ON public.stage_changes USING btree (workspace_id, import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX stage_changes_lead ON public.stage_changes USING btree (workspace_id, lead_id, at, id);
CREATE INDEX stage_changes_version ON public.stage_changes USING btree (workspace_id, version_id, lead_id) WHERE (version_id IS NOT NULL);
alter table stage_changes enable row level security;
create policy workspace_wall on stage_changes for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select on stage_changes to rapport_app;

create table stages (
  workspace_id integer not null,
  id smallint not null,
  key text not null,
  name text not null,
  name_key text not null,
  buyer_step text not null,
  team text not null,
  line text not null,
  position smallint not null,
  won boolean not null default false,
  constraint stages_pkey PRIMARY KEY (workspace_id, id),
  constraint stages_workspace_id_key_key UNIQUE (workspace_id, key),
  constraint stages_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint stages_buyer_step_check CHECK ((buyer_step = ANY (ARRAY['awareness'::text, 'discovery'::text, 'intent'::text, 'evaluation'::text, 'purchase'::text]))),
  constraint stages_check CHECK (((NOT won) OR (line = 'main'::text))),
  constraint stages_key_check CHECK ((key ~ '^[a-z][a-z0-9_]{0,40}$'::text)),
  constraint stages_line_check CHECK ((line = ANY (ARRAY['main'::text, 'exit'::text]))),
  constraint stages_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  constraint stages_team_check CHECK ((team = ANY (ARRAY['marketing'::text, 'sales'::text])))
);
alter table stages enable row level security;
create policy workspace_wall on stages for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select, update on stages to rapport_app;

create table touches (
  workspace_id integer not null,
  id bigint not null generated always as identity,
  contact_id uuid not null,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default now(),
  changed_xid bigint not null default rapport_xid(),
  campaign_id uuid,
  channel_id smallint,
  kind smallint not null,
  import_id integer,
  key uuid not null,
  detail jsonb,
  constraint touches_pkey PRIMARY KEY (workspace_id, id),
  constraint touches_workspace_id_campaign_id_fkey FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns(workspace_id, id),
  constraint touches_workspace_id_channel_id_fkey FOREIGN KEY (workspace_id, channel_id) REFERENCES channels(workspace_id, id),
  constraint touches_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE,
  constraint touches_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
);
CREATE INDEX touches_campaign ON public.touches USING btree (workspace_id, campaign_id) WHERE (campaign_id IS NOT NULL);
CREATE INDEX touches_channel ON public.touches USING btree (workspace_id, channel_id) WHERE (channel_id IS NOT NULL);
CREATE INDEX touches_contact ON public.touches USING btree (workspace_id, contact_id, occurred_at, id);
CREATE INDEX touches_fed ON public.touches USING brin (changed_xid) WITH (autosummarize='on');
CREATE INDEX touches_import ON public.touches USING btree (workspace_id, import_id) WHERE (import_id IS NOT NULL);
CREATE UNIQUE INDEX touches_once ON public.touches USING btree (workspace_id, key);
alter table touches enable row level security;
create policy workspace_wall on touches for all to rapport_app
  using ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, insert, select on touches to rapport_app;

create table workspaces (
  id integer not null generated always as identity,
  slug text not null,
  name text not null,
  currency text not null default 'EUR'::text,
  time_zone text not null default 'UTC'::text,
  locale text not null default 'en'::text,
  country text,
  fiscal_year_start_month smallint not null default 1,
  sample_since timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint workspaces_pkey PRIMARY KEY (id),
  constraint workspaces_slug_key UNIQUE (slug),
  constraint workspaces_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint workspaces_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint workspaces_fiscal_year_start_month_check CHECK (((fiscal_year_start_month >= 1) AND (fiscal_year_start_month <= 12))),
  constraint workspaces_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint workspaces_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text))
);
alter table workspaces enable row level security;
create policy workspace_wall on workspaces for all to rapport_app
  using ((id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)))
  with check ((id = ( SELECT rapport_workspace_id() AS rapport_workspace_id)));
grant delete, select, update on workspaces to rapport_app;

create view walled_accounts as
 SELECT workspace_id,
    id,
    name,
    name_key,
    domain,
    industry,
    segment,
    employees,
    annual_revenue,
    city,
    country,
    parent_id,
    owner_id,
    external_source,
    external_id,
    next_step,
    next_step_on,
    custom,
    search,
    created_at,
    recorded_at,
    updated_at,
    merged_into_id,
    deleted_at,
    import_id,
    changed_xid
   FROM accounts
  WHERE (workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id));
grant select on walled_accounts to rapport_app;

create view walled_contacts as
 SELECT workspace_id,
    id,
    first_name,
    last_name,
    full_name,
    title,
    email,
    phone,
    account_id,
    city,
    country,
    language,
    origin,
    owner_id,
    next_step,
    next_step_on,
    custom,
    search,
    lead_id,
    stage_id,
    stage_since,
    created_at,
    recorded_at,
    updated_at,
    merged_into_id,
    deleted_at,
    import_id,
    changed_xid
   FROM contacts
  WHERE (workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id));
grant select on walled_contacts to rapport_app;

create view walled_deals as
 SELECT workspace_id,
    id,
    name,
    pipeline_id,
    stage_id,
    stage_since,
    outcome,
    account_id,
    contact_id,
    lead_id,
    campaign_id,
    product_id,
    owner_id,
    amount,
    currency,
    opened_at,
    closed_at,
    expected_close_on,
    lost_reason,
    next_step,
    next_step_on,
    external_source,
    external_id,
    custom,
    search,
    created_at,
    recorded_at,
    updated_at,
    deleted_at,
    import_id,
    changed_xid
   FROM deals
  WHERE (workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id));
grant select on walled_deals to rapport_app;

create view walled_leads as
 SELECT workspace_id,
    id,
    contact_id,
    entered_at,
    origin,
    landing_page,
    campaign_id,
    segment,
    owner_id,
    stage_id,
    stage_since,
    next_step,
    next_step_on,
    external_source,
    external_id,
    custom,
    created_at,
    recorded_at,
    updated_at,
    deleted_at,
    import_id,
    changed_xid
   FROM leads
  WHERE (workspace_id = ( SELECT rapport_workspace_id() AS rapport_workspace_id));
grant select on walled_leads to rapport_app;
