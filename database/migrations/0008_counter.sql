-- The counter and the telephone: staff fill in for someone who is there or calls.
alter table intake.draft
  -- Who fills it in for the owner; absent: the owner.
  add column clerk_id uuid,
  add column channel text not null default 'web'
    constraint draft_channel check (channel in ('web', 'counter', 'phone', 'paper')),
  -- How the clerk made sure who it is; absent: the owner signed in.
  add column identification text
    constraint draft_identification check (identification in ('document', 'questions', 'callback', 'signature', 'none')),
  add constraint draft_clerk_identified check ((clerk_id is null) = (channel = 'web') and (clerk_id is null) = (identification is null));

-- What a clerk fills in never mixes with what the person has begun.
drop index intake.draft_open_once;
create unique index draft_open_once on intake.draft (owner_id, service_id) where submitted_ref is null and clerk_id is null;
create index draft_clerk on intake.draft (clerk_id, updated_at desc) where clerk_id is not null;

-- How the clerk made sure who it is, for the case worker.
alter table cases.matter add column identification text;

create index resident_name_birth on data.resident (lower(last_name), birth_date);
create index account_register on identity.account (register_id) where register_id is not null;
