-- How many questions were not asked because a register or the account knew the answer, and how many only because one was silent.
alter table cases.matter
  add column not_asked smallint not null default 0,
  add column asked_in_silence smallint not null default 0;
update cases.matter set not_asked = (select count(*) from jsonb_each(origins) where value ? 'asOf');
drop index cases.matter_measure;
create index matter_measure on cases.matter (service_id, submitted_at)
  include (closed_at, state, not_asked, asked_in_silence);
