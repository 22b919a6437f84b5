-- Threads between a person and a unit: about a case, a service, or whatever; with files, deadlines, and who has opened what when.
create schema dialogue;

create table dialogue.thread (
  id uuid not null,
  account_id uuid not null,
  unit text not null,
  service_id text,
  case_ref text,
  subject text not null,
  language text not null,
  opened_at timestamptz not null,
  last_at timestamptz not null,
  -- Since when the unit is to answer, and by when it wants to; null: it has.
  waiting_since timestamptz,
  due date,
  constraint thread_pk primary key (id),
  constraint thread_due check ((waiting_since is null) = (due is null))
);
create index thread_of_account on dialogue.thread (account_id, last_at desc, id desc);
create index thread_waiting on dialogue.thread (unit, due, id) where waiting_since is not null;
create index thread_of_unit on dialogue.thread (unit, last_at desc, id desc);
create index thread_of_case on dialogue.thread (case_ref) where case_ref is not null;
create index thread_old on dialogue.thread (last_at) where case_ref is null;

create table dialogue.message (
  id uuid not null,
  thread_id uuid not null,
  from_unit boolean not null,
  author_id uuid not null,
  body text not null,
  at timestamptz not null,
  -- When the other side has opened it for the first time.
  opened_at timestamptz,
  -- An official letter to somebody who has agreed to get such letters here.
  official boolean not null,
  deadline date,
  deadline_done_at timestamptz,
  reminded_at timestamptz,
  constraint message_pk primary key (id),
  constraint message_thread foreign key (thread_id) references dialogue.thread (id) on delete cascade,
  constraint message_official check (from_unit or (not official and deadline is null)),
  constraint message_done check (deadline is not null or deadline_done_at is null)
);
create index message_of_thread on dialogue.message (thread_id, at, id);
create index message_deadline on dialogue.message (deadline) where deadline is not null and deadline_done_at is null;
create index message_of_author on dialogue.message (author_id, at desc);

create table dialogue.attachment (
  file_id uuid not null,
  message_id uuid not null,
  constraint attachment_pk primary key (file_id),
  constraint attachment_message foreign key (message_id) references dialogue.message (id) on delete cascade
);
create index attachment_of_message on dialogue.attachment (message_id);

-- That somebody wants official letters here: each time they said so, and until when.
create table dialogue.electronic_service (
  account_id uuid not null,
  since timestamptz not null,
  ended_at timestamptz,
  constraint electronic_service_pk primary key (account_id, since)
);
create unique index electronic_service_now on dialogue.electronic_service (account_id) where ended_at is null;
