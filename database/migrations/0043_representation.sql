-- Representation by law, as the registers name it: parents, guardians, those who sign for a company. The register says it anew
-- whenever somebody acts; the row is what a session can choose, and what a transaction can hold to.
create table mandates.representation (
  id uuid not null default gen_random_uuid() constraint representation_pk primary key,
  -- Account of whoever acts, and its key in the residents' register.
  representative_id uuid not null,
  representative_key text not null,
  -- Account of the person or company, its key in its register, its name as lists show and search it.
  represented_id uuid not null,
  represented_key text not null,
  represented_name text not null,
  register text not null constraint representation_register check (register in ('residents', 'companies')),
  kind text not null constraint representation_kind check (kind in ('parent', 'guardian', 'signatory')),
  -- Of those who sign for a company: alone, or with a second one.
  signing text constraint representation_signing check (signing in ('single', 'joint')),
  -- Areas of a guardian; null: everything.
  areas text[],
  -- Last day; null: no end is known.
  until date,
  as_of date not null,
  -- When a register last said so.
  confirmed_at timestamptz not null,
  -- The register names them no more, the child is of age, somebody has died.
  ended_at timestamptz,
  constraint representation_once unique (representative_id, represented_id),
  constraint representation_of_company check ((register = 'companies') = (kind = 'signatory') and (signing is not null) = (kind = 'signatory')),
  constraint representation_of_two check (representative_id <> represented_id)
);
create index representation_clients on mandates.representation (representative_id, lower(represented_name), id) where ended_at is null;
create index representation_represented on mandates.representation (represented_id);
