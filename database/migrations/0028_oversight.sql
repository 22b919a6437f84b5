-- Questions that people ask about uses of their data, staff who look at unusually many people, and uses that a law hides for a time.
create schema oversight;

create table oversight.question (
  id uuid not null default gen_random_uuid(),
  -- The person concerned, who asks about entries of their own.
  account_id uuid not null,
  entries bigint[] not null,
  question text not null,
  language text not null,
  asked_at timestamptz not null,
  due date not null,
  answer text,
  answered_at timestamptz,
  answered_by uuid,
  constraint question_pk primary key (id),
  constraint question_entries check (cardinality(entries) between 1 and 100),
  constraint question_answered check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null))
);
create index question_open on oversight.question (due, id) where answered_at is null;
create index question_answered_last on oversight.question (answered_at desc, id) where answered_at is not null;
create index question_of_account on oversight.question (account_id, asked_at desc);

create table oversight.unusual_reading (
  id uuid not null default gen_random_uuid(),
  -- The member of staff who read.
  actor_id uuid not null,
  unit text,
  persons integer not null,
  since timestamptz not null,
  noticed_at timestamptz not null,
  constraint unusual_reading_pk primary key (id)
);
create index unusual_reading_last on oversight.unusual_reading (noticed_at desc, id);
create index unusual_reading_actor on oversight.unusual_reading (actor_id, noticed_at);

alter table kernel.access_entry
  -- A law may hide a use for a time, e.g. while an investigation lasts; then the entry appears by itself.
  add column hidden_until timestamptz,
  add column hidden_basis text,
  add constraint access_entry_hidden check ((hidden_until is null) = (hidden_basis is null));
create index access_entry_staff on kernel.access_entry (at) where actor_kind = 'staff';
create index account_roles on identity.account using gin (roles) where kind = 'staff';
