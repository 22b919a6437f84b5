-- Paper: forms printed for a person, and the letters that go by post.
create table intake.paper_form (
  -- `F-7K2P-9QXM`, with a check symbol.
  number text not null constraint paper_form_pk primary key,
  service_id text not null,
  service_version integer not null,
  language text not null,
  owner_id uuid not null,
  printed_at timestamptz not null,
  -- The case it became; a form becomes one case only.
  case_ref text,
  entered_at timestamptz,
  constraint paper_form_entered check ((case_ref is null) = (entered_at is null))
);
create index paper_form_printed on intake.paper_form (printed_at);

-- How the person wants to hear from us.
alter table cases.matter
  add column delivery text not null default 'account'
    constraint matter_delivery check (delivery in ('account', 'post'));
update cases.matter set delivery = 'post' where channel in ('paper', 'counter');
create index matter_post on cases.matter (unit) where delivery = 'post';

-- One print run of a unit's letters. The PDF and the manifest are made by a job.
create table cases.postal_run (
  id uuid not null default gen_random_uuid() constraint postal_run_pk primary key,
  unit text not null,
  day date not null,
  -- Counted from 1 for each unit and day.
  number integer not null,
  made_at timestamptz not null,
  made_by uuid not null,
  letters integer not null,
  -- Sheets with addresses included; known once it is set.
  pages integer,
  file_id uuid,
  manifest_id uuid,
  constraint postal_run_once unique (unit, day, number)
);

create table cases.postal_letter (
  -- A letter goes in exactly one run.
  document_id uuid not null constraint postal_letter_pk primary key
    constraint postal_letter_document references cases.document (id),
  run_id uuid not null constraint postal_letter_run references cases.postal_run (id),
  position integer not null,
  constraint postal_letter_place unique (run_id, position)
);
