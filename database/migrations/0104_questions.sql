-- Questions of residents: asked publicly or privately, answered by a unit with a clock, shown to everyone only after masking.
create schema questions;

create table questions.question (
  id uuid not null,
  -- What the asker wanted: everyone may see it (after masking), or only the unit.
  public boolean not null,
  -- A private question may become an anonymous public one; only the asker gives this.
  consent boolean not null default false,
  state text not null default 'open',
  title text not null,
  body text not null,
  answer text not null default '',
  -- Paths of this site, most useful first.
  links text[] not null default '{}',
  language text not null,
  -- The page it was asked from.
  about text not null default '',
  service text,
  topic text,
  area text,
  unit text not null,
  -- Member of staff who has taken it.
  assignee_id uuid,
  answered_by uuid,
  account_id uuid,
  asked_at timestamptz not null,
  -- Promised day of the answer; it stays when another unit gets the question.
  due date not null,
  -- Working days left while the asker is asked back; the clock rests then.
  days_left integer,
  reroutes integer not null default 0,
  first_answer_at timestamptz,
  ended_at timestamptz,
  revision integer not null default 1,
  constraint question_pk primary key (id),
  constraint question_state check (state in ('open', 'waiting', 'answered', 'withdrawn')),
  constraint question_ended check ((state in ('answered', 'withdrawn')) = (ended_at is not null))
);
create index question_desk on questions.question (unit, state, due, id);
create index question_oldest on questions.question (unit, asked_at) where first_answer_at is null and state <> 'withdrawn';
create index question_of_account on questions.question (account_id, asked_at desc, id desc) where account_id is not null;
create index question_ended_at on questions.question (ended_at) where ended_at is not null;

-- What happened, in order; notes are for staff only.
create table questions.step (
  id bigint generated always as identity,
  question_id uuid not null,
  kind text not null,
  text text not null default '',
  unit text,
  to_unit text,
  staff_id uuid,
  at timestamptz not null,
  constraint step_pk primary key (id),
  constraint step_question foreign key (question_id) references questions.question (id) on delete cascade,
  constraint step_kind check (kind in ('asked', 'taken', 'rerouted', 'asked-back', 'replied', 'answered', 'published', 'hidden',
    'note', 'consented', 'refused', 'withdrawn', 'article'))
);
create index step_of_question on questions.step (question_id, id);

-- Which unit has read a private question on which day: shown to the asker, also to one without an account.
create table questions.reading (
  question_id uuid not null,
  unit text not null,
  day date not null,
  constraint reading_pk primary key (question_id, unit, day),
  constraint reading_question foreign key (question_id) references questions.question (id) on delete cascade
);

-- Secret addresses of those who asked without an account, by the hash of the secret.
create table questions.key (
  hash bytea not null,
  question_id uuid not null,
  made_at timestamptz not null,
  constraint key_pk primary key (hash),
  constraint key_question foreign key (question_id) references questions.question (id) on delete cascade
);
create index key_of_question on questions.key (question_id);

-- Mail address of an asker without an account; only a confirmed one is written to. It goes before the question does.
create table questions.address (
  question_id uuid not null,
  email text not null,
  confirm_hash bytea not null,
  confirmed_at timestamptz,
  made_at timestamptz not null,
  language text not null,
  constraint address_pk primary key (question_id),
  constraint address_question foreign key (question_id) references questions.question (id) on delete cascade
);
create unique index address_confirm on questions.address (confirm_hash);
create index address_of_mail on questions.address (email, made_at);
create index address_unconfirmed on questions.address (made_at) where confirmed_at is null;

-- What everyone sees: the masked words that staff have released, nothing else.
create table questions.published (
  question_id uuid not null,
  title text not null,
  body text not null,
  -- Empty until an answer is released.
  answer text not null default '',
  links text[] not null default '{}',
  language text not null,
  service text,
  topic text,
  area text,
  unit text not null,
  state text not null,
  asked_on date not null,
  due date not null,
  answered_on date,
  published_at timestamptz not null,
  changed_at timestamptz not null,
  helped integer not null default 0,
  not_helped integer not null default 0,
  words tsvector not null,
  constraint published_pk primary key (question_id),
  constraint published_state check (state in ('open', 'answered'))
);
create index published_newest on questions.published (published_at desc, question_id desc);
create index published_topic on questions.published (topic, published_at desc, question_id desc) where topic is not null;
create index published_unit on questions.published (unit, published_at desc, question_id desc);
create index published_state_of on questions.published (state, published_at desc, question_id desc);
create index published_service on questions.published (service, published_at desc, question_id desc) where state = 'answered';
create index published_words on questions.published using gin (words);
create index published_changed on questions.published (changed_at desc, question_id desc);
