-- The figures above a worklist are counted from the index alone, whatever the cases hold.
drop index cases.matter_worklist;
create index matter_worklist on cases.matter (unit, coalesce(due, date '9999-12-31'), ref)
  include (due, assignee_id, state) where closed_at is null;
