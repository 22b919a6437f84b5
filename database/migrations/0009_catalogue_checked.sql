-- What was checked before need not be read and checked again at each start: a service takes some 40 ms, and there are many.
create table catalogue.checked_service (
  service_id text not null,
  version integer not null,
  -- SHA-256 of the service's files, of what they were checked against, and of the program that checked them.
  fingerprint text not null,
  -- json, not jsonb: the order of keys is the author's.
  examples json not null,
  constraint checked_service_pk primary key (service_id),
  constraint checked_service_version foreign key (service_id, version)
    references catalogue.service_version (service_id, version)
);
