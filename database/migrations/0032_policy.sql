-- Certificates of staff, as the provider says it, and emergency accesses to single cases.
create schema policy;

-- The newest row about a member of staff and a certificate counts; one that ends early is a new row that ends early.
create table policy.certificate (
  id bigint generated always as identity,
  staff_id uuid not null,
  certificate text not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  -- Who says so: the learning module, an office, the demonstration.
  provider text not null,
  at timestamptz not null,
  constraint certificate_pk primary key (id),
  constraint certificate_span check (valid_from <= valid_until)
);
create index certificate_newest on policy.certificate (staff_id, certificate, id desc);
create trigger certificate_append_only before update or delete on policy.certificate
  for each row execute function kernel.refuse_change();

create table policy.emergency_access (
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  unit text not null,
  -- What was asked for; there may be no such case.
  case_ref text not null,
  -- The person concerned; absent where there is no such case, and nothing was opened.
  subject_id uuid,
  reason text not null,
  started_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  -- `time`, `self`, `dpo`, `unknown` (no such case)
  ended_by text,
  constraint emergency_access_pk primary key (id),
  constraint emergency_access_span check (started_at <= ends_at),
  constraint emergency_access_ended check ((ended_at is null) = (ended_by is null)),
  constraint emergency_access_how check (ended_by in ('time', 'self', 'dpo', 'unknown')),
  constraint emergency_access_unknown check (subject_id is not null or ended_by = 'unknown')
);
-- At most one open access of somebody to a case: asking twice, or at once, gives the same one.
create unique index emergency_access_open on policy.emergency_access (staff_id, case_ref) where ended_at is null;
create index emergency_access_last on policy.emergency_access (started_at desc, id);
create index emergency_access_of on policy.emergency_access (staff_id, started_at);

-- What was asked and why can't be changed, and what has ended stays ended, whatever a clock says.
create function policy.refuse_reopening() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null
    or (new.id, new.staff_id, new.unit, new.case_ref, new.subject_id, new.reason, new.started_at, new.ends_at)
      is distinct from
      (old.id, old.staff_id, old.unit, old.case_ref, old.subject_id, old.reason, old.started_at, old.ends_at)
  then raise exception 'An emergency access can only end, once' using errcode = 'restrict_violation'; end if;
  return new;
end $$;
create trigger emergency_access_only_ends before update on policy.emergency_access
  for each row execute function policy.refuse_reopening();
