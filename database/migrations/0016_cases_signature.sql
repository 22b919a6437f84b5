-- Signatures under what was handed in: by whom, in which manner, and a digest of the answers. The name is as it was typed.
create table cases.signature (
  case_ref text not null constraint signature_case references cases.matter (ref),
  pointer text not null,
  name text not null,
  manner text not null constraint signature_manner check (manner in ('typed', 'seen', 'scanned', 'spoken')),
  -- The account that hands in, or for which staff do.
  account_id uuid not null,
  -- Level of its sign-in; null where staff have seen or heard it.
  assurance text,
  staff_id uuid,
  at timestamptz not null,
  -- SHA-256 of the answers in canonical form, without the signature itself.
  digest bytea not null,
  constraint signature_pk primary key (case_ref, pointer)
);
