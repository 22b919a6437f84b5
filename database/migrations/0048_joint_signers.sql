-- The copy of somebody's own data finds what they have signed, first or second, without reading every submission of every company.
create index joint_submission_first on intake.joint_submission (first_id);
create index joint_submission_second on intake.joint_submission (second_id) where second_id is not null;
-- Removing or signing a prepared submission finds the key under which a program has sent it.
create index submission_joint on intake.submission (joint_id) where joint_id is not null;
-- Keys of what was resumed or removed before it was signed: they name nothing any more, and can be used again.
delete from intake.submission
where case_ref = '' and joint_id is not null
  and not exists (select from intake.joint_submission where joint_submission.id = submission.joint_id);
