-- Participation: processes of the canton's folder, who takes part in them, and what they contribute.
create schema participation;

create table participation.process (
  id text not null,
  -- The day that its phases count from where they are given as days from the first start (demonstrations).
  first_day date not null,
  constraint process_pk primary key (id)
);

-- How somebody appears in one process. It says nothing about who it is in another.
create table participation.author (
  id uuid not null default gen_random_uuid(),
  process_id text not null,
  -- A pseudonym, or the name that the person wanted to be shown.
  shown_as text not null,
  named boolean not null,
  organisation boolean not null default false,
  joined_at timestamptz not null,
  constraint author_pk primary key (id),
  constraint author_process foreign key (process_id) references participation.process (id)
);

-- Who that is. One person once: the key is made of the register's entry, else of the account, or of a code.
create table participation.participant (
  author_id uuid not null,
  process_id text not null,
  person_key bytea not null,
  account_id uuid,
  language text not null,
  -- For the report of who took part; groups, no birth date and no address.
  age_group text,
  area text,
  constraint participant_pk primary key (author_id),
  constraint participant_author foreign key (author_id) references participation.author (id) on delete cascade,
  constraint participant_once unique (process_id, person_key)
);
create index participant_of_account on participation.participant (account_id, process_id);

create table participation.contribution (
  id uuid not null default gen_random_uuid(),
  process_id text not null,
  author_id uuid not null,
  -- What it is: one of the acts that the process takes, e.g. comment, suggestion, idea, support.
  act text not null,
  -- What it is about within the process, e.g. a paragraph; empty: the process as a whole.
  anchor text not null default '',
  title text not null default '',
  body text not null default '',
  -- What only this act has, e.g. the place of an idea.
  data jsonb not null default '{}',
  language text not null,
  at timestamptz not null,
  -- waiting: looked at before it is published; hidden: by moderation; withdrawn: by the author.
  state text not null default 'published',
  -- Whether everyone may see it; a vote or an answer of a survey is counted only.
  listed boolean not null default true,
  constraint contribution_pk primary key (id),
  constraint contribution_author foreign key (author_id) references participation.author (id),
  constraint contribution_process foreign key (process_id) references participation.process (id),
  constraint contribution_state check (state in ('waiting', 'published', 'hidden', 'withdrawn'))
);
create index contribution_shown on participation.contribution (process_id, at desc, id desc) where listed and state = 'published';
create index contribution_of_act on participation.contribution (process_id, act, at desc, id desc) where listed and state = 'published';
create index contribution_at_anchor on participation.contribution (process_id, anchor, at desc, id desc) where listed and state = 'published';
create index contribution_of_author on participation.contribution (author_id, at desc, id desc);
create index contribution_waiting on participation.contribution (process_id, at, id) where state = 'waiting';
-- Acts that a person may do once only, e.g. support a petition.
create table participation.act_once (
  process_id text not null,
  act text not null,
  author_id uuid not null,
  anchor text not null default '',
  contribution_id uuid not null,
  constraint act_once_pk primary key (author_id, act, anchor),
  constraint act_once_contribution foreign key (contribution_id) references participation.contribution (id) on delete cascade
);

-- Counted as they come in, so that a page with 10,000 contributions opens as fast as one with 100.
create table participation.tally (
  process_id text not null,
  act text not null,
  anchor text not null,
  count integer not null,
  constraint tally_pk primary key (process_id, act, anchor)
);
