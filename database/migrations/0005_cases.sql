-- Matters: a case, its history, clocks, documents and messages.
create schema cases;

create table cases.matter (
  ref text not null constraint matter_pk primary key,
  service_id text not null,
  service_version integer not null,
  state text not null,
  revision integer not null default 1,
  unit text not null,
  assignee_id uuid,
  owner_id uuid not null,
  organisation_id text,
  -- Shown in worklists; staff of the unit see it with the purpose of the service.
  applicant_name text not null,
  channel text not null constraint matter_channel check (channel in ('web', 'api', 'counter', 'phone', 'paper')),
  language text not null,
  answers jsonb not null,
  -- Where each known value came from: pointer -> {source, asOf}.
  origins jsonb not null default '{}',
  -- What the rules said at submission: path, fee, decision, deadline, rule results.
  evaluation jsonb not null,
  outcome jsonb,
  submitted_at timestamptz not null,
  -- The day by which the canton has promised to decide; null while the clock is paused or has stopped.
  due date,
  closed_at timestamptz
);
-- Worklists page by (due, ref); paused matters come last.
create index matter_worklist on cases.matter (unit, (coalesce(due, date '9999-12-31')), ref) where closed_at is null;
create index matter_assignee on cases.matter (assignee_id, (coalesce(due, date '9999-12-31')), ref) where closed_at is null;
create index matter_owner on cases.matter (owner_id, submitted_at desc, ref);

create table cases.history_entry (
  id bigint generated always as identity constraint history_entry_pk primary key,
  case_ref text not null constraint history_entry_case references cases.matter (ref),
  at timestamptz not null,
  action text not null,
  from_state text,
  to_state text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_unit text,
  input jsonb not null default '{}'
);
create index history_entry_case_idx on cases.history_entry (case_ref, id);

create table cases.clock (
  case_ref text not null constraint clock_case references cases.matter (ref),
  id text not null,
  started_on date not null,
  working_days integer not null,
  due date not null,
  paused_on date,
  -- Working days that were left when it was paused.
  days_left integer,
  stopped_on date,
  constraint clock_pk primary key (case_ref, id)
);

create table cases.document (
  id uuid not null default gen_random_uuid() constraint document_pk primary key,
  case_ref text not null constraint document_case references cases.matter (ref),
  letter text not null,
  title text not null,
  language text not null,
  -- All that the page shows, as data: the PDF can be made again from it, byte for byte in content.
  model jsonb not null,
  verify_code text not null constraint document_code_once unique,
  file_id uuid,
  issued_at timestamptz not null,
  valid_until date,
  revoked_at timestamptz
);
create index document_case_idx on cases.document (case_ref, issued_at);

create table cases.evidence (
  case_ref text not null constraint evidence_case references cases.matter (ref),
  file_id uuid not null,
  pointer text not null,
  name text not null,
  type text not null,
  size integer not null,
  constraint evidence_pk primary key (case_ref, file_id)
);
