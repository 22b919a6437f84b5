-- What people propose to correct in the directory, what became of each value, and what lies over the canton's files since.
create schema contact;

create table contact.proposal (
  id uuid not null,
  -- What it is about: unit, described, service, or what another module has.
  kind text not null,
  subject text not null,
  -- Whose staff decides.
  unit text not null,
  reason text not null,
  language text not null,
  -- Of whoever wants to be told; gone once everything is decided and told.
  email text,
  account_id uuid,
  at timestamptz not null,
  open_values integer not null,
  constraint proposal_pk primary key (id),
  constraint proposal_open check (open_values >= 0)
);
create index proposal_open on contact.proposal (unit, at, id) where open_values > 0;
create index proposal_decided on contact.proposal (at desc, id desc);
create index proposal_account on contact.proposal (account_id, at desc, id desc) where account_id is not null;

create table contact.proposed_value (
  proposal_id uuid not null,
  -- `address`, `name.de`; `other` for what no field holds.
  field text not null,
  -- What was shown when it was proposed.
  old_value text not null,
  new_value text not null,
  state text not null,
  -- Why it was accepted or rejected, in the words of staff.
  reason text,
  decided_at timestamptz,
  decided_by uuid,
  constraint proposed_value_pk primary key (proposal_id, field),
  constraint proposed_value_proposal foreign key (proposal_id) references contact.proposal (id) on delete cascade,
  constraint proposed_value_state check (state in ('open', 'accepted', 'rejected'))
);

-- The history of accepted values; those without an end lie over the file now.
create table contact.correction (
  id bigint generated always as identity,
  kind text not null,
  subject text not null,
  field text not null,
  -- What the canton's file said then: when it says something else, the correction has ended.
  file_value text not null,
  old_value text not null,
  value text not null,
  reason text not null,
  proposal_id uuid,
  since timestamptz not null,
  ended_at timestamptz,
  -- replaced by another correction, or the file has changed
  ended_why text,
  constraint correction_pk primary key (id),
  constraint correction_ended check ((ended_at is null) = (ended_why is null)),
  constraint correction_why check (ended_why in ('replaced', 'file'))
);
create unique index correction_now on contact.correction (kind, subject, field) where ended_at is null;
create index correction_since on contact.correction (since desc, id desc);
create index correction_ended_by_file on contact.correction (ended_at desc, id desc) where ended_why = 'file';
