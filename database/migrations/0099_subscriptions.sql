-- What people follow: subscriptions by terms, what was announced, and who is to hear of it.
create schema subscriptions;

-- Somebody who follows something: with an account, or by an address that was confirmed.
create table subscriptions.subscriber (
  id uuid not null default gen_random_uuid() constraint subscriber_pk primary key,
  account_id uuid constraint subscriber_account_once unique,
  address text,
  address_hash bytea constraint subscriber_address_once unique,
  language text not null,
  -- Part of all secret addresses; counting up revokes them.
  generation integer not null default 0,
  created_at timestamptz not null,
  constraint subscriber_reached check ((account_id is null) <> (address is null))
);

create table subscriptions.subscription (
  id uuid not null default gen_random_uuid() constraint subscription_pk primary key,
  subscriber_id uuid not null constraint subscription_subscriber references subscriptions.subscriber on delete cascade,
  -- `topic:bauen`, in order.
  terms text[] not null,
  match text not null constraint subscription_match check (match in ('any', 'all')),
  -- 0 at once, 1 daily, 2 weekly.
  pace smallint not null constraint subscription_pace check (pace in (0, 1, 2)),
  by_mail boolean not null,
  by_push boolean not null,
  feed_generation integer not null default 0,
  created_at timestamptz not null,
  constraint subscription_once unique (subscriber_id, terms, match)
);

-- A row for each way in which an announcement can hit it: one for each term, or for all terms together.
create table subscriptions.term (
  key text not null,
  subscription_id uuid not null constraint term_subscription references subscriptions.subscription on delete cascade,
  constraint term_pk primary key (key, subscription_id)
);
create index term_subscription on subscriptions.term (subscription_id);

-- What somebody without an account wants to follow, until they confirm that the address is theirs.
create table subscriptions.request (
  id uuid not null default gen_random_uuid() constraint request_pk primary key,
  at timestamptz not null,
  address text not null,
  address_hash bytea not null,
  -- Whoever sent the form, by keyed hash, against floods.
  sender_hash bytea not null,
  language text not null,
  terms text[] not null,
  match text not null,
  pace smallint not null
);
create index request_address on subscriptions.request (address_hash, at);
create index request_sender on subscriptions.request (sender_hash, at);
create index request_at on subscriptions.request (at);

create table subscriptions.announcement (
  id bigint generated always as identity constraint announcement_pk primary key,
  key text not null constraint announcement_key_once unique,
  at timestamptz not null,
  title jsonb not null,
  text jsonb not null,
  path text not null,
  from_day date,
  until_day date,
  terms text[] not null,
  -- When all subscriptions had been looked up.
  matched_at timestamptz
);
create index announcement_at on subscriptions.announcement (at);

create table subscriptions.announcement_term (
  term text not null,
  announcement_id bigint not null constraint announcement_term_of references subscriptions.announcement on delete cascade,
  constraint announcement_term_pk primary key (term, announcement_id)
);
create index announcement_term_announcement on subscriptions.announcement_term (announcement_id);

-- Who hears of what: each subscriber once, however many of their subscriptions it hits.
create table subscriptions.hit (
  subscriber_id uuid not null constraint hit_subscriber references subscriptions.subscriber on delete cascade,
  announcement_id bigint not null constraint hit_announcement references subscriptions.announcement on delete cascade,
  subscription_id uuid not null,
  pace smallint not null,
  by_mail boolean not null,
  by_push boolean not null,
  told_at timestamptz,
  constraint hit_pk primary key (subscriber_id, announcement_id)
);
create index hit_waiting on subscriptions.hit (announcement_id, subscriber_id) where told_at is null and pace = 0;
create index hit_digest on subscriptions.hit (pace, subscriber_id) where told_at is null and pace > 0;
create index hit_subscription on subscriptions.hit (subscription_id) where told_at is null;
create index hit_announcement on subscriptions.hit (announcement_id);

-- Digests that have gone out, by the Swiss day they are of.
create table subscriptions.digest (
  pace smallint not null,
  day date not null,
  ended_at timestamptz not null,
  constraint digest_pk primary key (pace, day)
);
