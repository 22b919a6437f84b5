-- Sessions that people recognise and end, and that end with the one at the identity provider (OpenID Connect Back-Channel Logout 1.0).
alter table identity.session
  -- In words of the browser, `Firefox, Windows`; nothing that tells one browser from another of its kind.
  add column device text not null default '',
  -- `account.issuer` of the provider that signed in, and its name for its own session; both absent with the E-ID.
  add column issuer text,
  add column provider_session text;
create index session_provider on identity.session (issuer, provider_session)
  where ended_at is null and provider_session is not null;

-- Logout tokens count once (Back-Channel Logout 1.0, 2.6, step 8).
create table identity.logout_token (
  issuer text not null,
  token_id text not null,
  expires_at timestamptz not null,
  constraint logout_token_pk primary key (issuer, token_id)
);
create index logout_token_expires on identity.logout_token (expires_at);

-- Which of the identity providers a sign-in has left for.
alter table identity.sign_in
  add column provider text not null default 'public',
  add constraint sign_in_provider check (provider in ('public', 'staff'));

-- Second factor of staff (WebAuthn Level 3): public keys only, the private ones never leave the device.
create table identity.passkey (
  id uuid not null default gen_random_uuid(),
  credential_id text not null,
  account_id uuid not null,
  name text not null,
  public_key bytea not null,
  sign_count bigint not null,
  transports text[] not null,
  created_at timestamptz not null,
  used_at timestamptz,
  constraint passkey_pk primary key (id),
  constraint passkey_credential_once unique (credential_id),
  constraint passkey_account foreign key (account_id) references identity.account (id)
);
create index passkey_of_account on identity.passkey (account_id);

-- A session that still lacks its second factor counts as none; the challenge is the one that its browser must answer.
alter table identity.session
  add column second_factor text not null default 'none',
  add column challenge text,
  add column challenge_expires_at timestamptz,
  add constraint session_second_factor check (second_factor in ('none', 'wanted', 'shown'));
