-- Money: bills of decisions, and the ledger in double entry. Amounts are whole Rappen.
create schema money;

create table money.bill (
  id uuid not null default gen_random_uuid(),
  -- What the reference of the payment is made of.
  number bigint generated always as identity,
  case_ref text not null,
  account_id uuid not null,
  service_id text not null,
  service_version integer not null,
  -- Whose decision it is.
  unit text not null,
  -- Name and address at the time of the decision.
  recipient jsonb not null,
  language text not null,
  -- Items with their amounts, as the rules said.
  items jsonb not null,
  reference text,
  state text not null default 'open',
  total integer not null,
  open integer not null,
  paid integer not null default 0,
  -- To go back to the person.
  owed integer not null default 0,
  waived integer not null default 0,
  issued_at timestamptz not null,
  due date not null,
  reminders smallint not null default 0,
  -- No more reminders: null.
  next_reminder date,
  -- When what it was for was looked up last.
  checked_at timestamptz not null,
  revision integer not null default 1,
  constraint bill_pk primary key (id),
  constraint bill_number unique (number),
  constraint bill_reference unique (reference),
  constraint bill_state check (state in ('open', 'paid', 'waived', 'cancelled')),
  constraint bill_amounts check (total > 0 and open >= 0 and paid >= 0 and owed >= 0 and waived >= 0 and open + paid + waived <= total),
  constraint bill_open check ((state = 'open') = (open > 0))
);
-- However often the job runs: one bill that counts for a case.
create unique index bill_of_case on money.bill (case_ref) where state <> 'cancelled';
create index bill_case on money.bill (case_ref, issued_at);
create index bill_of_account on money.bill (account_id, issued_at desc, id desc);
create index bill_open_due on money.bill (due, id) where state = 'open';
create index bill_reminder on money.bill (next_reminder, id) where state = 'open' and next_reminder is not null;
create index bill_owed on money.bill (id) where owed > 0;
create index bill_checked on money.bill (checked_at, id) where state <> 'cancelled';

-- Bookings name no person: they stay when the bill goes with its case.
create table money.booking (
  id bigint generated always as identity,
  at timestamptz not null,
  kind text not null,
  bill_id uuid,
  -- What it was booked for; twice is refused.
  source text not null,
  lines smallint not null,
  constraint booking_pk primary key (id),
  constraint booking_source unique (source),
  constraint booking_lines check (lines >= 2)
);
create index booking_at on money.booking (at, id);
create index booking_of_bill on money.booking (bill_id, id) where bill_id is not null;

create table money.posting (
  booking_id bigint not null,
  line smallint not null,
  account text not null,
  -- Debit positive, credit negative.
  amount bigint not null,
  constraint posting_pk primary key (booking_id, line),
  constraint posting_booking foreign key (booking_id) references money.booking (id),
  constraint posting_amount check (amount <> 0),
  constraint posting_account check (account in ('receivable', 'provider', 'bank', 'unassigned', 'owed', 'revenue', 'waived', 'loss'))
);

-- Debit equals credit, with as many lines as the booking says: neither half of one nor a line more can be committed.
create function money.check_booking() returns trigger language plpgsql as $$
declare
  checked bigint := case tg_table_name when 'booking' then (to_jsonb(new) ->> 'id')::bigint else (to_jsonb(new) ->> 'booking_id')::bigint end;
  wanted smallint;
  found_lines bigint;
  rest numeric;
begin
  select lines into wanted from money.booking where id = checked;
  select count(*), coalesce(sum(amount), 0) into found_lines, rest from money.posting where booking_id = checked;
  if rest <> 0 or found_lines is distinct from wanted::bigint then
    raise exception 'booking % does not balance', checked using errcode = 'check_violation', constraint = 'booking_balances';
  end if;
  return null;
end $$;
create constraint trigger booking_balances after insert on money.booking deferrable initially deferred
  for each row execute function money.check_booking();
create constraint trigger posting_balances after insert on money.posting deferrable initially deferred
  for each row execute function money.check_booking();
create trigger booking_append_only before update or delete on money.booking for each row execute function kernel.refuse_change();
create trigger posting_append_only before update or delete on money.posting for each row execute function kernel.refuse_change();
create trigger booking_never_emptied before truncate on money.booking for each statement execute function kernel.refuse_change();
create trigger posting_never_emptied before truncate on money.posting for each statement execute function kernel.refuse_change();

-- Sums of days that are over, so that nobody adds the ledger up for a page.
create table money.day_total (
  day date not null,
  account text not null,
  debit bigint not null,
  credit bigint not null,
  constraint day_total_pk primary key (day, account)
);
