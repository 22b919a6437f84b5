-- Submissions of a company in bulk: a row for each batch and each of its lines, which is worked off in a transaction of its own.
create table intake.batch (
  id uuid not null default gen_random_uuid() constraint batch_pk primary key,
  owner_id uuid not null,
  -- The company for which it was sent.
  organisation_id text not null,
  -- How surely the sender had signed in.
  assurance text not null,
  service_id text not null,
  service_version integer not null,
  language text not null,
  idempotency_key text not null,
  request_hash bytea not null,
  lines integer not null default 0,
  created_at timestamptz not null,
  -- Last sign of life of whoever works it off, by the database's clock.
  worked_at timestamptz not null default now(),
  finished_at timestamptz,
  constraint batch_once unique (owner_id, idempotency_key)
);
create index batch_organisation on intake.batch (organisation_id, created_at desc, id);
create index batch_unfinished on intake.batch (worked_at) where finished_at is null;
create index batch_finished on intake.batch (finished_at) where finished_at is not null;

create table intake.batch_line (
  batch_id uuid not null constraint batch_line_batch references intake.batch (id) on delete cascade,
  -- As in the file, counted from 1; empty lines have no row.
  line integer not null,
  -- The sender's own id.
  client_id text,
  -- As it came, until it is worked off.
  content text,
  attempts smallint not null default 0,
  -- HTTP status that the line would have had by itself.
  status smallint,
  code text,
  errors jsonb not null default '[]',
  case_ref text,
  case_state text,
  done_at timestamptz,
  constraint batch_line_pk primary key (batch_id, line),
  constraint batch_line_done check ((status is null) = (content is not null) and (status is null) = (done_at is null)),
  constraint batch_line_case check ((status = 201) = (case_ref is not null))
);
create index batch_line_open on intake.batch_line (batch_id, line) where status is null;
