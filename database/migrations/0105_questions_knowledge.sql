-- Knowledge: articles with an owner and a day of review; every version is kept.
create table questions.article (
  id text not null,
  owner text not null,
  version integer not null,
  -- de (always), fr, it, en: { title, text }. A language that is not there is missing, and said to be.
  texts jsonb not null,
  -- Languages whose text nobody has checked after the German one was changed.
  stale text[] not null default '{}',
  services text[] not null default '{}',
  topics text[] not null default '{}',
  unverified boolean not null default false,
  checked_on date not null,
  review_by date not null,
  -- The question it came from.
  question_id uuid,
  changed_at timestamptz not null,
  helped integer not null default 0,
  not_helped integer not null default 0,
  constraint article_pk primary key (id),
  constraint article_german check (texts ? 'de')
);
create index article_review on questions.article (owner, review_by, id);
create index article_services on questions.article using gin (services);
create index article_topics on questions.article using gin (topics);

create table questions.article_version (
  article_id text not null,
  version integer not null,
  texts jsonb not null,
  staff_id uuid,
  unit text not null,
  at timestamptz not null,
  constraint article_version_pk primary key (article_id, version),
  constraint article_version_article foreign key (article_id) references questions.article (id)
);

-- Times to the first answer as they happen: how many took so many working days, by kind, unit and month. Nobody's single case.
create table questions.response (
  kind text not null,
  unit text not null,
  -- First day of the month of the answer.
  month date not null,
  days integer not null,
  count integer not null,
  within integer not null,
  constraint response_pk primary key (kind, unit, month, days)
);
create index response_month on questions.response (month, kind);

-- How many wait for their first answer, counted as they come and go.
create table questions.response_open (
  kind text not null,
  unit text not null,
  count integer not null,
  constraint response_open_pk primary key (kind, unit)
);
