-- Register of legal obstacles: the article, what it blocks, how it could be changed, and how far that is.
create table initiatives.obstacle (
  id text not null,
  revision integer not null,
  state text not null,
  -- {"de": {"title": …, "blocks": …, "proposal": …}, …}
  texts jsonb not null,
  act text not null,
  number text not null,
  article text not null,
  unverified boolean not null,
  services text[] not null,
  unit text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  constraint obstacle_pk primary key (id),
  constraint obstacle_id check (id ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(id) <= 60),
  constraint obstacle_state check (state in ('found', 'proposed', 'under-way', 'solved', 'refused'))
);
create index obstacle_newest on initiatives.obstacle (changed_at desc, id desc);
create index obstacle_of_state on initiatives.obstacle (state, changed_at desc, id desc);
create index obstacle_services on initiatives.obstacle using gin (services);

-- Append-only: how far it was when, for everyone.
create table initiatives.obstacle_step (
  id bigint generated always as identity,
  obstacle_id text not null,
  revision integer not null,
  state text not null,
  words text not null,
  language text not null,
  at timestamptz not null,
  by_id uuid not null,
  by_name text not null,
  content jsonb,
  constraint obstacle_step_pk primary key (id),
  constraint obstacle_step_obstacle foreign key (obstacle_id) references initiatives.obstacle (id),
  constraint obstacle_step_state check (state in ('found', 'proposed', 'under-way', 'solved', 'refused')),
  constraint obstacle_step_language check (language in ('de', 'fr', 'it', 'en'))
);
create index obstacle_step_of_obstacle on initiatives.obstacle_step (obstacle_id, id desc);
create trigger obstacle_step_append_only before update or delete on initiatives.obstacle_step for each row execute function kernel.refuse_change();
