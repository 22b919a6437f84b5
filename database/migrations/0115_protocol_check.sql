-- The protocol of deletions is followed from its beginning every night, and what came of it is kept: a page that hashed it whole would get slower with each line.
create table archive.protocol_check (
  id bigint generated always as identity constraint protocol_check_pk primary key,
  at timestamptz not null,
  lines bigint not null,
  -- The first line that did not fit; null: all did.
  broken bigint
);
create trigger protocol_check_append_only before update or delete on archive.protocol_check
  for each row execute function kernel.refuse_change();
