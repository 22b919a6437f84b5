-- Cases whose retention ends: announced to the person, offered to the archive where the service says so, then deleted.
create schema archive;

create table archive.ending (
  case_ref text not null constraint ending_pk primary key,
  owner_id uuid not null,
  service_id text not null,
  service_version integer not null,
  -- First day on which it may go.
  due date not null,
  to_archive boolean not null,
  state text not null constraint ending_state check (state in ('announced', 'offered', 'taken', 'declined')),
  announced_at timestamptz not null,
  offered_at timestamptz,
  -- The archive has fetched the package.
  packed_at timestamptz,
  decided_at timestamptz,
  decided_by uuid,
  -- One of a list: free text could hold persons, and the protocol keeps it for ever.
  reason text,
  constraint ending_decided check ((state in ('taken', 'declined')) = (num_nonnulls(decided_at, decided_by, reason) = 3)),
  constraint ending_taken_packed check (state <> 'taken' or packed_at is not null)
);
create index ending_due on archive.ending (state, due, case_ref);
create index ending_owner on archive.ending (owner_id, due);

-- What was deleted: kinds and counts, nobody's name and no reference. Each line holds the hash of the one before.
create table archive.deletion (
  id bigint generated always as identity constraint deletion_pk primary key,
  at timestamptz not null,
  service_id text not null,
  service_version integer not null,
  closed_on date not null,
  due date not null,
  basis text not null,
  archive text not null constraint deletion_archive check (archive in ('not-offered', 'taken', 'declined')),
  reason text,
  announced_at timestamptz not null,
  -- Rows by table.
  counts jsonb not null,
  files integer not null,
  bytes bigint not null,
  previous bytea not null constraint deletion_previous check (length(previous) = 32),
  digest bytea not null constraint deletion_digest check (length(digest) = 32)
);
create trigger deletion_append_only before update or delete on archive.deletion
  for each row execute function kernel.refuse_change();
