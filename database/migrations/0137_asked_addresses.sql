-- Mails that somebody without an account has caused to an address that nobody has confirmed: counted here, since what they belong to may be gone sooner.
create table notifications.asked_address (
  id bigint generated always as identity,
  -- Checksum of the mailbox.
  address_hash bytea not null,
  at timestamptz not null,
  constraint asked_address_pk primary key (id)
);
create index asked_address_lately on notifications.asked_address (address_hash, at);
create index asked_address_at on notifications.asked_address (at);
