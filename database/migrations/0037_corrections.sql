-- Corrections of what registers say: asked for by the person, decided by the unit that keeps the register, told to all who had the value.
create schema corrections;

create table corrections.request (
  id uuid not null default gen_random_uuid(),
  -- Who asks: the person whose entry it is.
  account_id uuid not null,
  register text not null,
  -- Key of the entry in the register.
  entry_id text not null,
  field text not null,
  wrong_value jsonb not null,
  -- Since when the register had confirmed it, when the person said that it is wrong.
  wrong_as_of date not null,
  right_value jsonb not null,
  note text not null,
  evidence_file uuid,
  -- The unit that keeps the register and decides.
  unit text not null,
  language text not null,
  state text not null,
  asked_at timestamptz not null,
  due date not null,
  decided_at timestamptz,
  decided_by uuid,
  reason text,
  -- The register had another value by then: the unit looks once more.
  stale boolean not null default false,
  corrected_at timestamptz,
  constraint request_pk primary key (id),
  constraint request_state check (state in ('open', 'accepted', 'corrected', 'refused')),
  constraint request_decided check ((state = 'open') = (decided_at is null) and (decided_at is null) = (decided_by is null)),
  constraint request_corrected check ((state = 'corrected') = (corrected_at is not null)),
  constraint request_refused check (state <> 'refused' or reason is not null)
);
-- One at a time: two windows, or two people of a company, can't ask for different things.
create unique index request_open_once on corrections.request (register, entry_id, field) where state in ('open', 'accepted');
create index request_of_account on corrections.request (account_id, asked_at desc, id);
create index request_of_unit on corrections.request (unit, due, id) where state = 'open';
create index request_to_apply on corrections.request (decided_at) where state = 'accepted';

-- To whom the wrong value had gone, as the register wrote down and our own drafts and cases show.
create table corrections.recipient (
  request_id uuid not null,
  number smallint not null,
  kind text not null,
  -- Reference of the case, id of the service whose draft it was, or reader at another authority.
  name text not null,
  had_at timestamptz,
  constraint recipient_pk primary key (request_id, number),
  constraint recipient_request foreign key (request_id) references corrections.request (id) on delete cascade,
  constraint recipient_kind check (kind in ('case', 'draft', 'reader'))
);

-- Values in a case that a register has corrected since.
create table cases.corrected_value (
  case_ref text not null,
  pointer text not null,
  -- Number of the correction.
  correction_id uuid not null,
  was jsonb not null,
  was_as_of date not null,
  value jsonb not null,
  as_of date not null,
  told_at timestamptz not null,
  -- A decision had been made on the wrong value.
  decided boolean not null,
  -- With the right value the rules say something else: other pages, fee, decision, or faults.
  differs boolean not null,
  settled_at timestamptz,
  settled_by uuid,
  settled_how text,
  settled_note text,
  constraint corrected_value_pk primary key (case_ref, pointer, correction_id),
  constraint corrected_value_case foreign key (case_ref) references cases.matter (ref),
  constraint corrected_value_how check (settled_how in ('stands', 'again')),
  constraint corrected_value_settled check
    ((settled_at is null) = (settled_by is null) and (settled_at is null) = (settled_how is null))
);
create index corrected_value_unsettled on cases.corrected_value (told_at, case_ref) where settled_at is null;
