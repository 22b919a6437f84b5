-- Published versions of service definitions and the search index over everything public.
create schema catalogue;

-- Every version that a draft or case may be pinned to stays here for ever.
create table catalogue.service_version (
  service_id text not null,
  version integer not null,
  -- SHA-256 of definition and context: a published version never changes its meaning.
  hash text not null,
  -- json, not jsonb: the order of rules is part of their meaning, and jsonb forgets the order of keys.
  definition json not null,
  -- Code lists and remedies as they were, so that a decision can be worked out again years later.
  context json not null,
  published_at timestamptz not null,
  constraint service_version_pk primary key (service_id, version)
);

-- One row per kind of thing that can be found: says whether its entries are still those of the content.
create table catalogue.search_source (
  type text not null,
  hash text not null,
  filled_at timestamptz not null,
  constraint search_source_pk primary key (type)
);

create table catalogue.search_entry (
  type text not null,
  id text not null,
  language text not null constraint search_entry_language_known check (language in ('de', 'fr', 'it', 'en')),
  title text not null,
  summary text not null,
  url text not null,
  -- How much it counts beside other kinds of things.
  weight real not null default 1,
  -- Title and everyday words without accents, for words that are misspelt or part of a compound.
  plain_title text not null,
  -- Everyday words one by one: a search that is exactly one of them is meant.
  names text[] not null,
  words text not null,
  -- Title (A), everyday words (B), summary (C), text (D), stemmed in the entry's language.
  document tsvector not null,
  constraint search_entry_pk primary key (type, id, language),
  constraint search_entry_source foreign key (type) references catalogue.search_source (type) on delete cascade
);
create index search_entry_document on catalogue.search_entry using gin (document);
create index search_entry_words on catalogue.search_entry using gin (words gin_trgm_ops);
