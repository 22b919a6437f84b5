-- Documents of groups with all their versions, and events with places, a waiting list and whoever comes.
create table community.document (
  id uuid not null,
  circle_id uuid not null,
  title text not null,
  about text not null default '',
  versions integer not null default 0,
  made_at timestamptz not null,
  last_at timestamptz not null,
  words tsvector not null,
  constraint document_pk primary key (id),
  constraint document_circle foreign key (circle_id) references community.circle (id) on delete cascade
);
create index document_of_circle on community.document (circle_id, last_at desc, id desc);
create index document_words on community.document using gin (words);

create table community.document_version (
  document_id uuid not null,
  number integer not null,
  file_id uuid not null,
  note text not null default '',
  author_id uuid,
  at timestamptz not null,
  constraint document_version_pk primary key (document_id, number),
  constraint document_version_file unique (file_id),
  constraint document_version_document foreign key (document_id) references community.document (id) on delete cascade
);
create index document_version_of_author on community.document_version (author_id, at desc) where author_id is not null;

create table community.event (
  id uuid not null,
  circle_id uuid not null,
  host_id uuid,
  title text not null,
  about text not null,
  place text not null,
  starts_at timestamptz not null,
  minutes integer not null,
  -- Null: as many as want to.
  capacity integer,
  coming integer not null default 0,
  waiting integer not null default 0,
  cancelled_at timestamptz,
  made_at timestamptz not null,
  revision integer not null default 1,
  words tsvector not null,
  constraint event_pk primary key (id),
  constraint event_circle foreign key (circle_id) references community.circle (id) on delete cascade,
  constraint event_capacity check (capacity is null or (capacity > 0 and coming <= capacity)),
  constraint event_counts check (coming >= 0 and waiting >= 0)
);
create index event_of_circle on community.event (circle_id, starts_at, id);
create index event_of_host on community.event (host_id, made_at desc) where host_id is not null;
create index event_words on community.event using gin (words) where cancelled_at is null;

create table community.rsvp (
  event_id uuid not null,
  account_id uuid not null,
  shown_as text not null,
  state text not null,
  -- The order in which people have asked: the waiting list moves up by it.
  asked bigint generated always as identity,
  at timestamptz not null,
  constraint rsvp_pk primary key (event_id, account_id),
  constraint rsvp_event foreign key (event_id) references community.event (id) on delete cascade,
  constraint rsvp_state check (state in ('coming', 'waiting'))
);
create index rsvp_queue on community.rsvp (event_id, state, asked);
create index rsvp_of_account on community.rsvp (account_id);
