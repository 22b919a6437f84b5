-- Mandates: who may act for whom, how far and until when; and in which session somebody acts for somebody else.
create schema mandates;

create table mandates.mandate (
  id uuid not null default gen_random_uuid() constraint mandate_pk primary key,
  -- Account of whoever is acted for, and their name as lists show and search it.
  giver_id uuid not null,
  giver_name text not null,
  -- To whom it was offered: a person by mail address, or a company by its key in the register.
  offered_email text,
  offered_organisation text,
  -- Account that accepted it; of a company each of its representatives may use it.
  mandatary_id uuid,
  -- Of the person who accepted it, or of the company.
  mandatary_name text,
  -- Everything that a service allows others to do; otherwise only these services and these cases.
  everything boolean not null,
  services text[] not null default '{}',
  matters text[] not null default '{}',
  valid_from date not null,
  valid_until date not null,
  state text not null constraint mandate_state check (state in ('offered', 'accepted', 'declined', 'revoked', 'ended')),
  offered_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  -- Language of the offer: mails to people without an account use it.
  language text not null constraint mandate_language check (language in ('de', 'fr', 'it', 'en')),
  constraint mandate_addressed check ((offered_email is null) <> (offered_organisation is null)),
  constraint mandate_scope check (everything = (cardinality(services) + cardinality(matters) = 0)),
  constraint mandate_days check (valid_from <= valid_until),
  constraint mandate_accepted_by_someone check (state <> 'accepted' or mandatary_id is not null),
  -- Nobody is their own mandatary.
  constraint mandate_of_two check (mandatary_id <> giver_id)
);
create index mandate_giver on mandates.mandate (giver_id, offered_at desc, id);
-- The list of clients of somebody who acts for hundreds pages by name.
create index mandate_clients on mandates.mandate (mandatary_id, lower(giver_name), id) where state = 'accepted';
create index mandate_clients_of_company on mandates.mandate (offered_organisation, lower(giver_name), id)
  where state = 'accepted' and offered_organisation is not null;
create index mandate_mandatary on mandates.mandate (mandatary_id, offered_at desc, id) where mandatary_id is not null;
create index mandate_offers on mandates.mandate (lower(offered_email)) where state = 'offered';
create index mandate_company on mandates.mandate (offered_organisation, offered_at desc, id) where offered_organisation is not null;

-- For whom a session acts; null: for oneself. Whether the mandate still holds is asked with every request.
alter table identity.session add column mandate_id uuid;

-- Whose form it was when it was parked: it is shown again only to whoever acts for the same account.
alter table kernel.parked_form add column holder uuid;

-- Somebody with a mandate used the data of the one who gave it.
alter table kernel.access_entry drop constraint access_entry_actor_kind;
alter table kernel.access_entry add constraint access_entry_actor_kind
  check (actor_kind in ('self', 'person', 'mandatary', 'staff', 'programme', 'anonymous'));
