-- The kernel's own tables: events, access log, mails, files, secrets, parked forms.
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create schema kernel;

-- Events and access entries only grow; they are partitioned by year, so that old years can move to cheaper storage whole.
create table kernel.event (
  id bigint generated always as identity,
  at timestamptz not null,
  type text not null,
  subject text not null,
  data jsonb not null,
  constraint event_pk primary key (id, at)
) partition by range (at);
create index event_type_at on kernel.event (type, at);
create index event_subject on kernel.event (subject, id);

create table kernel.access_entry (
  id bigint generated always as identity,
  at timestamptz not null,
  kind text not null constraint access_entry_kind check (kind in ('read', 'change')),
  actor_kind text not null constraint access_entry_actor_kind check (actor_kind in ('self', 'person', 'staff', 'programme', 'anonymous')),
  actor_id uuid,
  actor_role text,
  actor_unit text,
  subject_id uuid not null,
  fields text[] not null,
  purpose text not null,
  legal_basis text,
  case_ref text,
  constraint access_entry_pk primary key (id, at)
) partition by range (at);
create index access_entry_subject on kernel.access_entry (subject_id, id desc);
create index access_entry_case on kernel.access_entry (case_ref, id desc) where case_ref is not null;

do $$
begin
  for year in 2024..2035 loop
    execute format('create table kernel.event_%s partition of kernel.event for values from (%L) to (%L)', year, make_date(year, 1, 1), make_date(year + 1, 1, 1));
    execute format('create table kernel.access_entry_%s partition of kernel.access_entry for values from (%L) to (%L)', year, make_date(year, 1, 1), make_date(year + 1, 1, 1));
  end loop;
end $$;
create table kernel.event_other partition of kernel.event default;
create table kernel.access_entry_other partition of kernel.access_entry default;

-- The log proves what happened: nobody changes or removes an entry, whatever the program's code says.
create function kernel.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger event_append_only before update or delete on kernel.event for each row execute function kernel.refuse_change();
create trigger access_entry_append_only before update or delete on kernel.access_entry for each row execute function kernel.refuse_change();

-- Mails: kept as they were sent; in demonstrations without a mail server they are only kept.
create table kernel.mail (
  id uuid not null default gen_random_uuid() constraint mail_pk primary key,
  at timestamptz not null,
  -- The same effect queued twice (a retried job) makes one mail.
  key text not null constraint mail_key_once unique,
  recipient text not null,
  subject text not null,
  message bytea not null,
  sent_at timestamptz
);
create index mail_at on kernel.mail (at desc, id);

create table kernel.file (
  id uuid not null default gen_random_uuid() constraint file_pk primary key,
  name text not null,
  type text not null,
  size integer not null,
  sha256 bytea not null,
  bytes bytea not null,
  created_at timestamptz not null
);
-- Uploads and PDFs are compressed already.
alter table kernel.file alter column bytes set storage external;

create table kernel.secret (
  name text not null constraint secret_pk primary key,
  value text not null
);

-- A form that was posted after the session had ended: shown again after signing in, so that nothing typed is lost.
create table kernel.parked_form (
  id uuid not null constraint parked_form_pk primary key,
  path text not null,
  body jsonb not null,
  expires_at timestamptz not null
);
create index parked_form_expires on kernel.parked_form (expires_at);
