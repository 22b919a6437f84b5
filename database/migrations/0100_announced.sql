-- What of processes and services was announced already: each phase and each new version once.
alter table participation.process add column announced_phase text;
alter table catalogue.service_version add column announced_at timestamptz;
update catalogue.service_version set announced_at = published_at;
create index service_version_unannounced on catalogue.service_version (service_id, version) where announced_at is null;
