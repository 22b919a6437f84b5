-- What an initiative promises, bound to a measure of the product, and the verdicts about it with the figures they rest on.
create table initiatives.hypothesis (
  id uuid not null,
  initiative_id text not null,
  -- A measure that a module declares.
  measure text not null,
  -- Of one service; empty: of the canton.
  service text not null,
  baseline double precision not null,
  baseline_on date not null,
  target double precision not null,
  due_on date not null,
  set_at timestamptz not null,
  set_by_id uuid not null,
  set_by_name text not null,
  -- It is not changed: another one takes its place, and the reason stays.
  dropped_at timestamptz,
  dropped_why text,
  dropped_language text,
  -- The verdict of the day on which it was due is there: it is not judged again.
  judged_finally boolean not null default false,
  constraint hypothesis_pk primary key (id),
  constraint hypothesis_initiative foreign key (initiative_id) references initiatives.initiative (id),
  constraint hypothesis_days check (due_on > baseline_on),
  constraint hypothesis_dropped check ((dropped_at is null) = (dropped_why is null) and (dropped_at is null) = (dropped_language is null))
);
create index hypothesis_of_initiative on initiatives.hypothesis (initiative_id, set_at, id);
-- What the job of the day judges, by key.
create index hypothesis_open on initiatives.hypothesis (id) where dropped_at is null and not judged_finally;

-- Append-only. At most one of a day; only what says something new is kept.
create table initiatives.verdict (
  id bigint generated always as identity,
  hypothesis_id uuid not null,
  day date not null,
  verdict text not null,
  final boolean not null,
  -- What the measure said, on how much it rested, and from when on it counts.
  value double precision,
  sample integer,
  since timestamptz,
  measured_at timestamptz not null,
  constraint verdict_pk primary key (id),
  constraint verdict_hypothesis foreign key (hypothesis_id) references initiatives.hypothesis (id),
  constraint verdict_once unique (hypothesis_id, day),
  constraint verdict_says check (verdict in ('reached', 'on-the-way', 'not-reached', 'not-enough-data')),
  constraint verdict_data check ((verdict = 'not-enough-data') = (value is null))
);
-- How often promises were kept.
create index verdict_final on initiatives.verdict (hypothesis_id, verdict) where final;
create index verdict_of_hypothesis on initiatives.verdict (hypothesis_id, id desc);
create trigger verdict_append_only before update or delete on initiatives.verdict for each row execute function kernel.refuse_change();
