-- Who began a draft in somebody's place, and by which right: its owner is told, also when that right has ended.
alter table intake.draft
  add column begun_by uuid,
  add column begun_mandate uuid,
  add constraint draft_begun check ((begun_by is null) = (begun_mandate is null));
