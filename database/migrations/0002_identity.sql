-- Accounts, sessions, access tokens, and the demonstration identity provider's own store.
create schema identity;

create table identity.account (
  id uuid not null default gen_random_uuid() constraint account_pk primary key,
  -- The identity provider, and the person's key there. The demonstration's provider is `demo`: its address may change, its people stay.
  issuer text not null,
  subject text not null,
  kind text not null constraint account_kind check (kind in ('person', 'staff')),
  name text not null,
  email text,
  -- Key of the person in the resident register and of the company in the company register.
  register_id text,
  organisation_id text,
  unit text,
  roles text[] not null default '{}',
  -- The language of the last sign-in; mails and letters use it.
  language text not null default 'de' constraint account_language check (language in ('de', 'fr', 'it', 'en')),
  created_at timestamptz not null,
  constraint account_subject_once unique (issuer, subject),
  constraint account_staff_has_unit check (kind = 'person' or unit is not null)
);
create index account_unit on identity.account (unit) where kind = 'staff';

-- A session is found by the hash of its secret: whoever reads the database can't take one over.
create table identity.session (
  id uuid not null default gen_random_uuid() constraint session_pk primary key,
  secret_hash bytea not null constraint session_secret_once unique,
  account_id uuid not null constraint session_account references identity.account (id),
  assurance text not null constraint session_assurance check (assurance in ('low', 'substantial', 'high')),
  -- Tells the identity provider whose session to end (RP-initiated logout).
  id_token text,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index session_account_open on identity.session (account_id) where ended_at is null;
create index session_expires on identity.session (expires_at);

-- A sign-in that has left for the identity provider and not come back yet. It belongs to one browser:
-- nobody can be signed in to somebody else's account by a link.
create table identity.sign_in (
  state text not null constraint sign_in_pk primary key,
  browser_hash bytea not null,
  nonce text not null,
  code_verifier text not null,
  return_to text not null,
  expires_at timestamptz not null
);
create index sign_in_expires on identity.sign_in (expires_at);

create table identity.access_token (
  token_hash bytea not null constraint access_token_pk primary key,
  account_id uuid not null constraint access_token_account references identity.account (id),
  assurance text not null constraint access_token_assurance check (assurance in ('low', 'substantial', 'high')),
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index access_token_account_idx on identity.access_token (account_id);
create index access_token_expires on identity.access_token (expires_at);

-- What the demonstration's identity provider remembers (its sessions, codes, grants), shared by all processes.
create table identity.demo_provider_item (
  kind text not null,
  id text not null,
  payload jsonb not null,
  grant_id text,
  uid text,
  consumed_at timestamptz,
  expires_at timestamptz not null,
  constraint demo_provider_item_pk primary key (kind, id)
);
create index demo_provider_item_grant on identity.demo_provider_item (grant_id) where grant_id is not null;
create index demo_provider_item_uid on identity.demo_provider_item (uid) where uid is not null;
create index demo_provider_item_expires on identity.demo_provider_item (expires_at);
