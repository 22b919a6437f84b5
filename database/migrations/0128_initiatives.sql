-- Initiatives of all departments: what they are for, how owner and Fachstelle see them, what was decided, granted and spent.
create schema initiatives;

create table initiatives.initiative (
  -- Part of its address for good.
  id text not null,
  -- Grows with each step; tells a stale page.
  revision integer not null,
  phase text not null,
  -- The unit that is responsible; empty: not said yet.
  unit text not null,
  -- The department of the unit, by which lists are filtered.
  department text not null,
  owner_id uuid not null,
  -- {"de": {"title": …, "goal": …, "people": …, "before": …, "future": …}, …}: whole in four languages before it is public.
  texts jsonb not null,
  topics text[] not null,
  services text[] not null,
  partner_units text[] not null,
  partners text[] not null,
  -- Initiatives that have to come first; no circle, which is asked under a lock.
  needs text[] not null,
  obstacles text[] not null,
  -- Addresses of what it came from.
  origins text[] not null,
  starts_on date,
  ends_on date,
  -- The newest opinion of either side.
  owner_light text,
  hub_light text,
  -- Sums of the entries, kept with each of them.
  credit_rappen bigint not null,
  spent_rappen bigint not null,
  published_at timestamptz,
  changed_at timestamptz not null,
  created_at timestamptz not null,
  constraint initiative_pk primary key (id),
  constraint initiative_id check (id ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(id) <= 60),
  constraint initiative_phase check (phase in ('idea', 'mandate', 'pilot', 'introduced', 'measuring', 'done', 'stopped')),
  constraint initiative_lights check (owner_light in ('well', 'danger', 'stuck') and hub_light in ('well', 'danger', 'stuck')),
  constraint initiative_days check (starts_on is null or ends_on is null or ends_on >= starts_on),
  constraint initiative_money check (credit_rappen >= 0 and spent_rappen >= 0),
  constraint initiative_not_itself check (not id = any (needs)),
  constraint initiative_public check (published_at is null or (unit <> '' and starts_on is not null and ends_on is not null))
);
-- Lists, newest change first: all, of a department, of a phase; of staff and of the public.
create index initiative_newest on initiatives.initiative (changed_at desc, id desc);
create index initiative_public_newest on initiatives.initiative (changed_at desc, id desc) where published_at is not null;
create index initiative_of_department on initiatives.initiative (department, changed_at desc, id desc) where published_at is not null;
create index initiative_of_phase on initiatives.initiative (phase, changed_at desc, id desc) where published_at is not null;
create index initiative_of_both on initiatives.initiative (department, phase, changed_at desc, id desc) where published_at is not null;
-- The timeline.
create index initiative_in_time on initiatives.initiative (ends_on, id) where published_at is not null;
create index initiative_dependent on initiatives.initiative (id) where published_at is not null and cardinality(needs) > 0;
-- Money by department, and how many are in which phase.
create index initiative_sums on initiatives.initiative (department, credit_rappen, spent_rappen) where published_at is not null;
-- From the other side: who needs it, what an obstacle blocks, what is done about a service.
create index initiative_needs on initiatives.initiative using gin (needs);
create index initiative_obstacles on initiatives.initiative using gin (obstacles);
create index initiative_services on initiatives.initiative using gin (services);

-- Append-only: each step with what was written then, for staff.
create table initiatives.step (
  id bigint generated always as identity,
  initiative_id text not null,
  revision integer not null,
  step text not null,
  at timestamptz not null,
  by_id uuid not null,
  -- Who works for the canton does it under their name.
  by_name text not null,
  content jsonb,
  constraint step_pk primary key (id),
  constraint step_initiative foreign key (initiative_id) references initiatives.initiative (id)
);
create index step_of_initiative on initiatives.step (initiative_id, id desc);
create trigger step_append_only before update or delete on initiatives.step for each row execute function kernel.refuse_change();

-- Append-only: how the owner and how the Fachstelle see it. Both stay, and both are public.
create table initiatives.opinion (
  -- Made with the form: sent twice, it is said once.
  id uuid not null,
  initiative_id text not null,
  side text not null,
  phase text not null,
  light text not null,
  words text not null,
  -- In which it was written; it is shown as it was written.
  language text not null,
  at timestamptz not null,
  by_id uuid not null,
  by_name text not null,
  constraint opinion_pk primary key (id),
  constraint opinion_initiative foreign key (initiative_id) references initiatives.initiative (id),
  constraint opinion_side check (side in ('owner', 'hub')),
  constraint opinion_phase check (phase in ('idea', 'mandate', 'pilot', 'introduced', 'measuring', 'done', 'stopped')),
  constraint opinion_light check (light in ('well', 'danger', 'stuck')),
  constraint opinion_language check (language in ('de', 'fr', 'it', 'en'))
);
create index opinion_of_initiative on initiatives.opinion (initiative_id, at desc, id desc);
create trigger opinion_append_only before update or delete on initiatives.opinion for each row execute function kernel.refuse_change();

-- Append-only: money that was granted or spent, decisions, risks and their end. What was wrong is put right by another entry.
create table initiatives.entry (
  id uuid not null,
  initiative_id text not null,
  kind text not null,
  -- When it was decided or spent.
  day date not null,
  -- Negative to put an earlier one right.
  amount_rappen bigint,
  -- Of a risk, from 1 (low) to 9 (high): how likely times how bad.
  weight integer,
  -- The risk that this ends.
  ends_entry uuid,
  words text not null,
  language text not null,
  at timestamptz not null,
  by_id uuid not null,
  by_name text not null,
  constraint entry_pk primary key (id),
  constraint entry_initiative foreign key (initiative_id) references initiatives.initiative (id),
  constraint entry_ends foreign key (ends_entry) references initiatives.entry (id),
  constraint entry_kind check (kind in ('credit', 'spent', 'decision', 'risk', 'risk-ended')),
  constraint entry_money check ((kind in ('credit', 'spent')) = (amount_rappen is not null)),
  constraint entry_weight check ((kind = 'risk') = (weight is not null) and weight between 1 and 9),
  constraint entry_end check ((kind = 'risk-ended') = (ends_entry is not null)),
  constraint entry_language check (language in ('de', 'fr', 'it', 'en'))
);
create index entry_of_initiative on initiatives.entry (initiative_id, at desc, id desc);
-- A risk ends once.
create unique index entry_risk_ended on initiatives.entry (ends_entry) where ends_entry is not null;
create trigger entry_append_only before update or delete on initiatives.entry for each row execute function kernel.refuse_change();

-- Who works on it: staff, by their account. Each use is in the access log.
create table initiatives.member (
  initiative_id text not null,
  account_id uuid not null,
  task text not null,
  since timestamptz not null,
  constraint member_pk primary key (initiative_id, account_id),
  constraint member_initiative foreign key (initiative_id) references initiatives.initiative (id)
);
create index member_of_account on initiatives.member (account_id, initiative_id);
