-- Submissions of companies that two have to sign: prepared and signed by the first, waiting for the second; then a case like any other.
create table intake.joint_submission (
  id uuid not null default gen_random_uuid() constraint joint_submission_pk primary key,
  -- Account of the company.
  owner_id uuid not null,
  service_id text not null,
  service_version integer not null,
  language text not null,
  channel text not null constraint joint_submission_channel check (channel in ('web', 'api')),
  -- As in a draft; emptied when it has become a case.
  answers jsonb not null,
  known jsonb not null,
  silent text[] not null,
  corrected text[] not null,
  visited text[] not null,
  -- The draft that it was: posting it again finds this.
  draft_id uuid constraint joint_submission_draft_once unique,
  -- Who signed first: account, key in the residents' register, name, level of the sign-in, when; and what: the digest of a signature.
  first_id uuid not null,
  first_key text not null,
  first_name text not null,
  first_assurance text not null,
  first_at timestamptz not null,
  digest bytea not null,
  -- Last day on which the second may sign.
  waits_until date not null,
  state text not null default 'waiting'
    constraint joint_submission_state check (state in ('waiting', 'signed', 'refused', 'withdrawn', 'lapsed', 'outdated', 'first-ended')),
  -- Why it was refused, in the words of whoever refused.
  reason text,
  second_id uuid,
  second_name text,
  ended_at timestamptz,
  case_ref text,
  -- When what is left of it is removed.
  remove_at timestamptz,
  constraint joint_submission_two check (second_id <> first_id or state = 'withdrawn'),
  constraint joint_submission_signed check ((state = 'signed') = (case_ref is not null)),
  constraint joint_submission_ended check ((state = 'waiting') = (ended_at is null) and (ended_at is null) = (remove_at is null))
);
create index joint_submission_owner on intake.joint_submission (owner_id, first_at desc);
create index joint_submission_waiting on intake.joint_submission (waits_until) where state = 'waiting';
create index joint_submission_removal on intake.joint_submission (remove_at) where remove_at is not null;

-- A program's submission that waits: its key finds it again.
alter table intake.submission add column joint_id uuid;

-- Two sign for a company: a row for each.
alter table cases.signature drop constraint signature_pk, add constraint signature_pk primary key (case_ref, pointer, account_id);
