-- What people state about their duties, what they have ticked off, how they want to be reminded, and the secret address of their calendar.
create schema duties;

create table duties.fact (
  account_id uuid not null,
  fact text not null,
  -- `true`, `false`, or a day.
  value text not null,
  stated_at timestamptz not null,
  constraint fact_pk primary key (account_id, fact)
);

create table duties.mark (
  account_id uuid not null,
  duty text not null,
  -- The nominal day of what was done; `none` where the duty has no day.
  occurrence text not null,
  marked_at timestamptz not null,
  constraint mark_pk primary key (account_id, duty, occurrence)
);

create table duties.setting (
  account_id uuid not null,
  -- Days before a due day on which a mail goes; null: none.
  remind_days smallint,
  -- SHA-256 of the secret in the address of the calendar; null: there is none.
  calendar_hash bytea,
  calendar_made_at timestamptz,
  language text not null,
  constraint setting_pk primary key (account_id),
  constraint setting_days check (remind_days between 1 and 60),
  constraint setting_calendar check ((calendar_hash is null) = (calendar_made_at is null))
);
create unique index setting_calendar_once on duties.setting (calendar_hash) where calendar_hash is not null;
create index setting_reminded on duties.setting (account_id) where remind_days is not null;
