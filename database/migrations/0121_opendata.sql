-- What was published as open data and when it changed: versions with their checksum; of small sets their whole content.
create schema opendata;

create table opendata.version (
  dataset text not null,
  number integer not null,
  made_at timestamptz not null,
  -- Of the CSV as it was given out.
  sha256 text not null,
  bytes bigint not null,
  rows bigint not null,
  columns text[] not null,
  -- What is other than in the version before.
  change text not null,
  -- The CSV itself, and the same rows as JSON; only of sets that keep their versions.
  csv text,
  json text,
  constraint version_pk primary key (dataset, number),
  constraint version_change check (change in ('first', 'rows', 'columns')),
  constraint version_whole check ((csv is null) = (json is null))
);
create index version_newest on opendata.version (made_at desc, dataset desc, number desc);

-- The newest version of each set, and when it was last looked at.
create table opendata.newest (
  dataset text not null,
  number integer not null,
  checked_at timestamptz not null,
  constraint newest_pk primary key (dataset),
  constraint newest_version foreign key (dataset, number) references opendata.version (dataset, number)
);
