-- Mandates end by law, and are given on paper: the register says who has died; staff at the counter record a signed paper with its scan.
alter table data.resident add column died_on date;
create index resident_died on data.resident (id) where died_on is not null;

alter table mandates.mandate
  add column end_reason text constraint mandate_end_reason check (end_reason in ('resigned', 'death')),
  add constraint mandate_ended_why check ((state = 'ended') = (end_reason is not null));

alter table mandates.mandate
  -- Who recorded the paper at the counter, and its scan; the mandatary is then known from the start.
  add column recorded_by uuid,
  add column paper_file uuid,
  drop constraint mandate_addressed,
  add constraint mandate_addressed check (
    num_nonnulls(offered_email, offered_organisation) <= 1
    and (mandatary_id is not null or offered_email is not null or offered_organisation is not null)
  ),
  add constraint mandate_paper check ((recorded_by is null) = (paper_file is null));
