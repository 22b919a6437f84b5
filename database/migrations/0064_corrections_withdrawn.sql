-- Whoever has asked for a correction may take it back as long as nobody has decided.
alter table corrections.request add column withdrawn_at timestamptz;
alter table corrections.request
  drop constraint request_state,
  drop constraint request_decided,
  add constraint request_state check (state in ('open', 'accepted', 'corrected', 'refused', 'withdrawn')),
  add constraint request_decided check
    ((state in ('open', 'withdrawn')) = (decided_at is null) and (decided_at is null) = (decided_by is null)),
  add constraint request_withdrawn check ((state = 'withdrawn') = (withdrawn_at is not null));
