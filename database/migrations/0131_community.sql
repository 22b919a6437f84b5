-- The community of staff: who takes part and shows what, groups with their members and guests, what is written, and moderation.
create schema community;

-- One row for each account that takes part: the lock under which it writes, and what it wants to show of itself.
create table community.profile (
  account_id uuid not null,
  -- The name as it was when somebody came last; whoever leaves takes it along.
  shown_as text not null,
  guest boolean not null default false,
  -- Whether colleagues find the profile at all; `shown` says which parts of it.
  listed boolean not null default false,
  about text not null default '',
  skills text[] not null default '{}',
  offers text[] not null default '{}',
  shown text[] not null default '{}',
  digest text not null default 'weekly',
  digested_at timestamptz not null,
  joined_at timestamptz not null,
  -- Of what is shown only: the search finds nothing else.
  words tsvector not null,
  constraint profile_pk primary key (account_id),
  constraint profile_digest check (digest in ('none', 'daily', 'weekly'))
);
create index profile_listed on community.profile (shown_as, account_id) where listed;
create index profile_called on community.profile (lower(shown_as));
create index profile_words on community.profile using gin (words) where listed;
create index profile_digest_due on community.profile (digest, account_id) where digest <> 'none';

-- A group; the word itself is reserved in SQL.
create table community.circle (
  id uuid not null,
  name text not null,
  about text not null,
  open boolean not null,
  created_at timestamptz not null,
  -- Kept as they change, so that no page counts.
  members integer not null default 0,
  entries integer not null default 0,
  -- Goes up with everything that is written: pages that are open ask for it.
  pulse integer not null default 0,
  last_at timestamptz not null,
  words tsvector not null,
  constraint circle_pk primary key (id)
);
create unique index circle_name on community.circle (lower(name));
create index circle_recent on community.circle (last_at desc, id desc);
create index circle_words on community.circle using gin (words);

create table community.member (
  circle_id uuid not null,
  account_id uuid not null,
  shown_as text not null,
  role text not null,
  -- Of guests: where they work, and the last day on which they may come in.
  organisation text,
  until date,
  joined_at timestamptz not null,
  constraint member_pk primary key (circle_id, account_id),
  constraint member_circle foreign key (circle_id) references community.circle (id) on delete cascade,
  constraint member_role check (role in ('moderator', 'member', 'guest')),
  constraint member_until check ((role = 'guest') = (until is not null and organisation is not null))
);
create index member_of_account on community.member (account_id, circle_id);
create index member_listed on community.member (circle_id, joined_at, account_id);
create index member_called on community.member (circle_id, lower(shown_as));
create index member_ends on community.member (until) where until is not null;

-- Somebody would like to come into a closed group.
create table community.request (
  circle_id uuid not null,
  account_id uuid not null,
  shown_as text not null,
  at timestamptz not null,
  constraint request_pk primary key (circle_id, account_id),
  constraint request_circle foreign key (circle_id) references community.circle (id) on delete cascade
);
create index request_of_account on community.request (account_id);

-- A guest who was asked in by mail: into one group, until a day.
create table community.invitation (
  id uuid not null,
  circle_id uuid not null,
  name text not null,
  email text not null,
  organisation text not null,
  until date not null,
  secret_hash bytea not null,
  invited_at timestamptz not null,
  account_id uuid,
  constraint invitation_pk primary key (id),
  constraint invitation_secret unique (secret_hash),
  constraint invitation_circle foreign key (circle_id) references community.circle (id) on delete cascade
);
create index invitation_open on community.invitation (circle_id, invited_at) where account_id is null;
create index invitation_of_account on community.invitation (account_id) where account_id is not null;
create index invitation_ends on community.invitation (until);

-- What is written: a post or a question of a group, or an idea that all staff see (without a group).
create table community.entry (
  id uuid not null,
  circle_id uuid,
  kind text not null,
  -- Null once whoever wrote it has left.
  author_id uuid,
  title text not null,
  body text not null,
  language text not null,
  at timestamptz not null,
  state text not null default 'shown',
  comments integer not null default 0,
  pulse integer not null default 0,
  -- Of a question: the comment that answers it.
  accepted_id uuid,
  words tsvector not null,
  constraint entry_pk primary key (id),
  constraint entry_circle foreign key (circle_id) references community.circle (id) on delete cascade,
  constraint entry_kind check (kind in ('post', 'question', 'idea')),
  constraint entry_place check ((kind = 'idea') = (circle_id is null)),
  constraint entry_state check (state in ('shown', 'hidden', 'removed')),
  constraint entry_accepted check (accepted_id is null or kind = 'question')
);
create index entry_of_circle on community.entry (circle_id, at desc, id desc) where state = 'shown' and circle_id is not null;
create index entry_open_question on community.entry (circle_id, at desc, id desc)
  where state = 'shown' and kind = 'question' and accepted_id is null;
create index entry_of_author on community.entry (author_id, at desc, id desc) where author_id is not null;
create index entry_words on community.entry using gin (words) where state = 'shown';
create index entry_gone on community.entry (at) where state <> 'shown';

create table community.comment (
  id uuid not null,
  entry_id uuid not null,
  author_id uuid,
  body text not null,
  language text not null,
  at timestamptz not null,
  state text not null default 'shown',
  constraint comment_pk primary key (id),
  constraint comment_entry foreign key (entry_id) references community.entry (id) on delete cascade,
  constraint comment_state check (state in ('shown', 'hidden', 'removed'))
);
create index comment_of_entry on community.comment (entry_id, at, id);
create index comment_of_author on community.comment (author_id, at desc, id desc) where author_id is not null;

-- Somebody was called by name, once for each text.
create table community.mention (
  account_id uuid not null,
  source_id uuid not null,
  entry_id uuid not null,
  at timestamptz not null,
  constraint mention_pk primary key (account_id, source_id),
  constraint mention_entry foreign key (entry_id) references community.entry (id) on delete cascade
);
create index mention_of_account on community.mention (account_id, at desc, source_id desc);
create index mention_of_entry on community.mention (entry_id);

-- Somebody asks moderation to look at a text.
create table community.report (
  source_id uuid not null,
  account_id uuid not null,
  entry_id uuid not null,
  circle_id uuid,
  reason text not null,
  at timestamptz not null,
  done_at timestamptz,
  constraint report_pk primary key (source_id, account_id),
  constraint report_entry foreign key (entry_id) references community.entry (id) on delete cascade
);
create index report_open on community.report (circle_id, at, source_id) where done_at is null;
create index report_of_entry on community.report (entry_id);
create index report_of_account on community.report (account_id);

-- What moderation has done, by which rule and why; members read it, it names nobody.
create table community.moderation (
  id bigint generated always as identity,
  circle_id uuid,
  entry_id uuid not null,
  source_id uuid not null,
  step text not null,
  rule text,
  reason text not null,
  at timestamptz not null,
  constraint moderation_pk primary key (id),
  constraint moderation_entry foreign key (entry_id) references community.entry (id) on delete cascade,
  constraint moderation_step check (step in ('hidden', 'shown')),
  constraint moderation_rule check ((step = 'hidden') = (rule is not null))
);
create index moderation_of_circle on community.moderation (circle_id, id desc);
create index moderation_of_entry on community.moderation (entry_id);
