-- A person has the right to be forgotten: what was known of them goes for good, and that it went stands here.

create table erasures (
  workspace_id integer not null references workspaces on delete cascade,
  -- Of each record that was the person. No reference: the row outlives the record, which an undone import may remove.
  contact_id uuid not null,
  event_id bigint not null,
  erased_at timestamptz not null,
  erased_by_id uuid,
  reason text not null check (reason in ('request', 'consent_withdrawn', 'objection', 'no_longer_needed', 'unlawful', 'legal_duty')),
  requested_on date not null,
  primary key (workspace_id, contact_id),
  foreign key (workspace_id, event_id) references events,
  foreign key (workspace_id, erased_by_id) references members on delete set null (erased_by_id)
);
call rapport_wall('erasures', 'select, insert');

-- The ledgers are append-only by grant and stay so: this is the one door through which a row of theirs loses what it
-- says of a person, and it opens only for people in the register above. What figures rest on is left as it stands.
create function rapport_redact_ledgers(of_workspace integer, of_event bigint, naming text)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
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
$$;
