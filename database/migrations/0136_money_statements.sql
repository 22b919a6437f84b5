-- Credits that the bank reports (camt.054): each file once, each entry with its line and what became of it.
create table money.statement (
  id uuid not null default gen_random_uuid(),
  -- SHA-256 of the file.
  digest bytea not null,
  name text not null,
  -- Null once the file, which holds names, is gone.
  file_id uuid,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null,
  -- Null while the job has not read it yet.
  read_at timestamptz,
  -- What is wrong with it, each with its line.
  faults jsonb not null,
  entries integer not null,
  constraint statement_pk primary key (id),
  constraint statement_once unique (digest)
);
create index statement_with_file on money.statement (uploaded_at) where file_id is not null;
create index statement_newest on money.statement (uploaded_at desc, id desc);

create table money.entry (
  id uuid not null default gen_random_uuid(),
  statement_id uuid not null,
  line integer not null,
  -- Account and number of the bank: an entry that is reported again is known by it.
  bank_key text not null,
  amount bigint not null,
  currency text not null,
  booked_on date not null,
  reference text not null,
  payer text not null,
  message text not null,
  state text not null,
  -- Why somebody has to look.
  reason text,
  -- Booked as money that belongs to nobody yet.
  held boolean not null default false,
  bill_id uuid,
  settled_by uuid,
  settled_at timestamptz,
  note text not null default '',
  constraint entry_pk primary key (id),
  constraint entry_statement foreign key (statement_id) references money.statement (id),
  constraint entry_bill foreign key (bill_id) references money.bill (id),
  constraint entry_state check (state in ('booked', 'check', 'assigned', 'noted')),
  constraint entry_reason check ((state = 'booked') = (reason is null)),
  constraint entry_settled check ((state in ('assigned', 'noted')) = (settled_at is not null))
);
create unique index entry_once on money.entry (bank_key) where bank_key <> '' and reason is distinct from 'doubled';
create index entry_of_statement on money.entry (statement_id, line, id);
create index entry_check on money.entry (booked_on, id) where state = 'check';
create index entry_of_bill on money.entry (bill_id) where bill_id is not null;
