-- What became of contributions, and what moderation has done: with reasons, for everyone to read.
create table participation.fate (
  contribution_id uuid not null,
  process_id text not null,
  fate text not null,
  reason text not null,
  -- Where it can be seen: a path of this site or an address; empty: nowhere.
  link text not null,
  unit text not null,
  decided_at timestamptz not null,
  constraint fate_pk primary key (contribution_id),
  constraint fate_contribution foreign key (contribution_id) references participation.contribution (id) on delete cascade,
  constraint fate_fate check (fate in ('taken', 'partly', 'not')),
  constraint fate_reason check (reason <> '')
);
create index fate_of_process on participation.fate (process_id, fate);

-- Append-only: each step of moderation. It names nobody.
create table participation.moderation (
  id bigint generated always as identity,
  process_id text not null,
  contribution_id uuid not null,
  -- hide, publish: by moderation; appeal: by the author, who asks to look once more; withdraw: by the author.
  step text not null,
  -- Which of the public rules it is about; only where something is hidden.
  rule text,
  reason text not null,
  at timestamptz not null,
  constraint moderation_pk primary key (id),
  constraint moderation_contribution foreign key (contribution_id) references participation.contribution (id) on delete cascade,
  constraint moderation_step check (step in ('hide', 'publish', 'appeal', 'withdraw')),
  constraint moderation_rule check ((step = 'hide') = (rule is not null))
);
create index moderation_of_process on participation.moderation (process_id, id desc);
create index moderation_of_contribution on participation.moderation (contribution_id, id desc);
-- An author appeals once against a contribution being hidden.
create unique index moderation_appeal_once on participation.moderation (contribution_id) where step = 'appeal';
