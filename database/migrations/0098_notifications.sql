-- Notices: each is kept once, goes out as its person wishes, and what became of it is known: accepted, given up, come back.
alter table kernel.mail
  add column kind text not null default 'other',
  -- waiting: for a mail server; account: stands in the account only, as the person wishes.
  add column state text not null default 'waiting'
    constraint mail_state check (state in ('waiting', 'sent', 'failed', 'returned', 'account')),
  add column attempts smallint not null default 0,
  add column next_try_at timestamptz,
  -- Whoever sends it holds it until then, on the database's clock; after that somebody has died sending.
  add column held_until timestamptz,
  -- Receipt: which server has taken it, and what it said.
  add column accepted_by text,
  add column receipt text,
  -- Why it did not arrive: the server's code and words, or those of a report of non-delivery.
  add column failure text,
  add column ended_at timestamptz,
  -- The left part of its Message-ID and its envelope id: random, so that a report of non-delivery can't be forged.
  add column message_id text constraint mail_message_id_once unique;
update kernel.mail set state = 'sent' where sent_at is not null;
create index mail_undelivered on kernel.mail (ended_at desc, id) where state in ('failed', 'returned');
create index mail_waiting on kernel.mail (at, id) where state = 'waiting' and attempts > 0;
create index mail_kind on kernel.mail (kind, at) where kind = 'subscription-confirm';

create schema notifications;

-- What somebody wants otherwise than it is by default.
create table notifications.preference (
  account_id uuid not null,
  kind text not null,
  by_mail boolean not null,
  by_push boolean not null,
  constraint preference_pk primary key (account_id, kind)
);

create table notifications.setting (
  account_id uuid not null constraint setting_pk primary key,
  -- Null: as of the last sign-in.
  language text
);

-- Addresses to which nothing can be delivered, until their owners say otherwise; by hash, so that nobody reads them here.
create table notifications.dead_address (
  address_hash bytea not null constraint dead_address_pk primary key,
  since timestamptz not null,
  reason text not null
);
create index dead_address_since on notifications.dead_address (since);

-- Browsers that asked to be told at once (RFC 8030).
create table notifications.push_device (
  id uuid not null default gen_random_uuid() constraint push_device_pk primary key,
  -- An account, or a subscriber without one.
  owner_id uuid not null,
  endpoint text not null constraint push_device_endpoint_once unique,
  p256dh text not null,
  auth text not null,
  language text not null,
  added_at timestamptz not null
);
create index push_device_owner on notifications.push_device (owner_id);
