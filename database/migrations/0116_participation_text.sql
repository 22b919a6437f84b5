-- Consultations: the versions of a text, edit suggestions, and statements that organisations draft together.

-- A version stays as it was published: what people have written is about it.
create table participation.text_version (
  process_id text not null,
  -- Counted from 1; contributions name it.
  number integer not null,
  name jsonb not null,
  -- All of them in their order, each in four languages.
  paragraphs jsonb not null,
  published_at timestamptz not null,
  -- Who has published it; null: it stands in the canton's folder.
  unit text,
  constraint text_version_pk primary key (process_id, number),
  constraint text_version_process foreign key (process_id) references participation.process (id)
);

-- What the next version changes, until it is published.
create table participation.text_draft (
  process_id text not null,
  anchor text not null,
  -- Null: the paragraph goes.
  paragraph jsonb,
  -- Which paragraph a new one follows; null: it is one of the version before.
  follows text,
  -- Whoever has read an older one is asked to look again.
  revision integer not null,
  begun_at timestamptz not null,
  constraint text_draft_pk primary key (process_id, anchor),
  constraint text_draft_process foreign key (process_id) references participation.process (id)
);

-- In which words it was taken up, and in which version it stands.
alter table participation.fate add column wording text;
alter table participation.fate add column version integer;
create index fate_of_version on participation.fate (process_id, version) where version is not null;

-- One of an organisation in a process; nobody else sees it before it is released.
create table participation.statement (
  id uuid not null default gen_random_uuid(),
  process_id text not null,
  -- Key of the organisation in the register of companies.
  organisation text not null,
  name text not null,
  language text not null,
  -- The version of the text that it is about.
  version integer not null,
  begun_at timestamptz not null,
  released_at timestamptz,
  constraint statement_pk primary key (id),
  constraint statement_once unique (process_id, organisation),
  constraint statement_process foreign key (process_id) references participation.process (id)
);

-- Append-only: each text that a representative has saved. The highest revision of an anchor stands.
create table participation.statement_text (
  statement_id uuid not null,
  -- A paragraph; empty: what is said of the whole.
  anchor text not null,
  revision integer not null,
  -- Empty: it was taken out.
  body text not null,
  written_by uuid not null,
  writer text not null,
  written_at timestamptz not null,
  constraint statement_text_pk primary key (statement_id, anchor, revision),
  constraint statement_text_of foreign key (statement_id) references participation.statement (id) on delete cascade
);

create index statement_text_of_writer on participation.statement_text (written_by);

-- Who agrees that it is released, as it stands: one who signs alone, or two who sign together.
create table participation.statement_consent (
  statement_id uuid not null,
  account_id uuid not null,
  signatory text not null,
  -- How many texts were saved by then: what is changed afterwards needs a new consent.
  texts integer not null,
  given_at timestamptz not null,
  constraint statement_consent_pk primary key (statement_id, account_id),
  constraint statement_consent_of foreign key (statement_id) references participation.statement (id) on delete cascade
);

create index statement_consent_of_account on participation.statement_consent (account_id);

-- All parts of a released statement.
create index contribution_of_statement on participation.contribution (process_id, (data ->> 'statement')) where data ? 'statement';
