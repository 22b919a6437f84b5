-- Breaches of data: what happened, the clock of 72 hours, who was affected by the access log and has been told, and the history.

create table oversight.incident (
  -- Made with the form, so that a form that is sent twice records once.
  id uuid not null,
  -- Number of the last entry of the history; recognises stale pages.
  revision integer not null,
  what text not null,
  noticed_at timestamptz not null,
  due timestamptz not null,
  exposed_from timestamptz not null,
  -- Null: it goes on.
  exposed_until timestamptz,
  -- Whose access it was: an account of staff, or everybody of a unit or with a role.
  actor_id uuid,
  unit text,
  role text,
  -- Only these data, purposes or this case; empty: all.
  fields text[] not null,
  purposes text[] not null,
  -- Stays when the case itself has been deleted meanwhile: without it, all cases would count as affected.
  of_case boolean not null,
  case_ref text,
  consequences text not null,
  measures text not null,
  -- Words of the officer to the persons, by language.
  advice jsonb not null,
  recorded_at timestamptz not null,
  authority_told_at timestamptz,
  confirmed_at timestamptz,
  closed_at timestamptz,
  constraint incident_pk primary key (id),
  constraint incident_span check (exposed_until is null or exposed_until > exposed_from),
  constraint incident_due check (due > noticed_at),
  constraint incident_access check (num_nonnulls(actor_id, unit, role) > 0 or of_case),
  constraint incident_case check (of_case or case_ref is null)
);
create index incident_open on oversight.incident (due, id) where closed_at is null;
create index incident_closed on oversight.incident (closed_at desc, id) where closed_at is not null;
create index incident_case on oversight.incident (case_ref) where case_ref is not null;

-- What was said and done, one after the other.
create table oversight.incident_entry (
  incident_id uuid not null,
  number integer not null,
  at timestamptz not null,
  kind text not null,
  by_id uuid not null,
  -- What the form held then, without the reference of a case.
  said jsonb not null,
  constraint incident_entry_pk primary key (incident_id, number),
  constraint incident_entry_incident foreign key (incident_id) references oversight.incident (id),
  constraint incident_entry_kind check (kind in ('recorded', 'changed', 'authority', 'confirmed', 'closed'))
);
create function oversight.refuse_change_of_incident() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.at < now() - interval '10 years' then
    return old;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger incident_entry_append_only before update or delete on oversight.incident_entry
  for each row execute function oversight.refuse_change_of_incident();

-- Who was affected when the officer confirmed the notice, and who has been told.
create table oversight.incident_person (
  incident_id uuid not null,
  account_id uuid not null,
  fields text[] not null,
  uses integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  told_at timestamptz,
  -- By mail and in the account, in the account only, or not at all: there is no such account any more.
  told_how text,
  constraint incident_person_pk primary key (incident_id, account_id),
  constraint incident_person_incident foreign key (incident_id) references oversight.incident (id) on delete cascade,
  constraint incident_person_how check (told_how in ('mail', 'account', 'gone')),
  constraint incident_person_told check ((told_at is null) = (told_how is null))
);
create index incident_person_account on oversight.incident_person (account_id, incident_id);
create index incident_person_untold on oversight.incident_person (incident_id, account_id) where told_at is null;
