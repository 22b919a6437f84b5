-- Drafts that go on with a newer version of their service keep what it no longer asks; people hear before a draft is removed.
alter table intake.draft
  -- Answers without a place in the version: [{label, text}], in the words of the version that asked.
  add column left_over jsonb not null default '[]',
  add column announced_at timestamptz;
create index draft_to_announce on intake.draft (expires_at) where submitted_ref is null and announced_at is null and clerk_id is null;
