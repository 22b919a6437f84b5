-- The E-ID as a second way to sign in, and the wallet of the demonstration.

-- A request to a wallet. It belongs to one browser, counts once, and lives five minutes.
create table identity.eid_request (
  id uuid not null default gen_random_uuid() constraint eid_request_pk primary key,
  browser_hash bytea not null,
  -- The service for which somebody confirms who they are; null for signing in.
  service_id text,
  -- Someone who is signed in already confirms the session: the answer counts for this account only.
  account_id uuid constraint eid_request_account references identity.account (id),
  return_to text not null,
  -- What is asked: givenName, familyName, birthDate, expires, ahv.
  claims text[] not null,
  state text not null default 'waiting' constraint eid_request_state
    check (state in ('waiting', 'fetched', 'answered', 'verified', 'declined', 'failed', 'done')),
  -- Known once a wallet has fetched the request, by the link on the page or by the code on the screen.
  same_device boolean,
  nonce text,
  wallet_state text,
  -- Opens the one answer; gone as soon as it has come.
  decryption_key jsonb,
  -- On the same device the browser must show what only the wallet was told (session fixation).
  response_code_hash bytea,
  -- What the E-ID says; gone as soon as the browser has taken it.
  verified jsonb,
  fault text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint eid_request_fetched check (
    state = 'waiting' or (same_device is not null and nonce is not null and wallet_state is not null)
  ),
  constraint eid_request_verified check ((verified is not null) = (state = 'verified'))
);
create index eid_request_expires on identity.eid_request (expires_at);

-- Somebody who comes by E-ID is looked for by the day of birth first.
create index resident_birth_date on data.resident (birth_date);

-- Credentials in the wallet of the demonstration, with the private key that a telephone would keep in its chip.
create table identity.demo_wallet_credential (
  id text not null constraint demo_wallet_credential_pk primary key,
  person_id text not null,
  -- Place in the status list.
  status_index integer not null constraint demo_wallet_credential_place unique,
  revoked boolean not null,
  holder_key jsonb not null,
  credential text not null,
  expires_at timestamptz not null
);

-- Requests that the wallet of the demonstration has fetched and not answered yet.
create table identity.demo_wallet_request (
  id uuid not null default gen_random_uuid() constraint demo_wallet_request_pk primary key,
  request jsonb not null,
  expires_at timestamptz not null
);
