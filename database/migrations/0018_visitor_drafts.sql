-- Anyone may begin a form before signing in. Such a draft belongs to the browser that holds its secret, until someone signs in and takes it over.
alter table intake.draft
  alter column owner_id drop not null,
  -- SHA-256 of the secret in the browser's cookie.
  add column token_hash bytea,
  -- Keyed hash of the network address from which it was begun: only to limit how many there are.
  add column origin_hash bytea,
  add constraint draft_held check (
    (owner_id is null) = (token_hash is not null) and (owner_id is null) = (origin_hash is not null)
  ),
  -- Nothing is handed in, and staff fill in nothing, for somebody unknown.
  add constraint draft_visitor_open check (owner_id is not null or (submitted_ref is null and clerk_id is null));
create unique index draft_token on intake.draft (token_hash) where token_hash is not null;
create index draft_origin on intake.draft (origin_hash, expires_at) where origin_hash is not null;

alter table intake.upload
  alter column owner_id drop not null,
  add constraint upload_held check (owner_id is not null or draft_id is not null);
