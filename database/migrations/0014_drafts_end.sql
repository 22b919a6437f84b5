-- Drafts are removed some time after they were submitted, too.
drop index intake.draft_expires;
create index draft_expires on intake.draft (expires_at);
