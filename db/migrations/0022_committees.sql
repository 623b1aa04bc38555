-- Who decides at a company, and how: dated seats in its buying committee. And the way from a person to deals of old.

create table committee_seats (
  workspace_id integer not null references workspaces on delete cascade,
  id uuid not null,
  account_id uuid not null,
  contact_id uuid not null,
  role text not null check (role in ('decision_maker', 'economic_buyer', 'champion', 'influencer', 'user', 'blocker')),
  from_at timestamptz not null,
  until_at timestamptz,
  changed_xid bigint not null default rapport_xid(),
  primary key (workspace_id, id),
  foreign key (workspace_id, account_id) references accounts on delete cascade,
  foreign key (workspace_id, contact_id) references contacts on delete cascade,
  check (until_at >= from_at)
);
create unique index committee_seats_held on committee_seats (workspace_id, contact_id, account_id, role) where until_at is null;
create index committee_seats_contact on committee_seats (workspace_id, contact_id);
create index committee_seats_account on committee_seats (workspace_id, account_id);
create index committee_seats_fed on committee_seats using brin (changed_xid);
-- A seat ends and is never deleted: who decided then is a fact about then.
call rapport_wall('committee_seats', 'select, insert, update (until_at, changed_xid)');

-- Whose a deal once was stands in the ledger only; a judgement of the past must find it.
create index attribute_changes_deal_contact on attribute_changes (workspace_id, (changed ->> 'contactId')) where record_kind = 'deal' and changed ? 'contactId';
create index attribute_changes_deal_contact_before on attribute_changes (workspace_id, (before ->> 'contactId')) where record_kind = 'deal' and before ? 'contactId';
create index attribute_changes_deal_lead on attribute_changes (workspace_id, (changed ->> 'leadId')) where record_kind = 'deal' and changed ? 'leadId';
create index attribute_changes_deal_lead_before on attribute_changes (workspace_id, (before ->> 'leadId')) where record_kind = 'deal' and before ? 'leadId';
