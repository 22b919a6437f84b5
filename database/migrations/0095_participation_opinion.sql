-- Deliberation by statements: who agrees with which, and the opinion map as it was computed last.
create table participation.opinion_vote (
  author_id uuid not null,
  -- Of the definition, or the id of a contribution.
  statement_id text not null,
  process_id text not null,
  -- 1 agrees, -1 disagrees, 0 passes. The last one counts.
  choice smallint not null,
  at timestamptz not null,
  constraint opinion_vote_pk primary key (author_id, statement_id),
  constraint opinion_vote_author foreign key (author_id) references participation.author (id),
  constraint opinion_vote_process foreign key (process_id) references participation.process (id),
  constraint opinion_vote_choice check (choice in (-1, 0, 1))
);
create index opinion_vote_of_process on participation.opinion_vote (process_id, author_id);

-- What everyone sees and downloads, of one moment; people are numbers here.
create table participation.opinion_map (
  process_id text not null,
  computed_at timestamptz not null,
  snapshot jsonb not null,
  constraint opinion_map_pk primary key (process_id),
  constraint opinion_map_process foreign key (process_id) references participation.process (id)
);
