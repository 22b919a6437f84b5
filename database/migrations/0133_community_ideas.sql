-- Ideas of staff on their way: supported once by each, judged by criteria that everybody sees, chosen or answered.
create table community.idea (
  entry_id uuid not null,
  stage text not null default 'open',
  at timestamptz not null,
  supports integer not null default 0,
  answer text not null default '',
  -- The unit that has answered, and where the initiative stands that came of it.
  unit text,
  answered_at timestamptz,
  link text not null default '',
  revision integer not null default 1,
  constraint idea_pk primary key (entry_id),
  constraint idea_entry foreign key (entry_id) references community.entry (id) on delete cascade,
  constraint idea_stage check (stage in ('open', 'judged', 'chosen', 'declined')),
  constraint idea_answered check ((stage in ('chosen', 'declined')) = (answered_at is not null))
);
create index idea_newest on community.idea (at desc, entry_id desc);
create index idea_by_stage on community.idea (stage, at desc, entry_id desc);

-- Where it comes from: pages of this site, e.g. contributions to participation.
create table community.idea_source (
  entry_id uuid not null,
  path text not null,
  constraint idea_source_pk primary key (entry_id, path),
  constraint idea_source_idea foreign key (entry_id) references community.idea (entry_id) on delete cascade
);
create index idea_source_path on community.idea_source (path);

create table community.support (
  entry_id uuid not null,
  account_id uuid not null,
  at timestamptz not null,
  constraint support_pk primary key (entry_id, account_id),
  constraint support_idea foreign key (entry_id) references community.idea (entry_id) on delete cascade
);
create index support_of_account on community.support (account_id);

create table community.judgement (
  entry_id uuid not null,
  criterion text not null,
  points integer not null,
  reason text not null,
  unit text not null,
  at timestamptz not null,
  constraint judgement_pk primary key (entry_id, criterion),
  constraint judgement_idea foreign key (entry_id) references community.idea (entry_id) on delete cascade,
  constraint judgement_points check (points between 0 and 3)
);
