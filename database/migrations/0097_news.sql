-- News in four languages with their history and corrections, and the log of emergency banners.
create schema news;

create table news.item (
  id uuid not null,
  state text not null,
  -- Grows with each step; tells a stale page.
  revision integer not null,
  -- {"de": {"title": …, "lead": …, "body": …}, …}: all four languages are whole before it is published.
  texts jsonb not null,
  topics text[] not null,
  -- Municipalities; none: the whole canton.
  areas text[] not null,
  unit text not null,
  services text[] not null,
  processes text[] not null,
  -- Somebody else than who wrote it has to approve it first.
  four_eyes boolean not null,
  written_by uuid not null,
  approved_by uuid,
  publish_at timestamptz,
  published_at timestamptz,
  -- When what the public reads was changed last.
  changed_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_reason jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint item_pk primary key (id),
  constraint item_state check (state in ('draft', 'scheduled', 'published', 'withdrawn')),
  constraint item_scheduled check (state <> 'scheduled' or publish_at is not null),
  constraint item_published check ((state in ('published', 'withdrawn')) = (published_at is not null and changed_at is not null)),
  constraint item_withdrawn check ((state = 'withdrawn') = (withdrawn_at is not null and withdrawn_reason is not null)),
  constraint item_approved check (approved_by is null or approved_by <> written_by)
);
create index item_desk on news.item (state, updated_at desc, id desc);
create index item_due on news.item (publish_at) where state = 'scheduled';

-- What a list shows, by key: one row for each way to filter ('', 'topic=tiere', 'topic=tiere&area=riehen', 'service=…').
create table news.listed (
  filter text not null,
  published_at timestamptz not null,
  item_id uuid not null,
  constraint listed_pk primary key (filter, published_at, item_id),
  constraint listed_item foreign key (item_id) references news.item (id) on delete cascade
);
create index listed_of_item on news.listed (item_id);

-- Append-only: what was changed after publication, for everyone to read.
create table news.correction (
  id bigint generated always as identity,
  item_id uuid not null,
  kind text not null,
  note jsonb not null,
  at timestamptz not null,
  constraint correction_pk primary key (id),
  constraint correction_item foreign key (item_id) references news.item (id),
  constraint correction_kind check (kind in ('spelling', 'facts', 'addition'))
);
create index correction_of_item on news.correction (item_id, id);

-- Append-only: each step of an item with what it said then, for those who write.
create table news.step (
  id bigint generated always as identity,
  item_id uuid not null,
  revision integer not null,
  step text not null,
  at timestamptz not null,
  by_id uuid,
  -- Who works for the canton does it under their name; absent: the program, at its time.
  by_name text,
  content jsonb,
  constraint step_pk primary key (id),
  constraint step_item foreign key (item_id) references news.item (id) on delete cascade
);
create index step_of_item on news.step (item_id, id desc);

-- Log of banners: set, until when, ended by whom. At most one has not ended by hand.
create table news.banner (
  id bigint generated always as identity,
  -- Made with the form: sent twice, it is set once.
  form_id uuid not null,
  level text not null,
  texts jsonb not null,
  link text not null,
  areas text[] not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  set_by_id uuid not null,
  set_by text not null,
  ended_at timestamptz,
  ended_by text,
  constraint banner_pk primary key (id),
  constraint banner_form unique (form_id),
  constraint banner_level check (level in ('info', 'warning', 'alarm')),
  constraint banner_time check (until_at > from_at),
  constraint banner_ended check ((ended_at is null) = (ended_by is null))
);
create unique index banner_open on news.banner ((true)) where ended_at is null;
