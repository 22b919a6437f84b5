-- Paper that came back: which form it is, and its scan, which becomes evidence of the case.
alter table intake.draft
  add column paper_number text,
  add column scan jsonb;
