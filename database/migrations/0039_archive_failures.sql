-- A case that could not be deleted is tried last and shown; what a deletion asks for by the reference of a case has an index.
alter table archive.ending add column failed_at timestamptz;

create index deletion_at on archive.deletion (at);
create index draft_submitted on intake.draft (submitted_ref) where submitted_ref is not null;
create index batch_line_case_ref on intake.batch_line (case_ref) where case_ref is not null;
create index paper_form_case on intake.paper_form (case_ref) where case_ref is not null;
