-- Payments by card and TWINT, waivers and refunds by two persons, reminders. No card data: those stay with the payment service.
create table money.payment (
  id uuid not null,
  bill_id uuid not null,
  method text not null,
  amount integer not null,
  state text not null default 'created',
  -- Id at the payment service.
  provider_id text,
  -- The service's page on which the person pays.
  checkout text,
  -- What the service says it has taken, in Rappen; another currency is not booked.
  captured integer not null default 0,
  currency text not null default 'CHF',
  created_at timestamptz not null,
  changed_at timestamptz not null,
  -- When the service is asked again; null: it is over.
  next_ask timestamptz,
  asks smallint not null default 0,
  constraint payment_pk primary key (id),
  constraint payment_bill foreign key (bill_id) references money.bill (id),
  constraint payment_provider unique (provider_id),
  constraint payment_method check (method in ('card', 'twint')),
  constraint payment_state check (state in ('created', 'pending', 'failed', 'cancelled', 'expired', 'captured')),
  constraint payment_amount check (amount > 0 and captured >= 0)
);
-- Clicked twice, in two windows: one payment of a kind at a time.
create unique index payment_running on money.payment (bill_id, method) where state in ('created', 'pending');
create index payment_of_bill on money.payment (bill_id, created_at);
create index payment_ask on money.payment (next_ask) where next_ask is not null;

create table money.relief (
  id uuid not null default gen_random_uuid(),
  kind text not null,
  bill_id uuid not null,
  amount integer not null,
  -- A refund of what is paid and delivered, by goodwill; otherwise of what is owed anyway.
  conceded boolean not null default false,
  -- The payment it goes back to; without one it is paid out by the bank.
  payment_id uuid,
  reason text not null,
  state text not null default 'proposed',
  -- The program proposes what is owed; then one person checks it, another one decides.
  proposed_by uuid,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  note text not null default '',
  -- Id at the payment service, or of the bank's order.
  order_id text,
  done_at timestamptz,
  next_ask timestamptz,
  constraint relief_pk primary key (id),
  constraint relief_bill foreign key (bill_id) references money.bill (id),
  constraint relief_payment foreign key (payment_id) references money.payment (id),
  constraint relief_kind check (kind in ('waiver', 'refund')),
  constraint relief_state check (state in ('proposed', 'approved', 'refused', 'done')),
  constraint relief_amount check (amount > 0),
  -- Four eyes: whatever the program's code says.
  constraint relief_four_eyes check (state not in ('approved', 'done')
    or (proposed_by is not null and decided_by is not null and proposed_by <> decided_by)),
  constraint relief_waiver check (kind = 'refund' or (payment_id is null and not conceded)),
  constraint relief_done check ((state = 'done') = (done_at is not null))
);
create index relief_of_bill on money.relief (bill_id, proposed_at);
create index relief_waiting on money.relief (proposed_at, id) where state in ('proposed', 'approved');
create index relief_ask on money.relief (next_ask) where next_ask is not null;

create table money.reminder (
  bill_id uuid not null,
  level smallint not null,
  sent_on date not null,
  constraint reminder_pk primary key (bill_id, level),
  constraint reminder_bill foreign key (bill_id) references money.bill (id)
);
