-- Streets with their house numbers, and what the register of companies publishes: typed values are looked up in them.
create table data.street (
  name text not null,
  postal_code text not null,
  town text not null,
  -- Without case and accents, for names that are typed otherwise.
  plain_name text not null,
  -- Numbers without additions: 12a is 12.
  numbers int4multirange not null,
  as_of date not null,
  constraint street_pk primary key (name, postal_code)
);
create index street_plain_name on data.street using gin (plain_name gin_trgm_ops);

alter table data.company
  -- Null: not known, so the company is not shown to others.
  add column legal_form text,
  add column seat text;
