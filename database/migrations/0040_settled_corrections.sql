-- What follows from a corrected value is said in four ways; a withdrawn case waits for nobody.
alter table cases.corrected_value drop constraint corrected_value_how;
alter table cases.corrected_value drop constraint corrected_value_settled;
-- not-taken: looked at again, but with the right value the form asks more than was answered.
alter table cases.corrected_value add constraint corrected_value_how
  check (settled_how in ('stands', 'again', 'not-taken', 'withdrawn'));
-- Nobody of the staff settles what a person has withdrawn.
alter table cases.corrected_value add constraint corrected_value_settled check
  ((settled_at is null) = (settled_how is null)
    and (settled_by is null) = (settled_how is null or settled_how = 'withdrawn'));
update cases.corrected_value
  set settled_at = matter.closed_at, settled_how = 'withdrawn'
  from cases.matter
  where matter.ref = case_ref and matter.state = 'withdrawn' and matter.closed_at is not null and settled_at is null;
