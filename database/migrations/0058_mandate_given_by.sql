-- Which parent gave a mandate in the name of their child. Of those given before, only the access log knows it.
alter table mandates.mandate
  add column given_by uuid,
  add column given_by_name text,
  add constraint mandate_given_by check ((given_by is null) = (given_by_name is null)),
  add constraint mandate_given_by_other check (given_by <> giver_id);
