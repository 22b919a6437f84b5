-- Whoever goes on reading after they were noticed is shown with all whom they have read, and until when.
alter table oversight.unusual_reading add column until timestamptz;
update oversight.unusual_reading set until = noticed_at;
alter table oversight.unusual_reading alter column until set not null;
