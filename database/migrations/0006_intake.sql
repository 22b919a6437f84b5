-- Drafts, uploads and submissions.
create schema intake;

create table intake.draft (
  id uuid not null default gen_random_uuid() constraint draft_pk primary key,
  service_id text not null,
  service_version integer not null,
  owner_id uuid not null,
  language text not null,
  answers jsonb not null default '{}',
  -- Values of registers that the person has said are wrong and typed anew: field ids.
  corrected text[] not null default '{}',
  -- Pages that the person has confirmed.
  visited text[] not null default '{}',
  revision integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz not null,
  submitted_ref text,
  -- What the registers said when the draft began: field id -> {value, register, asOf}; read once and logged, not at every page.
  known jsonb not null default '{}'
);
-- One open draft a service and person: a second tab goes on with the same one.
create unique index draft_open_once on intake.draft (owner_id, service_id) where submitted_ref is null;
create index draft_owner on intake.draft (owner_id, updated_at desc);
create index draft_expires on intake.draft (expires_at) where submitted_ref is null;

create table intake.upload (
  file_id uuid not null constraint upload_pk primary key,
  owner_id uuid not null,
  draft_id uuid,
  name text not null,
  type text not null,
  size integer not null,
  created_at timestamptz not null
);
create index upload_owner on intake.upload (owner_id, created_at);
create index upload_draft on intake.upload (draft_id) where draft_id is not null;

create table intake.submission (
  owner_id uuid not null,
  idempotency_key text not null,
  request_hash bytea not null,
  case_ref text not null,
  at timestamptz not null,
  constraint submission_pk primary key (owner_id, idempotency_key)
);
create index submission_case on intake.submission (case_ref);
