-- Training of staff: modules read, tries of a test, completions that nobody changes, certificates, and who must do what by when.
create schema learning;

create table learning.reading (
  staff_id uuid not null,
  course text not null,
  module text not null,
  version integer not null,
  at timestamptz not null,
  constraint reading_pk primary key (staff_id, course, module)
);

-- One try of a test. Only one is open at a time, whatever is pressed twice.
create table learning.attempt (
  id uuid not null,
  staff_id uuid not null,
  course text not null,
  version integer not null,
  -- The questions drawn, with their options in the order in which they are shown: [{"id", "options"}].
  drawn jsonb not null,
  -- In the order of the questions: [{"given", "right"}]. They only become more.
  answers jsonb not null default '[]',
  started_at timestamptz not null,
  -- From this instant on answers are refused.
  ends_at timestamptz not null,
  finished_at timestamptz,
  ended_by text,
  passed boolean,
  constraint attempt_pk primary key (id),
  constraint attempt_span check (started_at < ends_at),
  constraint attempt_finished check ((finished_at is null) = (ended_by is null) and (finished_at is null) = (passed is null)),
  -- `changed`: the course has a new version; it counts as no try.
  constraint attempt_how check (ended_by in ('answered', 'time', 'changed'))
);
create unique index attempt_open on learning.attempt (staff_id, course) where finished_at is null;
create index attempt_of on learning.attempt (staff_id, course, started_at desc);
create index attempt_over on learning.attempt (ends_at) where finished_at is null;
create index attempt_old on learning.attempt (finished_at) where finished_at is not null;

-- What has ended stays as it ended.
create function learning.refuse_reopening() returns trigger language plpgsql as $$
begin
  if old.finished_at is not null
    or (new.id, new.staff_id, new.course, new.version, new.drawn, new.started_at, new.ends_at)
      is distinct from (old.id, old.staff_id, old.course, old.version, old.drawn, old.started_at, old.ends_at)
  then raise exception 'A try of a test can only be answered and end' using errcode = 'restrict_violation'; end if;
  return new;
end $$;
create trigger attempt_only_ends before update on learning.attempt
  for each row execute function learning.refuse_reopening();

-- That somebody has passed, and nothing about how well.
create table learning.completion (
  id bigint generated always as identity,
  staff_id uuid not null,
  course text not null,
  version integer not null,
  at timestamptz not null,
  constraint completion_pk primary key (id)
);
create index completion_of on learning.completion (staff_id, course, at desc);
create trigger completion_append_only before update or delete on learning.completion
  for each row execute function kernel.refuse_change();

create table learning.certificate (
  id uuid not null,
  staff_id uuid not null,
  completion_id bigint not null,
  -- The name as it stands on the paper.
  holder text not null,
  language text not null,
  course text not null,
  version integer not null,
  -- What stands on it, in the languages of the canton, whatever becomes of the course.
  title jsonb not null,
  -- As the policy names it, where rules ask for it.
  certificate text,
  code text not null,
  -- The Open Badge, signed: a compact JWS.
  badge text not null,
  issued_at timestamptz not null,
  valid_until timestamptz,
  revoked_at timestamptz,
  revoked_by uuid,
  revoked_because text,
  -- When its end was told to those whom it concerns.
  told_at timestamptz,
  constraint certificate_pk primary key (id),
  constraint certificate_code unique (code),
  constraint certificate_completion foreign key (completion_id) references learning.completion (id),
  constraint certificate_span check (valid_until is null or issued_at < valid_until),
  constraint certificate_revoked_why check ((revoked_at is null) = (revoked_because is null))
);
create unique index certificate_of_completion on learning.certificate (completion_id);
create index certificate_of on learning.certificate (staff_id, course, issued_at desc);
create index certificate_ending on learning.certificate (valid_until, id)
  where told_at is null and revoked_at is null and valid_until is not null;
create index certificate_revocations on learning.certificate (revoked_at, id) where revoked_at is not null;

-- What was issued stays as it was; it can be revoked once.
create function learning.refuse_forging() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.revoked_at is not null
    or (to_jsonb(new) - array['revoked_at', 'revoked_by', 'revoked_because', 'told_at'])
      is distinct from (to_jsonb(old) - array['revoked_at', 'revoked_by', 'revoked_because', 'told_at'])
  then raise exception 'A certificate can only be revoked, once' using errcode = 'restrict_violation'; end if;
  return new;
end $$;
create trigger certificate_only_revoked before update or delete on learning.certificate
  for each row execute function learning.refuse_forging();
