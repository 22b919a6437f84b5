-- Blocks of disclosure: a person forbids that their data is told to others; set and lifted by themselves or at the counter.
create table data.disclosure_block (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  set_at timestamptz not null,
  -- Member of staff at the counter; null: the person themselves.
  set_by uuid,
  -- How the counter knew who it was.
  set_identification text,
  lifted_at timestamptz,
  lifted_by uuid,
  lifted_identification text,
  constraint disclosure_block_pk primary key (id),
  constraint disclosure_block_set check ((set_by is null) = (set_identification is null)),
  constraint disclosure_block_lifted check ((lifted_by is null) = (lifted_identification is null)),
  constraint disclosure_block_order check (lifted_at is not null or lifted_by is null)
);
-- Two windows at once: one block.
create unique index disclosure_block_once on data.disclosure_block (account_id) where lifted_at is null;
create index disclosure_block_of_account on data.disclosure_block (account_id, set_at desc, id);
