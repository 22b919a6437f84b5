-- The transparency log: salted hashes of access entries in a Merkle tree (RFC 6962), with signed checkpoints.

-- 122 random bits beside each entry: without them nobody can guess what its hash stands for. Entries that are there get theirs now.
alter table kernel.access_entry
  add column salt bytea not null default uuid_send(gen_random_uuid())
    constraint access_entry_salt check (length(salt) = 16);

-- Nobody changes an entry; what may be removed is what has been kept as long as it must be.
create function kernel.refuse_change_of_access() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.at < now() - interval '10 years' then
    return old;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
drop trigger access_entry_append_only on kernel.access_entry;
create trigger access_entry_append_only before update or delete on kernel.access_entry
  for each row execute function kernel.refuse_change_of_access();

create schema transparency;

-- One log for ever, if all goes well. After a restore from an older backup a new one is begun, and the old one stays as evidence.
create table transparency.log (
  number integer not null constraint log_pk primary key,
  origin text not null constraint log_origin_once unique,
  -- Public key, name+id+key: a new key needs a new log.
  key text not null,
  begun_at timestamptz not null,
  -- Why it was begun anew; the first one has no reason.
  reason text,
  size bigint not null default 0,
  -- Every entry up to this number is in the log, or will never exist.
  settled_id bigint not null default 0
);

-- Which entry stands where. No foreign key: the row of an entry goes when its time is over, its leaf stays.
create table transparency.leaf (
  log integer not null,
  index bigint not null,
  entry_id bigint not null,
  entry_at timestamptz not null,
  commitment bytea not null constraint leaf_commitment check (length(commitment) = 32),
  constraint leaf_pk primary key (log, index),
  constraint leaf_entry_once unique (log, entry_id)
);
create trigger leaf_append_only before update or delete on transparency.leaf
  for each row execute function kernel.refuse_change();

-- Hashes as C2SP tlog-tiles has them, up to 256 in a row.
create table transparency.tile (
  log integer not null,
  level smallint not null,
  number bigint not null,
  hashes bytea not null constraint tile_width check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
  constraint tile_pk primary key (log, level, number)
);
-- Hashes can't be compressed.
alter table transparency.tile alter column hashes set storage external;
create function transparency.refuse_other_hashes() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or substring(new.hashes for length(old.hashes)) <> old.hashes then
    raise exception 'tile only grows' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger tile_only_grows before update or delete on transparency.tile
  for each row execute function transparency.refuse_other_hashes();

-- Witnesses that have ever confirmed, so that old receipts can still be told from forged ones.
create table transparency.witness (
  key text not null constraint witness_pk primary key,
  since timestamptz not null
);

create table transparency.checkpoint (
  log integer not null constraint checkpoint_log references transparency.log,
  size bigint not null,
  head bytea not null,
  -- Signed note (C2SP tlog-checkpoint), as the log signed it.
  note text not null,
  signed_at timestamptz not null,
  -- The witness's line to append, newest of those it gave for this size.
  cosignature text,
  cosigned_at timestamptz,
  cosigned_by text constraint checkpoint_cosigned_by references transparency.witness,
  constraint checkpoint_pk primary key (log, size),
  constraint checkpoint_cosignature check (num_nulls(cosignature, cosigned_at, cosigned_by) in (0, 3))
);
create function transparency.refuse_other_note() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (new.log, new.size, new.head, new.note, new.signed_at) <> (old.log, old.size, old.head, old.note, old.signed_at) then
    raise exception 'checkpoint is append-only' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger checkpoint_append_only before update or delete on transparency.checkpoint
  for each row execute function transparency.refuse_other_note();
create index checkpoint_cosigned on transparency.checkpoint (log, size) where cosignature is not null;

-- Entries whose rows are gone because their retention was over.
create table transparency.removal (
  log integer not null,
  index bigint not null,
  removed_at timestamptz not null,
  reason text not null constraint removal_reason check (reason in ('retention')),
  constraint removal_pk primary key (log, index)
);
create trigger removal_append_only before update or delete on transparency.removal
  for each row execute function kernel.refuse_change();

-- What the witness said last.
create table transparency.witness_answer (
  log integer not null constraint witness_answer_pk primary key constraint witness_answer_log references transparency.log,
  state text not null constraint witness_answer_state check (state in ('agrees', 'rewound', 'forked', 'stranger', 'unreachable')),
  -- The size that the witness knows, where it is another than ours.
  size bigint,
  detail text not null,
  at timestamptz not null,
  -- Since when it has been the same state.
  since timestamptz not null
);

-- Each time everything was computed anew.
create table transparency.check_run (
  id bigint generated always as identity constraint check_run_pk primary key,
  log integer not null constraint check_run_log references transparency.log,
  size bigint not null,
  began_at timestamptz not null,
  ended_at timestamptz not null,
  found integer not null
);
create index check_run_log_id on transparency.check_run (log, id desc);

-- What did not fit; of very many only the first.
create table transparency.finding (
  run bigint not null constraint finding_run references transparency.check_run,
  number integer not null,
  kind text not null constraint finding_kind check (kind in ('changed', 'removed', 'inserted', 'backdated', 'tree', 'head')),
  entry_id bigint,
  index bigint,
  detail text not null,
  constraint finding_pk primary key (run, number)
);
