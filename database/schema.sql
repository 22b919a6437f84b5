-- The schema after all migrations, for reading. Written by "npm run schema"; change it by a migration.

create extension pg_trgm;
create extension unaccent;

create schema appointments;

create table appointments.booking (
  id uuid not null default gen_random_uuid(),
  offer text not null,
  starts_at timestamp with time zone not null,
  place smallint not null,
  case_ref text not null,
  pointer text not null,
  booked_at timestamp with time zone not null,
  constraint booking_pk PRIMARY KEY (id),
  constraint booking_field_once UNIQUE (case_ref, pointer),
  constraint booking_place_once UNIQUE (offer, starts_at, place),
  constraint booking_place CHECK ((place >= 1))
);
CREATE INDEX booking_past ON appointments.booking USING btree (starts_at);

create schema archive;

create table archive.deletion (
  id bigint not null generated always as identity,
  at timestamp with time zone not null,
  service_id text not null,
  service_version integer not null,
  closed_on date not null,
  due date not null,
  basis text not null,
  archive text not null,
  reason text,
  announced_at timestamp with time zone not null,
  counts jsonb not null,
  files integer not null,
  bytes bigint not null,
  previous bytea not null,
  digest bytea not null,
  infected integer not null default 0,
  constraint deletion_pk PRIMARY KEY (id),
  constraint deletion_archive CHECK ((archive = ANY (ARRAY['not-offered'::text, 'taken'::text, 'declined'::text]))),
  constraint deletion_digest CHECK ((length(digest) = 32)),
  constraint deletion_previous CHECK ((length(previous) = 32))
);
CREATE INDEX deletion_at ON archive.deletion USING btree (at);
CREATE TRIGGER deletion_append_only BEFORE DELETE OR UPDATE ON archive.deletion FOR EACH ROW EXECUTE FUNCTION kernel.refuse_change();

create table archive.ending (
  case_ref text not null,
  owner_id uuid not null,
  service_id text not null,
  service_version integer not null,
  due date not null,
  to_archive boolean not null,
  state text not null,
  announced_at timestamp with time zone not null,
  offered_at timestamp with time zone,
  packed_at timestamp with time zone,
  decided_at timestamp with time zone,
  decided_by uuid,
  reason text,
  failed_at timestamp with time zone,
  package_digest bytea,
  received_at timestamp with time zone,
  infected integer not null default 0,
  constraint ending_pk PRIMARY KEY (case_ref),
  constraint ending_decided CHECK (((state = ANY (ARRAY['taken'::text, 'declined'::text])) = (num_nonnulls(decided_at, decided_by, reason) = 3))),
  constraint ending_state CHECK ((state = ANY (ARRAY['announced'::text, 'offered'::text, 'taken'::text, 'declined'::text]))),
  constraint ending_taken_received CHECK (((state <> 'taken'::text) OR (received_at IS NOT NULL)))
);
CREATE INDEX ending_due ON archive.ending USING btree (state, due, case_ref);
CREATE INDEX ending_owner ON archive.ending USING btree (owner_id, due);

create table archive.protocol_check (
  id bigint not null generated always as identity,
  at timestamp with time zone not null,
  lines bigint not null,
  broken bigint,
  constraint protocol_check_pk PRIMARY KEY (id)
);
CREATE TRIGGER protocol_check_append_only BEFORE DELETE OR UPDATE ON archive.protocol_check FOR EACH ROW EXECUTE FUNCTION kernel.refuse_change();

create schema cases;

create table cases.appeal (
  appeal_ref text not null,
  decision_ref text,
  until date,
  suspends boolean not null,
  ended_at timestamp with time zone,
  outcome text,
  constraint appeal_pk PRIMARY KEY (appeal_ref),
  constraint appeal_ended CHECK (((ended_at IS NULL) = (outcome IS NULL))),
  constraint appeal_not_itself CHECK ((decision_ref <> appeal_ref)),
  constraint appeal_outcome CHECK ((outcome = ANY (ARRAY['upheld'::text, 'partly-upheld'::text, 'dismissed'::text, 'not-admitted'::text, 'withdrawn'::text]))),
  constraint appeal_case FOREIGN KEY (appeal_ref) REFERENCES cases.matter(ref),
  constraint appeal_decision FOREIGN KEY (decision_ref) REFERENCES cases.matter(ref)
);
CREATE INDEX appeal_decision_ref ON cases.appeal USING btree (decision_ref) WHERE (decision_ref IS NOT NULL);

create table cases.clock (
  case_ref text not null,
  id text not null,
  started_on date not null,
  working_days integer not null,
  due date not null,
  paused_on date,
  days_left integer,
  stopped_on date,
  constraint clock_pk PRIMARY KEY (case_ref, id),
  constraint clock_case FOREIGN KEY (case_ref) REFERENCES cases.matter(ref)
);

create table cases.corrected_value (
  case_ref text not null,
  pointer text not null,
  correction_id uuid not null,
  was jsonb not null,
  was_as_of date not null,
  value jsonb not null,
  as_of date not null,
  told_at timestamp with time zone not null,
  decided boolean not null,
  differs boolean not null,
  settled_at timestamp with time zone,
  settled_by uuid,
  settled_how text,
  settled_note text,
  constraint corrected_value_pk PRIMARY KEY (case_ref, pointer, correction_id),
  constraint corrected_value_how CHECK ((settled_how = ANY (ARRAY['stands'::text, 'again'::text, 'not-taken'::text, 'withdrawn'::text]))),
  constraint corrected_value_settled CHECK ((((settled_at IS NULL) = (settled_how IS NULL)) AND ((settled_by IS NULL) = ((settled_how IS NULL) OR (settled_how = 'withdrawn'::text))))),
  constraint corrected_value_case FOREIGN KEY (case_ref) REFERENCES cases.matter(ref)
);
CREATE INDEX corrected_value_unsettled ON cases.corrected_value USING btree (told_at, case_ref) WHERE (settled_at IS NULL);

create table cases.document (
  id uuid not null default gen_random_uuid(),
  case_ref text not null,
  letter text not null,
  title text not null,
  language text not null,
  model jsonb not null,
  verify_code text not null,
  file_id uuid,
  issued_at timestamp with time zone not null,
  valid_until date,
  revoked_at timestamp with time zone,
  constraint document_pk PRIMARY KEY (id),
  constraint document_code_once UNIQUE (verify_code),
  constraint document_case FOREIGN KEY (case_ref) REFERENCES cases.matter(ref)
);
CREATE INDEX document_case_idx ON cases.document USING btree (case_ref, issued_at);

create table cases.evidence (
  case_ref text not null,
  file_id uuid not null,
  pointer text not null,
  name text not null,
  type text not null,
  size integer not null,
  constraint evidence_pk PRIMARY KEY (case_ref, file_id),
  constraint evidence_case FOREIGN KEY (case_ref) REFERENCES cases.matter(ref)
);

create table cases.history_entry (
  id bigint not null generated always as identity,
  case_ref text not null,
  at timestamp with time zone not null,
  action text not null,
  from_state text,
  to_state text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_unit text,
  input jsonb not null default '{}'::jsonb,
  constraint history_entry_pk PRIMARY KEY (id),
  constraint history_entry_case FOREIGN KEY (case_ref) REFERENCES cases.matter(ref)
);
CREATE INDEX history_entry_case_idx ON cases.history_entry USING btree (case_ref, id);

create table cases.matter (
  ref text not null,
  service_id text not null,
  service_version integer not null,
  state text not null,
  revision integer not null default 1,
  unit text not null,
  assignee_id uuid,
  owner_id uuid not null,
  organisation_id text,
  applicant_name text not null,
  channel text not null,
  language text not null,
  answers jsonb not null,
  origins jsonb not null default '{}'::jsonb,
  evaluation jsonb not null,
  outcome jsonb,
  submitted_at timestamp with time zone not null,
  due date,
  closed_at timestamp with time zone,
  delivery text not null default 'account'::text,
  identification text,
  not_asked smallint not null default 0,
  asked_in_silence smallint not null default 0,
  constraint matter_pk PRIMARY KEY (ref),
  constraint matter_channel CHECK ((channel = ANY (ARRAY['web'::text, 'api'::text, 'counter'::text, 'phone'::text, 'paper'::text]))),
  constraint matter_delivery CHECK ((delivery = ANY (ARRAY['account'::text, 'post'::text])))
);
CREATE INDEX matter_assignee ON cases.matter USING btree (assignee_id, COALESCE(due, '9999-12-31'::date), ref) WHERE (closed_at IS NULL);
CREATE INDEX matter_at_once ON cases.matter USING btree (service_id, submitted_at) WHERE ((outcome ->> 'by'::text) = 'programme'::text);
CREATE INDEX matter_closed ON cases.matter USING btree (closed_at) INCLUDE (service_id, submitted_at, state, due) WHERE (closed_at IS NOT NULL);
CREATE INDEX matter_measure ON cases.matter USING btree (service_id, submitted_at) INCLUDE (closed_at, state, not_asked, asked_in_silence);
CREATE INDEX matter_open_words ON cases.matter USING gin (applicant_name public.gin_trgm_ops, ref public.gin_trgm_ops) WHERE (closed_at IS NULL);
CREATE INDEX matter_owner ON cases.matter USING btree (owner_id, submitted_at DESC, ref);
CREATE INDEX matter_post ON cases.matter USING btree (unit) WHERE (delivery = 'post'::text);
CREATE INDEX matter_worklist ON cases.matter USING btree (unit, COALESCE(due, '9999-12-31'::date), ref) INCLUDE (due, assignee_id, state) WHERE (closed_at IS NULL);

create table cases.month_counted (
  month date not null,
  counted_at timestamp with time zone not null,
  constraint month_counted_pk PRIMARY KEY (month)
);

create table cases.month_figure (
  service_id text not null,
  month date not null,
  submitted integer not null,
  at_once integer not null,
  not_asked integer not null,
  asked_in_silence integer not null,
  accepted integer not null,
  refused integer not null,
  withdrawn integer not null,
  in_time integer not null,
  median_days real,
  example boolean not null default false,
  constraint month_figure_pk PRIMARY KEY (service_id, month)
);

create table cases.postal_letter (
  document_id uuid not null,
  run_id uuid not null,
  "position" integer not null,
  constraint postal_letter_pk PRIMARY KEY (document_id),
  constraint postal_letter_place UNIQUE (run_id, "position"),
  constraint postal_letter_document FOREIGN KEY (document_id) REFERENCES cases.document(id),
  constraint postal_letter_run FOREIGN KEY (run_id) REFERENCES cases.postal_run(id)
);

create table cases.postal_run (
  id uuid not null default gen_random_uuid(),
  unit text not null,
  day date not null,
  number integer not null,
  made_at timestamp with time zone not null,
  made_by uuid not null,
  letters integer not null,
  pages integer,
  file_id uuid,
  manifest_id uuid,
  constraint postal_run_pk PRIMARY KEY (id),
  constraint postal_run_once UNIQUE (unit, day, number)
);

create table cases.signature (
  case_ref text not null,
  pointer text not null,
  name text not null,
  manner text not null,
  account_id uuid not null,
  assurance text,
  staff_id uuid,
  at timestamp with time zone not null,
  digest bytea not null,
  constraint signature_pk PRIMARY KEY (case_ref, pointer, account_id),
  constraint signature_manner CHECK ((manner = ANY (ARRAY['typed'::text, 'seen'::text, 'scanned'::text, 'spoken'::text]))),
  constraint signature_case FOREIGN KEY (case_ref) REFERENCES cases.matter(ref)
);

create schema catalogue;

create table catalogue.checked_service (
  service_id text not null,
  version integer not null,
  fingerprint text not null,
  examples json not null,
  constraint checked_service_pk PRIMARY KEY (service_id),
  constraint checked_service_version FOREIGN KEY (service_id, version) REFERENCES catalogue.service_version(service_id, version)
);

create table catalogue.search_entry (
  type text not null,
  id text not null,
  language text not null,
  title text not null,
  summary text not null,
  url text not null,
  weight real not null default 1,
  plain_title text not null,
  names text[] not null,
  words text not null,
  document tsvector not null,
  constraint search_entry_pk PRIMARY KEY (type, id, language),
  constraint search_entry_language_known CHECK ((language = ANY (ARRAY['de'::text, 'fr'::text, 'it'::text, 'en'::text]))),
  constraint search_entry_source FOREIGN KEY (type) REFERENCES catalogue.search_source(type) ON DELETE CASCADE
);
CREATE INDEX search_entry_document ON catalogue.search_entry USING gin (document);
CREATE INDEX search_entry_words ON catalogue.search_entry USING gin (words public.gin_trgm_ops);

create table catalogue.search_source (
  type text not null,
  hash text not null,
  filled_at timestamp with time zone not null,
  constraint search_source_pk PRIMARY KEY (type)
);

create table catalogue.service_version (
  service_id text not null,
  version integer not null,
  hash text not null,
  definition json not null,
  context json not null,
  published_at timestamp with time zone not null,
  announced_at timestamp with time zone,
  constraint service_version_pk PRIMARY KEY (service_id, version)
);
CREATE INDEX service_version_unannounced ON catalogue.service_version USING btree (service_id, version) WHERE (announced_at IS NULL);

create schema community;

create table community.circle (
  id uuid not null,
  name text not null,
  about text not null,
  open boolean not null,
  created_at timestamp with time zone not null,
  members integer not null default 0,
  entries integer not null default 0,
  pulse integer not null default 0,
  last_at timestamp with time zone not null,
  words tsvector not null,
  constraint circle_pk PRIMARY KEY (id)
);
CREATE UNIQUE INDEX circle_name ON community.circle USING btree (lower(name));
CREATE INDEX circle_recent ON community.circle USING btree (last_at DESC, id DESC);
CREATE INDEX circle_words ON community.circle USING gin (words);

create table community.comment (
  id uuid not null,
  entry_id uuid not null,
  author_id uuid,
  body text not null,
  language text not null,
  at timestamp with time zone not null,
  state text not null default 'shown'::text,
  constraint comment_pk PRIMARY KEY (id),
  constraint comment_state CHECK ((state = ANY (ARRAY['shown'::text, 'hidden'::text, 'removed'::text]))),
  constraint comment_entry FOREIGN KEY (entry_id) REFERENCES community.entry(id) ON DELETE CASCADE
);
CREATE INDEX comment_of_author ON community.comment USING btree (author_id, at DESC, id DESC) WHERE (author_id IS NOT NULL);
CREATE INDEX comment_of_entry ON community.comment USING btree (entry_id, at, id);

create table community.document (
  id uuid not null,
  circle_id uuid not null,
  title text not null,
  about text not null default ''::text,
  versions integer not null default 0,
  made_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  words tsvector not null,
  constraint document_pk PRIMARY KEY (id),
  constraint document_circle FOREIGN KEY (circle_id) REFERENCES community.circle(id) ON DELETE CASCADE
);
CREATE INDEX document_of_circle ON community.document USING btree (circle_id, last_at DESC, id DESC);
CREATE INDEX document_words ON community.document USING gin (words);

create table community.document_version (
  document_id uuid not null,
  number integer not null,
  file_id uuid not null,
  note text not null default ''::text,
  author_id uuid,
  at timestamp with time zone not null,
  constraint document_version_pk PRIMARY KEY (document_id, number),
  constraint document_version_file UNIQUE (file_id),
  constraint document_version_document FOREIGN KEY (document_id) REFERENCES community.document(id) ON DELETE CASCADE
);
CREATE INDEX document_version_of_author ON community.document_version USING btree (author_id, at DESC) WHERE (author_id IS NOT NULL);

create table community.entry (
  id uuid not null,
  circle_id uuid,
  kind text not null,
  author_id uuid,
  title text not null,
  body text not null,
  language text not null,
  at timestamp with time zone not null,
  state text not null default 'shown'::text,
  comments integer not null default 0,
  pulse integer not null default 0,
  accepted_id uuid,
  words tsvector not null,
  constraint entry_pk PRIMARY KEY (id),
  constraint entry_accepted CHECK (((accepted_id IS NULL) OR (kind = 'question'::text))),
  constraint entry_kind CHECK ((kind = ANY (ARRAY['post'::text, 'question'::text, 'idea'::text]))),
  constraint entry_place CHECK (((kind = 'idea'::text) = (circle_id IS NULL))),
  constraint entry_state CHECK ((state = ANY (ARRAY['shown'::text, 'hidden'::text, 'removed'::text]))),
  constraint entry_circle FOREIGN KEY (circle_id) REFERENCES community.circle(id) ON DELETE CASCADE
);
CREATE INDEX entry_gone ON community.entry USING btree (at) WHERE (state <> 'shown'::text);
CREATE INDEX entry_of_author ON community.entry USING btree (author_id, at DESC, id DESC) WHERE (author_id IS NOT NULL);
CREATE INDEX entry_of_circle ON community.entry USING btree (circle_id, at DESC, id DESC) WHERE ((state = 'shown'::text) AND (circle_id IS NOT NULL));
CREATE INDEX entry_open_question ON community.entry USING btree (circle_id, at DESC, id DESC) WHERE ((state = 'shown'::text) AND (kind = 'question'::text) AND (accepted_id IS NULL));
CREATE INDEX entry_words ON community.entry USING gin (words) WHERE (state = 'shown'::text);

create table community.event (
  id uuid not null,
  circle_id uuid not null,
  host_id uuid,
  title text not null,
  about text not null,
  place text not null,
  starts_at timestamp with time zone not null,
  minutes integer not null,
  capacity integer,
  coming integer not null default 0,
  waiting integer not null default 0,
  cancelled_at timestamp with time zone,
  made_at timestamp with time zone not null,
  revision integer not null default 1,
  words tsvector not null,
  constraint event_pk PRIMARY KEY (id),
  constraint event_capacity CHECK (((capacity IS NULL) OR ((capacity > 0) AND (coming <= capacity)))),
  constraint event_counts CHECK (((coming >= 0) AND (waiting >= 0))),
  constraint event_circle FOREIGN KEY (circle_id) REFERENCES community.circle(id) ON DELETE CASCADE
);
CREATE INDEX event_of_circle ON community.event USING btree (circle_id, starts_at, id);
CREATE INDEX event_of_host ON community.event USING btree (host_id, made_at DESC) WHERE (host_id IS NOT NULL);
CREATE INDEX event_words ON community.event USING gin (words) WHERE (cancelled_at IS NULL);

create table community.idea (
  entry_id uuid not null,
  stage text not null default 'open'::text,
  at timestamp with time zone not null,
  supports integer not null default 0,
  answer text not null default ''::text,
  unit text,
  answered_at timestamp with time zone,
  link text not null default ''::text,
  revision integer not null default 1,
  constraint idea_pk PRIMARY KEY (entry_id),
  constraint idea_answered CHECK (((stage = ANY (ARRAY['chosen'::text, 'declined'::text])) = (answered_at IS NOT NULL))),
  constraint idea_stage CHECK ((stage = ANY (ARRAY['open'::text, 'judged'::text, 'chosen'::text, 'declined'::text]))),
  constraint idea_entry FOREIGN KEY (entry_id) REFERENCES community.entry(id) ON DELETE CASCADE
);
CREATE INDEX idea_by_stage ON community.idea USING btree (stage, at DESC, entry_id DESC);
CREATE INDEX idea_newest ON community.idea USING btree (at DESC, entry_id DESC);

create table community.idea_source (
  entry_id uuid not null,
  path text not null,
  constraint idea_source_pk PRIMARY KEY (entry_id, path),
  constraint idea_source_idea FOREIGN KEY (entry_id) REFERENCES community.idea(entry_id) ON DELETE CASCADE
);
CREATE INDEX idea_source_path ON community.idea_source USING btree (path);

create table community.invitation (
  id uuid not null,
  circle_id uuid not null,
  name text not null,
  email text not null,
  organisation text not null,
  until date not null,
  secret_hash bytea not null,
  invited_at timestamp with time zone not null,
  account_id uuid,
  constraint invitation_pk PRIMARY KEY (id),
  constraint invitation_secret UNIQUE (secret_hash),
  constraint invitation_circle FOREIGN KEY (circle_id) REFERENCES community.circle(id) ON DELETE CASCADE
);
CREATE INDEX invitation_ends ON community.invitation USING btree (until);
CREATE INDEX invitation_of_account ON community.invitation USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX invitation_open ON community.invitation USING btree (circle_id, invited_at) WHERE (account_id IS NULL);

create table community.judgement (
  entry_id uuid not null,
  criterion text not null,
  points integer not null,
  reason text not null,
  unit text not null,
  at timestamp with time zone not null,
  constraint judgement_pk PRIMARY KEY (entry_id, criterion),
  constraint judgement_points CHECK (((points >= 0) AND (points <= 3))),
  constraint judgement_idea FOREIGN KEY (entry_id) REFERENCES community.idea(entry_id) ON DELETE CASCADE
);

create table community.member (
  circle_id uuid not null,
  account_id uuid not null,
  shown_as text not null,
  role text not null,
  organisation text,
  until date,
  joined_at timestamp with time zone not null,
  constraint member_pk PRIMARY KEY (circle_id, account_id),
  constraint member_role CHECK ((role = ANY (ARRAY['moderator'::text, 'member'::text, 'guest'::text]))),
  constraint member_until CHECK (((role = 'guest'::text) = ((until IS NOT NULL) AND (organisation IS NOT NULL)))),
  constraint member_circle FOREIGN KEY (circle_id) REFERENCES community.circle(id) ON DELETE CASCADE
);
CREATE INDEX member_called ON community.member USING btree (circle_id, lower(shown_as));
CREATE INDEX member_ends ON community.member USING btree (until) WHERE (until IS NOT NULL);
CREATE INDEX member_listed ON community.member USING btree (circle_id, joined_at, account_id);
CREATE INDEX member_of_account ON community.member USING btree (account_id, circle_id);

create table community.mention (
  account_id uuid not null,
  source_id uuid not null,
  entry_id uuid not null,
  at timestamp with time zone not null,
  constraint mention_pk PRIMARY KEY (account_id, source_id),
  constraint mention_entry FOREIGN KEY (entry_id) REFERENCES community.entry(id) ON DELETE CASCADE
);
CREATE INDEX mention_of_account ON community.mention USING btree (account_id, at DESC, source_id DESC);
CREATE INDEX mention_of_entry ON community.mention USING btree (entry_id);

create table community.moderation (
  id bigint not null generated always as identity,
  circle_id uuid,
  entry_id uuid not null,
  source_id uuid not null,
  step text not null,
  rule text,
  reason text not null,
  at timestamp with time zone not null,
  constraint moderation_pk PRIMARY KEY (id),
  constraint moderation_rule CHECK (((step = 'hidden'::text) = (rule IS NOT NULL))),
  constraint moderation_step CHECK ((step = ANY (ARRAY['hidden'::text, 'shown'::text]))),
  constraint moderation_entry FOREIGN KEY (entry_id) REFERENCES community.entry(id) ON DELETE CASCADE
);
CREATE INDEX moderation_of_circle ON community.moderation USING btree (circle_id, id DESC);
CREATE INDEX moderation_of_entry ON community.moderation USING btree (entry_id);

create table community.profile (
  account_id uuid not null,
  shown_as text not null,
  guest boolean not null default false,
  listed boolean not null default false,
  about text not null default ''::text,
  skills text[] not null default '{}'::text[],
  offers text[] not null default '{}'::text[],
  shown text[] not null default '{}'::text[],
  digest text not null default 'weekly'::text,
  digested_at timestamp with time zone not null,
  joined_at timestamp with time zone not null,
  words tsvector not null,
  constraint profile_pk PRIMARY KEY (account_id),
  constraint profile_digest CHECK ((digest = ANY (ARRAY['none'::text, 'daily'::text, 'weekly'::text])))
);
CREATE INDEX profile_called ON community.profile USING btree (lower(shown_as));
CREATE INDEX profile_digest_due ON community.profile USING btree (digest, account_id) WHERE (digest <> 'none'::text);
CREATE INDEX profile_listed ON community.profile USING btree (shown_as, account_id) WHERE listed;
CREATE INDEX profile_words ON community.profile USING gin (words) WHERE listed;

create table community.report (
  source_id uuid not null,
  account_id uuid not null,
  entry_id uuid not null,
  circle_id uuid,
  reason text not null,
  at timestamp with time zone not null,
  done_at timestamp with time zone,
  constraint report_pk PRIMARY KEY (source_id, account_id),
  constraint report_entry FOREIGN KEY (entry_id) REFERENCES community.entry(id) ON DELETE CASCADE
);
CREATE INDEX report_of_account ON community.report USING btree (account_id);
CREATE INDEX report_of_entry ON community.report USING btree (entry_id);
CREATE INDEX report_open ON community.report USING btree (circle_id, at, source_id) WHERE (done_at IS NULL);

create table community.request (
  circle_id uuid not null,
  account_id uuid not null,
  shown_as text not null,
  at timestamp with time zone not null,
  constraint request_pk PRIMARY KEY (circle_id, account_id),
  constraint request_circle FOREIGN KEY (circle_id) REFERENCES community.circle(id) ON DELETE CASCADE
);
CREATE INDEX request_of_account ON community.request USING btree (account_id);

create table community.rsvp (
  event_id uuid not null,
  account_id uuid not null,
  shown_as text not null,
  state text not null,
  asked bigint not null generated always as identity,
  at timestamp with time zone not null,
  constraint rsvp_pk PRIMARY KEY (event_id, account_id),
  constraint rsvp_state CHECK ((state = ANY (ARRAY['coming'::text, 'waiting'::text]))),
  constraint rsvp_event FOREIGN KEY (event_id) REFERENCES community.event(id) ON DELETE CASCADE
);
CREATE INDEX rsvp_of_account ON community.rsvp USING btree (account_id);
CREATE INDEX rsvp_queue ON community.rsvp USING btree (event_id, state, asked);

create table community.support (
  entry_id uuid not null,
  account_id uuid not null,
  at timestamp with time zone not null,
  constraint support_pk PRIMARY KEY (entry_id, account_id),
  constraint support_idea FOREIGN KEY (entry_id) REFERENCES community.idea(entry_id) ON DELETE CASCADE
);
CREATE INDEX support_of_account ON community.support USING btree (account_id);

create schema contact;

create table contact.correction (
  id bigint not null generated always as identity,
  kind text not null,
  subject text not null,
  field text not null,
  file_value text not null,
  old_value text not null,
  value text not null,
  reason text not null,
  proposal_id uuid,
  since timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_why text,
  constraint correction_pk PRIMARY KEY (id),
  constraint correction_ended CHECK (((ended_at IS NULL) = (ended_why IS NULL))),
  constraint correction_why CHECK ((ended_why = ANY (ARRAY['replaced'::text, 'file'::text])))
);
CREATE INDEX correction_ended_by_file ON contact.correction USING btree (ended_at DESC, id DESC) WHERE (ended_why = 'file'::text);
CREATE UNIQUE INDEX correction_now ON contact.correction USING btree (kind, subject, field) WHERE (ended_at IS NULL);
CREATE INDEX correction_since ON contact.correction USING btree (since DESC, id DESC);

create table contact.proposal (
  id uuid not null,
  kind text not null,
  subject text not null,
  unit text not null,
  reason text not null,
  language text not null,
  email text,
  account_id uuid,
  at timestamp with time zone not null,
  open_values integer not null,
  constraint proposal_pk PRIMARY KEY (id),
  constraint proposal_open CHECK ((open_values >= 0))
);
CREATE INDEX proposal_account ON contact.proposal USING btree (account_id, at DESC, id DESC) WHERE (account_id IS NOT NULL);
CREATE INDEX proposal_decided ON contact.proposal USING btree (at DESC, id DESC);
CREATE INDEX proposal_open ON contact.proposal USING btree (unit, at, id) WHERE (open_values > 0);

create table contact.proposed_value (
  proposal_id uuid not null,
  field text not null,
  old_value text not null,
  new_value text not null,
  state text not null,
  reason text,
  decided_at timestamp with time zone,
  decided_by uuid,
  constraint proposed_value_pk PRIMARY KEY (proposal_id, field),
  constraint proposed_value_state CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'rejected'::text]))),
  constraint proposed_value_proposal FOREIGN KEY (proposal_id) REFERENCES contact.proposal(id) ON DELETE CASCADE
);

create schema corrections;

create table corrections.recipient (
  request_id uuid not null,
  number smallint not null,
  kind text not null,
  name text not null,
  had_at timestamp with time zone,
  constraint recipient_pk PRIMARY KEY (request_id, number),
  constraint recipient_kind CHECK ((kind = ANY (ARRAY['case'::text, 'draft'::text, 'reader'::text]))),
  constraint recipient_request FOREIGN KEY (request_id) REFERENCES corrections.request(id) ON DELETE CASCADE
);

create table corrections.request (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  register text not null,
  entry_id text not null,
  field text not null,
  wrong_value jsonb not null,
  wrong_as_of date not null,
  right_value jsonb not null,
  note text not null,
  evidence_file uuid,
  unit text not null,
  language text not null,
  state text not null,
  asked_at timestamp with time zone not null,
  due date not null,
  decided_at timestamp with time zone,
  decided_by uuid,
  reason text,
  stale boolean not null default false,
  corrected_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  constraint request_pk PRIMARY KEY (id),
  constraint request_corrected CHECK (((state = 'corrected'::text) = (corrected_at IS NOT NULL))),
  constraint request_decided CHECK ((((state = ANY (ARRAY['open'::text, 'withdrawn'::text])) = (decided_at IS NULL)) AND ((decided_at IS NULL) = (decided_by IS NULL)))),
  constraint request_refused CHECK (((state <> 'refused'::text) OR (reason IS NOT NULL))),
  constraint request_state CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'corrected'::text, 'refused'::text, 'withdrawn'::text]))),
  constraint request_withdrawn CHECK (((state = 'withdrawn'::text) = (withdrawn_at IS NOT NULL)))
);
CREATE INDEX request_of_account ON corrections.request USING btree (account_id, asked_at DESC, id);
CREATE INDEX request_of_unit ON corrections.request USING btree (unit, due, id) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX request_open_once ON corrections.request USING btree (register, entry_id, field) WHERE (state = ANY (ARRAY['open'::text, 'accepted'::text]));
CREATE INDEX request_to_apply ON corrections.request USING btree (decided_at) WHERE (state = 'accepted'::text);

create schema data;

create table data.deceased (
  register_id text not null,
  died_on date not null,
  learned_at timestamp with time zone not null,
  constraint deceased_pk PRIMARY KEY (register_id)
);

create table data.disclosure_block (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  set_at timestamp with time zone not null,
  set_by uuid,
  set_identification text,
  lifted_at timestamp with time zone,
  lifted_by uuid,
  lifted_identification text,
  constraint disclosure_block_pk PRIMARY KEY (id),
  constraint disclosure_block_lifted CHECK (((lifted_by IS NULL) = (lifted_identification IS NULL))),
  constraint disclosure_block_order CHECK (((lifted_at IS NOT NULL) OR (lifted_by IS NULL))),
  constraint disclosure_block_set CHECK (((set_by IS NULL) = (set_identification IS NULL)))
);
CREATE INDEX disclosure_block_of_account ON data.disclosure_block USING btree (account_id, set_at DESC, id);
CREATE UNIQUE INDEX disclosure_block_once ON data.disclosure_block USING btree (account_id) WHERE (lifted_at IS NULL);

create table data.street (
  name text not null,
  postal_code text not null,
  town text not null,
  plain_name text not null,
  numbers int4multirange not null,
  as_of date not null,
  constraint street_pk PRIMARY KEY (name, postal_code)
);
CREATE INDEX street_plain_name ON data.street USING gin (plain_name public.gin_trgm_ops);

create schema dialogue;

create table dialogue.attachment (
  file_id uuid not null,
  message_id uuid not null,
  constraint attachment_pk PRIMARY KEY (file_id),
  constraint attachment_message FOREIGN KEY (message_id) REFERENCES dialogue.message(id) ON DELETE CASCADE
);
CREATE INDEX attachment_of_message ON dialogue.attachment USING btree (message_id);

create table dialogue.electronic_service (
  account_id uuid not null,
  since timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint electronic_service_pk PRIMARY KEY (account_id, since)
);
CREATE UNIQUE INDEX electronic_service_now ON dialogue.electronic_service USING btree (account_id) WHERE (ended_at IS NULL);

create table dialogue.message (
  id uuid not null,
  thread_id uuid not null,
  from_unit boolean not null,
  author_id uuid not null,
  body text not null,
  at timestamp with time zone not null,
  opened_at timestamp with time zone,
  official boolean not null,
  deadline date,
  deadline_done_at timestamp with time zone,
  reminded_at timestamp with time zone,
  constraint message_pk PRIMARY KEY (id),
  constraint message_done CHECK (((deadline IS NOT NULL) OR (deadline_done_at IS NULL))),
  constraint message_official CHECK ((from_unit OR ((NOT official) AND (deadline IS NULL)))),
  constraint message_thread FOREIGN KEY (thread_id) REFERENCES dialogue.thread(id) ON DELETE CASCADE
);
CREATE INDEX message_deadline ON dialogue.message USING btree (deadline) WHERE ((deadline IS NOT NULL) AND (deadline_done_at IS NULL));
CREATE INDEX message_of_author ON dialogue.message USING btree (author_id, at DESC);
CREATE INDEX message_of_thread ON dialogue.message USING btree (thread_id, at, id);

create table dialogue.thread (
  id uuid not null,
  account_id uuid not null,
  unit text not null,
  service_id text,
  case_ref text,
  subject text not null,
  language text not null,
  opened_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  waiting_since timestamp with time zone,
  due date,
  constraint thread_pk PRIMARY KEY (id),
  constraint thread_due CHECK (((waiting_since IS NULL) = (due IS NULL)))
);
CREATE INDEX thread_of_account ON dialogue.thread USING btree (account_id, last_at DESC, id DESC);
CREATE INDEX thread_of_case ON dialogue.thread USING btree (case_ref) WHERE (case_ref IS NOT NULL);
CREATE INDEX thread_of_unit ON dialogue.thread USING btree (unit, last_at DESC, id DESC);
CREATE INDEX thread_old ON dialogue.thread USING btree (last_at) WHERE (case_ref IS NULL);
CREATE INDEX thread_waiting ON dialogue.thread USING btree (unit, due, id) WHERE (waiting_since IS NOT NULL);

create schema duties;

create table duties.fact (
  account_id uuid not null,
  fact text not null,
  value text not null,
  stated_at timestamp with time zone not null,
  constraint fact_pk PRIMARY KEY (account_id, fact)
);

create table duties.mark (
  account_id uuid not null,
  duty text not null,
  occurrence text not null,
  marked_at timestamp with time zone not null,
  constraint mark_pk PRIMARY KEY (account_id, duty, occurrence)
);

create table duties.setting (
  account_id uuid not null,
  remind_days smallint,
  calendar_hash bytea,
  calendar_made_at timestamp with time zone,
  language text not null,
  constraint setting_pk PRIMARY KEY (account_id),
  constraint setting_calendar CHECK (((calendar_hash IS NULL) = (calendar_made_at IS NULL))),
  constraint setting_days CHECK (((remind_days >= 1) AND (remind_days <= 60)))
);
CREATE UNIQUE INDEX setting_calendar_once ON duties.setting USING btree (calendar_hash) WHERE (calendar_hash IS NOT NULL);
CREATE INDEX setting_reminded ON duties.setting USING btree (account_id) WHERE (remind_days IS NOT NULL);

create schema governance;

create table governance.decision (
  id bigint not null generated always as identity,
  service_id text not null,
  outcome text not null,
  reason text not null,
  conditions text,
  valid_until date,
  declaration jsonb not null,
  digest bytea not null,
  decided_at timestamp with time zone not null,
  decided_by uuid not null,
  constraint decision_pk PRIMARY KEY (id),
  constraint decision_conditions CHECK (((outcome = 'conditional'::text) = (conditions IS NOT NULL))),
  constraint decision_digest CHECK ((length(digest) = 32)),
  constraint decision_outcome CHECK ((outcome = ANY (ARRAY['approved'::text, 'conditional'::text, 'refused'::text]))),
  constraint decision_valid CHECK (((outcome = 'refused'::text) = (valid_until IS NULL)))
);
CREATE INDEX decision_of_service ON governance.decision USING btree (service_id, id DESC);
CREATE TRIGGER decision_append_only BEFORE DELETE OR UPDATE ON governance.decision FOR EACH ROW EXECUTE FUNCTION kernel.refuse_change();

create schema identity;

CREATE OR REPLACE FUNCTION identity.refuse_while_account_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' and not exists (select from identity.account where id = old.staff_id) then return old; end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $function$;

create table identity.access_token (
  token_hash bytea not null,
  account_id uuid not null,
  assurance text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint access_token_pk PRIMARY KEY (token_hash),
  constraint access_token_assurance CHECK ((assurance = ANY (ARRAY['low'::text, 'substantial'::text, 'high'::text]))),
  constraint access_token_account FOREIGN KEY (account_id) REFERENCES identity.account(id)
);
CREATE INDEX access_token_account_idx ON identity.access_token USING btree (account_id);
CREATE INDEX access_token_expires ON identity.access_token USING btree (expires_at);

create table identity.account (
  id uuid not null default gen_random_uuid(),
  issuer text not null,
  subject text not null,
  kind text not null,
  name text not null,
  email text,
  register_id text,
  organisation_id text,
  unit text,
  roles text[] not null default '{}'::text[],
  language text not null default 'de'::text,
  created_at timestamp with time zone not null,
  constraint account_pk PRIMARY KEY (id),
  constraint account_subject_once UNIQUE (issuer, subject),
  constraint account_kind CHECK ((kind = ANY (ARRAY['person'::text, 'staff'::text]))),
  constraint account_language CHECK ((language = ANY (ARRAY['de'::text, 'fr'::text, 'it'::text, 'en'::text]))),
  constraint account_staff_has_unit CHECK (((kind = 'person'::text) OR (unit IS NOT NULL)))
);
CREATE INDEX account_register ON identity.account USING btree (register_id) WHERE (register_id IS NOT NULL);
CREATE INDEX account_roles ON identity.account USING gin (roles) WHERE (kind = 'staff'::text);
CREATE INDEX account_staff ON identity.account USING btree (id) WHERE (kind = 'staff'::text);
CREATE INDEX account_unit ON identity.account USING btree (unit) WHERE (kind = 'staff'::text);

create table identity.demo_provider_item (
  kind text not null,
  id text not null,
  payload jsonb not null,
  grant_id text,
  uid text,
  consumed_at timestamp with time zone,
  expires_at timestamp with time zone not null,
  constraint demo_provider_item_pk PRIMARY KEY (kind, id)
);
CREATE INDEX demo_provider_item_expires ON identity.demo_provider_item USING btree (expires_at);
CREATE INDEX demo_provider_item_grant ON identity.demo_provider_item USING btree (grant_id) WHERE (grant_id IS NOT NULL);
CREATE INDEX demo_provider_item_uid ON identity.demo_provider_item USING btree (uid) WHERE (uid IS NOT NULL);

create table identity.demo_wallet_credential (
  id text not null,
  person_id text not null,
  status_index integer not null,
  revoked boolean not null,
  holder_key jsonb not null,
  credential text not null,
  expires_at timestamp with time zone not null,
  constraint demo_wallet_credential_pk PRIMARY KEY (id),
  constraint demo_wallet_credential_place UNIQUE (status_index)
);

create table identity.demo_wallet_request (
  id uuid not null default gen_random_uuid(),
  request jsonb not null,
  expires_at timestamp with time zone not null,
  constraint demo_wallet_request_pk PRIMARY KEY (id)
);

create table identity.eid_request (
  id uuid not null default gen_random_uuid(),
  browser_hash bytea not null,
  service_id text,
  account_id uuid,
  return_to text not null,
  claims text[] not null,
  state text not null default 'waiting'::text,
  same_device boolean,
  nonce text,
  wallet_state text,
  decryption_key jsonb,
  response_code_hash bytea,
  verified jsonb,
  fault text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint eid_request_pk PRIMARY KEY (id),
  constraint eid_request_fetched CHECK (((state = 'waiting'::text) OR ((same_device IS NOT NULL) AND (nonce IS NOT NULL) AND (wallet_state IS NOT NULL)))),
  constraint eid_request_state CHECK ((state = ANY (ARRAY['waiting'::text, 'fetched'::text, 'answered'::text, 'verified'::text, 'declined'::text, 'failed'::text, 'done'::text]))),
  constraint eid_request_verified CHECK (((verified IS NOT NULL) = (state = 'verified'::text))),
  constraint eid_request_account FOREIGN KEY (account_id) REFERENCES identity.account(id)
);
CREATE INDEX eid_request_expires ON identity.eid_request USING btree (expires_at);

create table identity.logout_token (
  issuer text not null,
  token_id text not null,
  expires_at timestamp with time zone not null,
  constraint logout_token_pk PRIMARY KEY (issuer, token_id)
);
CREATE INDEX logout_token_expires ON identity.logout_token USING btree (expires_at);

create table identity.passkey (
  id uuid not null default gen_random_uuid(),
  credential_id text not null,
  account_id uuid not null,
  name text not null,
  public_key bytea not null,
  sign_count bigint not null,
  transports text[] not null,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint passkey_pk PRIMARY KEY (id),
  constraint passkey_credential_once UNIQUE (credential_id),
  constraint passkey_account FOREIGN KEY (account_id) REFERENCES identity.account(id)
);
CREATE INDEX passkey_of_account ON identity.passkey USING btree (account_id);

create table identity.session (
  id uuid not null default gen_random_uuid(),
  secret_hash bytea not null,
  account_id uuid not null,
  assurance text not null,
  id_token text,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  mandate_id uuid,
  device text not null default ''::text,
  issuer text,
  provider_session text,
  second_factor text not null default 'none'::text,
  challenge text,
  challenge_expires_at timestamp with time zone,
  constraint session_pk PRIMARY KEY (id),
  constraint session_secret_once UNIQUE (secret_hash),
  constraint session_assurance CHECK ((assurance = ANY (ARRAY['low'::text, 'substantial'::text, 'high'::text]))),
  constraint session_second_factor CHECK ((second_factor = ANY (ARRAY['none'::text, 'wanted'::text, 'shown'::text]))),
  constraint session_account FOREIGN KEY (account_id) REFERENCES identity.account(id)
);
CREATE INDEX session_account_open ON identity.session USING btree (account_id) WHERE (ended_at IS NULL);
CREATE INDEX session_expires ON identity.session USING btree (expires_at);
CREATE INDEX session_provider ON identity.session USING btree (issuer, provider_session) WHERE ((ended_at IS NULL) AND (provider_session IS NOT NULL));

create table identity.sign_in (
  state text not null,
  browser_hash bytea not null,
  nonce text not null,
  code_verifier text not null,
  return_to text not null,
  expires_at timestamp with time zone not null,
  provider text not null default 'public'::text,
  constraint sign_in_pk PRIMARY KEY (state),
  constraint sign_in_provider CHECK ((provider = ANY (ARRAY['public'::text, 'staff'::text])))
);
CREATE INDEX sign_in_expires ON identity.sign_in USING btree (expires_at);

create schema initiatives;

create table initiatives.entry (
  id uuid not null,
  initiative_id text not null,
  kind text not null,
  day date not null,
  amount_rappen bigint,
  weight integer,
  ends_entry uuid,
  words text not null,
  language text not null,
  at timestamp with time zone not null,
  by_id uuid not null,
  by_name text not null,
  constraint entry_pk PRIMARY KEY (id),
  constraint entry_end CHECK (((kind = 'risk-ended'::text) = (ends_entry IS NOT NULL))),
  constraint entry_kind CHECK ((kind = ANY (ARRAY['credit'::text, 'spent'::text, 'decision'::text, 'risk'::text, 'risk-ended'::text]))),
  constraint entry_language CHECK ((language = ANY (ARRAY['de'::text, 'fr'::text, 'it'::text, 'en'::text]))),
  constraint entry_money CHECK (((kind = ANY (ARRAY['credit'::text, 'spent'::text])) = (amount_rappen IS NOT NULL))),
  constraint entry_weight CHECK ((((kind = 'risk'::text) = (weight IS NOT NULL)) AND ((weight >= 1) AND (weight <= 9)))),
  constraint entry_ends FOREIGN KEY (ends_entry) REFERENCES initiatives.entry(id),
  constraint entry_initiative FOREIGN KEY (initiative_id) REFERENCES initiatives.initiative(id)
);
CREATE INDEX entry_of_initiative ON initiatives.entry USING btree (initiative_id, at DESC, id DESC);
CREATE UNIQUE INDEX entry_risk_ended ON initiatives.entry USING btree (ends_entry) WHERE (ends_entry IS NOT NULL);
CREATE TRIGGER entry_append_only BEFORE DELETE OR UPDATE ON initiatives.entry FOR EACH ROW EXECUTE FUNCTION kernel.refuse_change();

create table initiatives.hypothesis (
  id uuid not null,
  initiative_id text not null,
  measure text not null,
  service text not null,
  baseline double precision not null,
  baseline_on date not null,
  target double precision not null,
  due_on date not null,
  set_at timestamp with time zone not null,
  set_by_id uuid not null,
  set_by_name text not null,
  dropped_at timestamp with time zone,
  dropped_why text,
  dropped_language text,
  judged_finally boolean not null default false,
  constraint hypothesis_pk PRIMARY KEY (id),
  constraint hypothesis_days CHECK ((due_on > baseline_on)),
  constraint hypothesis_dropped CHECK ((((dropped_at IS NULL) = (dropped_why IS NULL)) AND ((dropped_at IS NULL) = (dropped_language IS NULL)))),
  constraint hypothesis_initiative FOREIGN KEY (initiative_id) REFERENCES initiatives.initiative(id)
);
CREATE INDEX hypothesis_of_initiative ON initiatives.hypothesis USING btree (initiative_id, set_at, id);
CREATE INDEX hypothesis_open ON initiatives.hypothesis USING btree (id) WHERE ((dropped_at IS NULL) AND (NOT judged_finally));

create table initiatives.initiative (
  id text not null,
  revision integer not null,
  phase text not null,
  unit text not null,
  department text not null,
  owner_id uuid not null,
  texts jsonb not null,
  topics text[] not null,
  services text[] not null,
  partner_units text[] not null,
  partners text[] not null,
  needs text[] not null,
  obstacles text[] not null,
  origins text[] not null,
  starts_on date,
  ends_on date,
  owner_light text,
  hub_light text,
  credit_rappen bigint not null,
  spent_rappen bigint not null,
  published_at timestamp with time zone,
  changed_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  constraint initiative_pk PRIMARY KEY (id),
  constraint initiative_days CHECK (((starts_on IS NULL) OR (ends_on IS NULL) OR (ends_on >= starts_on))),
  constraint initiative_id CHECK (((id ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'::text) AND (length(id) <= 60))),
  constraint initiative_lights CHECK (((owner_light = ANY (ARRAY['well'::text, 'danger'::text, 'stuck'::text])) AND (hub_light = ANY (ARRAY['well'::text, 'danger'::text, 'stuck'::text])))),
  constraint initiative_money CHECK (((credit_rappen >= 0) AND (spent_rappen >= 0))),
  constraint initiative_not_itself CHECK ((NOT (id = ANY (needs)))),
  constraint initiative_phase CHECK ((phase = ANY (ARRAY['idea'::text, 'mandate'::text, 'pilot'::text, 'introduced'::text, 'measuring'::text, 'done'::text, 'stopped'::text]))),
  constraint initiative_public CHECK (((published_at IS NULL) OR ((unit <> ''::text) AND (starts_on IS NOT NULL) AND (ends_on IS NOT NULL))))
);
CREATE INDEX initiative_dependent ON initiatives.initiative USING btree (id) WHERE ((published_at IS NOT NULL) AND (cardinality(needs) > 0));
CREATE INDEX initiative_in_time ON initiatives.initiative USING btree (ends_on, id) WHERE (published_at IS NOT NULL);
CREATE INDEX initiative_needs ON initiatives.initiative USING gin (needs);
CREATE INDEX initiative_newest ON initiatives.initiative USING btree (changed_at DESC, id DESC);
CREATE INDEX initiative_obstacles ON initiatives.initiative USING gin (obstacles);
CREATE INDEX initiative_of_both ON initiatives.initiative USING btree (department, phase, changed_at DESC, id DESC) WHERE (published_at IS NOT NULL);
CREATE INDEX initiative_of_department ON initiatives.initiative USING btree (department, changed_at DESC, id DESC) WHERE (published_at IS NOT NULL);
CREATE INDEX initiative_of_phase ON initiatives.initiative USING btree (phase, changed_at DESC, id DESC) WHERE (published_at IS NOT NULL);
CREATE INDEX initiative_public_newest ON initiatives.initiative USING btree (changed_at DESC, id DESC) WHERE (published_at IS NOT NULL);
CREATE INDEX initiative_services ON initiatives.initiative USING gin (services);
CREATE INDEX initiative_sums ON initiatives.initiative USING btree (department, credit_rappen, spent_rappen) WHERE (published_at IS NOT NULL);

create table initiatives.member (
  initiative_id text not null,
  account_id uuid not null,
  task text not null,
  since timestamp with time zone not null,
  constraint member_pk PRIMARY KEY (initiative_id, account_id),
  constraint member_initiative FOREIGN KEY (initiative_id) REFERENCES initiatives.initiative(id)
);
CREATE INDEX member_of_account ON initiatives.member USING btree (account_id, initiative_id);

create table initiatives.obstacle (
  id text not null,
  revision integer not null,
  state text not null,
  texts jsonb not null,
  act text not null,
  number text not null,
  article text not null,
  unverified boolean not null,
  services text[] not null,
  unit text not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint obstacle_pk PRIMARY KEY (id),
  constraint obstacle_id CHECK (((id ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'::text) AND (length(id) <= 60))),
  constraint obstacle_state CHECK ((state = ANY (ARRAY['found'::text, 'proposed'::text, 'under-way'::text, 'solved'::text, 'refused'::text])))
);
CREATE INDEX obstacle_newest ON initiatives.obstacle USING btree (changed_at DESC, id DESC);
CREATE INDEX obstacle_of_state ON initiatives.obstacle USING btree (state, changed_at DESC, id DESC);
CREATE INDEX obstacle_services ON initiatives.obstacle USING gin (services);

create table initiatives.obstacle_step (
  id bigint not null generated always as identity,
  obstacle_id text not null,
  revision integer not null,
  state text not null,
  words text not null,
  language text not null,
  at timestamp with time zone not null,
  by_id uuid not null,
  by_name text not null,
  content jsonb,
  constraint obstacle_step_pk PRIMARY KEY (id),
  constraint obstacle_step_language CHECK ((language = ANY (ARRAY['de'::text, 'fr'::text, 'it'::text, 'en'::text]))),
  constraint obstacle_step_state CHECK ((state = ANY (ARRAY['found'::text, 'proposed'::text, 'under-way'::text, 'solved'::text, 'refused'::text]))),
  constraint obstacle_step_obstacle FOREIGN KEY (obstacle_id) REFERENCES initiatives.obstacle(id)
);
CREATE INDEX obstacle_step_of_obstacle ON initiatives.obstacle_step USING btree (obstacle_id, id DESC);
CREATE TRIGGER obstacle_step_append_only BEFORE DELETE OR UPDATE ON initiatives.obstacle_step FOR EACH ROW EXECUTE FUNCTION kernel.refuse_change();

create table initiatives.opinion (
  id uuid not null,
  initiative_id text not null,
  side text not null,
  phase text not null,
  light text not null,
  words text not null,
  language text not null,
  at timestamp with time zone not null,
  by_id uuid not null,
  by_name text not null,
  constraint opinion_pk PRIMARY KEY (id),
  constraint opinion_language CHECK ((language = ANY (ARRAY['de'::text, 'fr'::text, 'it'::text, 'en'::text]))),
  constraint opinion_light CHECK ((light = ANY (ARRAY['well'::text, 'danger'::text, 'stuck'::text]))),
  constraint opinion_phase CHECK ((phase = ANY (ARRAY['idea'::text, 'mandate'::text, 'pilot'::text, 'introduced'::text, 'measuring'::text, 'done'::text, 'stopped'::text]))),
  constraint opinion_side CHECK ((side = ANY (ARRAY['owner'::text, 'hub'::text]))),
  constraint opinion_initiative FOREIGN KEY (initiative_id) REFERENCES initiatives.initiative(id)
);
CREATE INDEX opinion_of_initiative ON initiatives.opinion USING btree (initiative_id, at DESC, id DESC);
CREATE TRIGGER opinion_append_only BEFORE DELETE OR UPDATE ON initiatives.opinion FOR EACH ROW EXECUTE FUNCTION kernel.refuse_change();

create table initiatives.step (
  id bigint not null generated always as identity,
  initiative_id text not null,
  revision integer not null,
  step text not null,
  at timestamp with time zone not null,
  by_id uuid not null,
  by_name text not null,
  content jsonb,
  constraint step_pk PRIMARY KEY (id),
  constraint step_initiative FOREIGN KEY (initiative_id) REFERENCES initiatives.initiative(id)
);
CREATE INDEX step_of_initiative ON initiatives.step USING btree (initiative_id, id DESC);
CREATE TRIGGER step_append_only BEFORE DELETE OR UPDATE ON initiatives.step FOR EACH ROW EXECUTE FUNCTION kernel.refuse_change();

create table initiatives.verdict (
  id bigint not null generated always as identity,
  hypothesis_id uuid not null,
  day date not null,
  verdict text not null,
  final boolean not null,
  value double precision,
  sample integer,
  since timestamp with time zone,
  measured_at timestamp with time zone not null,
  constraint verdict_pk PRIMARY KEY (id),
  constraint verdict_once UNIQUE (hypothesis_id, day),
  constraint verdict_data CHECK (((verdict = 'not-enough-data'::text) = (value IS NULL))),
  constraint verdict_says CHECK ((verdict = ANY (ARRAY['reached'::text, 'on-the-way'::text, 'not-reached'::text, 'not-enough-data'::text]))),
  constraint verdict_hypothesis FOREIGN KEY (hypothesis_id) REFERENCES initiatives.hypothesis(id)
);
CREATE INDEX verdict_final ON initiatives.verdict USING btree (hypothesis_id, verdict) WHERE final;
CREATE INDEX verdict_of_hypothesis ON initiatives.verdict USING btree (hypothesis_id, id DESC);
CREATE TRIGGER verdict_append_only BEFORE DELETE OR UPDATE ON initiatives.verdict FOR EACH ROW EXECUTE FUNCTION kernel.refuse_change();

create schema intake;

create table intake.batch (
  id uuid not null default gen_random_uuid(),
  owner_id uuid not null,
  organisation_id text not null,
  assurance text not null,
  service_id text not null,
  service_version integer not null,
  language text not null,
  idempotency_key text not null,
  request_hash bytea not null,
  lines integer not null default 0,
  created_at timestamp with time zone not null,
  worked_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  constraint batch_pk PRIMARY KEY (id),
  constraint batch_once UNIQUE (owner_id, idempotency_key)
);
CREATE INDEX batch_finished ON intake.batch USING btree (finished_at) WHERE (finished_at IS NOT NULL);
CREATE INDEX batch_organisation ON intake.batch USING btree (organisation_id, created_at DESC, id);
CREATE INDEX batch_unfinished ON intake.batch USING btree (worked_at) WHERE (finished_at IS NULL);

create table intake.batch_line (
  batch_id uuid not null,
  line integer not null,
  client_id text,
  content text,
  attempts smallint not null default 0,
  status smallint,
  code text,
  errors jsonb not null default '[]'::jsonb,
  case_ref text,
  case_state text,
  done_at timestamp with time zone,
  constraint batch_line_pk PRIMARY KEY (batch_id, line),
  constraint batch_line_case CHECK (((status = 201) = (case_ref IS NOT NULL))),
  constraint batch_line_done CHECK ((((status IS NULL) = (content IS NOT NULL)) AND ((status IS NULL) = (done_at IS NULL)))),
  constraint batch_line_batch FOREIGN KEY (batch_id) REFERENCES intake.batch(id) ON DELETE CASCADE
);
CREATE INDEX batch_line_case_ref ON intake.batch_line USING btree (case_ref) WHERE (case_ref IS NOT NULL);
CREATE INDEX batch_line_open ON intake.batch_line USING btree (batch_id, line) WHERE (status IS NULL);

create table intake.draft (
  id uuid not null default gen_random_uuid(),
  service_id text not null,
  service_version integer not null,
  owner_id uuid,
  language text not null,
  answers jsonb not null default '{}'::jsonb,
  corrected text[] not null default '{}'::text[],
  visited text[] not null default '{}'::text[],
  revision integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  submitted_ref text,
  known jsonb not null default '{}'::jsonb,
  clerk_id uuid,
  channel text not null default 'web'::text,
  identification text,
  left_over jsonb not null default '[]'::jsonb,
  announced_at timestamp with time zone,
  paper_number text,
  scan jsonb,
  token_hash bytea,
  origin_hash bytea,
  silent text[] not null default '{}'::text[],
  requested text[] not null default '{}'::text[],
  begun_by uuid,
  begun_mandate uuid,
  constraint draft_pk PRIMARY KEY (id),
  constraint draft_begun CHECK (((begun_by IS NULL) = (begun_mandate IS NULL))),
  constraint draft_channel CHECK ((channel = ANY (ARRAY['web'::text, 'counter'::text, 'phone'::text, 'paper'::text]))),
  constraint draft_clerk_identified CHECK ((((clerk_id IS NULL) = (channel = 'web'::text)) AND ((clerk_id IS NULL) = (identification IS NULL)))),
  constraint draft_held CHECK ((((owner_id IS NULL) = (token_hash IS NOT NULL)) AND ((owner_id IS NULL) = (origin_hash IS NOT NULL)))),
  constraint draft_identification CHECK ((identification = ANY (ARRAY['document'::text, 'questions'::text, 'callback'::text, 'signature'::text, 'none'::text]))),
  constraint draft_visitor_open CHECK (((owner_id IS NOT NULL) OR ((submitted_ref IS NULL) AND (clerk_id IS NULL))))
);
CREATE INDEX draft_clerk ON intake.draft USING btree (clerk_id, updated_at DESC) WHERE (clerk_id IS NOT NULL);
CREATE INDEX draft_expires ON intake.draft USING btree (expires_at);
CREATE UNIQUE INDEX draft_open_once ON intake.draft USING btree (owner_id, service_id) WHERE ((submitted_ref IS NULL) AND (clerk_id IS NULL));
CREATE INDEX draft_origin ON intake.draft USING btree (origin_hash, expires_at) WHERE (origin_hash IS NOT NULL);
CREATE INDEX draft_owner ON intake.draft USING btree (owner_id, updated_at DESC);
CREATE INDEX draft_submitted ON intake.draft USING btree (submitted_ref) WHERE (submitted_ref IS NOT NULL);
CREATE INDEX draft_to_announce ON intake.draft USING btree (expires_at) WHERE ((submitted_ref IS NULL) AND (announced_at IS NULL) AND (clerk_id IS NULL));
CREATE UNIQUE INDEX draft_token ON intake.draft USING btree (token_hash) WHERE (token_hash IS NOT NULL);

create table intake.joint_submission (
  id uuid not null default gen_random_uuid(),
  owner_id uuid not null,
  service_id text not null,
  service_version integer not null,
  language text not null,
  channel text not null,
  answers jsonb not null,
  known jsonb not null,
  silent text[] not null,
  corrected text[] not null,
  visited text[] not null,
  draft_id uuid,
  first_id uuid not null,
  first_key text not null,
  first_name text not null,
  first_assurance text not null,
  first_at timestamp with time zone not null,
  digest bytea not null,
  waits_until date not null,
  state text not null default 'waiting'::text,
  reason text,
  second_id uuid,
  second_name text,
  ended_at timestamp with time zone,
  case_ref text,
  remove_at timestamp with time zone,
  constraint joint_submission_pk PRIMARY KEY (id),
  constraint joint_submission_draft_once UNIQUE (draft_id),
  constraint joint_submission_channel CHECK ((channel = ANY (ARRAY['web'::text, 'api'::text]))),
  constraint joint_submission_ended CHECK ((((state = 'waiting'::text) = (ended_at IS NULL)) AND ((ended_at IS NULL) = (remove_at IS NULL)))),
  constraint joint_submission_signed CHECK (((state = 'signed'::text) = (case_ref IS NOT NULL))),
  constraint joint_submission_state CHECK ((state = ANY (ARRAY['waiting'::text, 'signed'::text, 'refused'::text, 'withdrawn'::text, 'lapsed'::text, 'outdated'::text, 'first-ended'::text]))),
  constraint joint_submission_two CHECK (((second_id <> first_id) OR (state = 'withdrawn'::text)))
);
CREATE INDEX joint_submission_first ON intake.joint_submission USING btree (first_id);
CREATE INDEX joint_submission_owner ON intake.joint_submission USING btree (owner_id, first_at DESC);
CREATE INDEX joint_submission_removal ON intake.joint_submission USING btree (remove_at) WHERE (remove_at IS NOT NULL);
CREATE INDEX joint_submission_second ON intake.joint_submission USING btree (second_id) WHERE (second_id IS NOT NULL);
CREATE INDEX joint_submission_waiting ON intake.joint_submission USING btree (waits_until) WHERE (state = 'waiting'::text);

create table intake.paper_form (
  number text not null,
  service_id text not null,
  service_version integer not null,
  language text not null,
  owner_id uuid not null,
  printed_at timestamp with time zone not null,
  case_ref text,
  entered_at timestamp with time zone,
  constraint paper_form_pk PRIMARY KEY (number),
  constraint paper_form_entered CHECK (((case_ref IS NULL) = (entered_at IS NULL)))
);
CREATE INDEX paper_form_case ON intake.paper_form USING btree (case_ref) WHERE (case_ref IS NOT NULL);
CREATE INDEX paper_form_printed ON intake.paper_form USING btree (printed_at);

create table intake.submission (
  owner_id uuid not null,
  idempotency_key text not null,
  request_hash bytea not null,
  case_ref text not null,
  at timestamp with time zone not null,
  joint_id uuid,
  constraint submission_pk PRIMARY KEY (owner_id, idempotency_key)
);
CREATE INDEX submission_case ON intake.submission USING btree (case_ref);
CREATE INDEX submission_joint ON intake.submission USING btree (joint_id) WHERE (joint_id IS NOT NULL);

create table intake.upload (
  file_id uuid not null,
  owner_id uuid,
  draft_id uuid,
  name text not null,
  type text not null,
  size integer not null,
  created_at timestamp with time zone not null,
  constraint upload_pk PRIMARY KEY (file_id),
  constraint upload_held CHECK (((owner_id IS NOT NULL) OR (draft_id IS NOT NULL)))
);
CREATE INDEX upload_draft ON intake.upload USING btree (draft_id) WHERE (draft_id IS NOT NULL);
CREATE INDEX upload_owner ON intake.upload USING btree (owner_id, created_at);

create schema kernel;

CREATE OR REPLACE FUNCTION kernel.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $function$;

CREATE OR REPLACE FUNCTION kernel.refuse_change_of_access()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' and old.at < now() - interval '10 years' then
    return old;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $function$;

CREATE OR REPLACE FUNCTION kernel.tell_live_value()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('live_value', new.name);
  return new;
end
$function$;

create table kernel.access_entry (
  id bigint not null generated always as identity,
  at timestamp with time zone not null,
  kind text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_role text,
  actor_unit text,
  subject_id uuid not null,
  fields text[] not null,
  purpose text not null,
  legal_basis text,
  case_ref text,
  salt bytea not null default uuid_send(gen_random_uuid()),
  hidden_until timestamp with time zone,
  hidden_basis text,
  constraint access_entry_pk PRIMARY KEY (id, at),
  constraint access_entry_actor_kind CHECK ((actor_kind = ANY (ARRAY['self'::text, 'person'::text, 'mandatary'::text, 'staff'::text, 'programme'::text, 'anonymous'::text]))),
  constraint access_entry_hidden CHECK (((hidden_until IS NULL) = (hidden_basis IS NULL))),
  constraint access_entry_kind CHECK ((kind = ANY (ARRAY['read'::text, 'change'::text]))),
  constraint access_entry_salt CHECK ((length(salt) = 16))
) partition by RANGE (at);
-- Partitions: 12 from access_entry_2024 to access_entry_2035, the rest in access_entry_other.
CREATE INDEX access_entry_case ON ONLY kernel.access_entry USING btree (case_ref, id DESC) WHERE (case_ref IS NOT NULL);
CREATE INDEX access_entry_staff ON ONLY kernel.access_entry USING btree (at) WHERE (actor_kind = 'staff'::text);
CREATE INDEX access_entry_subject ON ONLY kernel.access_entry USING btree (subject_id, id DESC);
CREATE TRIGGER access_entry_append_only BEFORE DELETE OR UPDATE ON kernel.access_entry FOR EACH ROW EXECUTE FUNCTION kernel.refuse_change_of_access();

create table kernel.event (
  id bigint not null generated always as identity,
  at timestamp with time zone not null,
  type text not null,
  subject text not null,
  data jsonb not null,
  constraint event_pk PRIMARY KEY (id, at)
) partition by RANGE (at);
-- Partitions: 12 from event_2024 to event_2035, the rest in event_other.
CREATE INDEX event_subject ON ONLY kernel.event USING btree (subject, id);
CREATE INDEX event_type_at ON ONLY kernel.event USING btree (type, at);
CREATE TRIGGER event_append_only BEFORE DELETE OR UPDATE ON kernel.event FOR EACH ROW EXECUTE FUNCTION kernel.refuse_change();

create table kernel.file (
  id uuid not null default gen_random_uuid(),
  name text not null,
  type text not null,
  size integer not null,
  sha256 bytea not null,
  created_at timestamp with time zone not null,
  scan text,
  active_content boolean,
  constraint file_pk PRIMARY KEY (id),
  constraint file_scan_known CHECK ((scan = ANY (ARRAY['clean'::text, 'unscanned'::text, 'infected'::text])))
);
CREATE INDEX file_unscanned ON kernel.file USING btree (created_at) WHERE (scan = 'unscanned'::text);

create table kernel.file_part (
  file_id uuid not null,
  part integer not null,
  bytes bytea storage external not null,
  constraint file_part_pk PRIMARY KEY (file_id, part),
  constraint file_part_file FOREIGN KEY (file_id) REFERENCES kernel.file(id) ON DELETE CASCADE
);

create table kernel.live_value (
  name text not null,
  version bigint not null,
  value jsonb not null,
  changed_at timestamp with time zone not null,
  constraint live_value_pk PRIMARY KEY (name)
);
CREATE TRIGGER live_value_told AFTER INSERT OR UPDATE ON kernel.live_value FOR EACH ROW EXECUTE FUNCTION kernel.tell_live_value();

create table kernel.mail (
  id uuid not null default gen_random_uuid(),
  at timestamp with time zone not null,
  key text not null,
  recipient text not null,
  subject text not null,
  message bytea not null,
  sent_at timestamp with time zone,
  account_id uuid,
  kind text not null default 'other'::text,
  state text not null default 'waiting'::text,
  attempts smallint not null default 0,
  next_try_at timestamp with time zone,
  held_until timestamp with time zone,
  accepted_by text,
  receipt text,
  failure text,
  ended_at timestamp with time zone,
  message_id text,
  constraint mail_pk PRIMARY KEY (id),
  constraint mail_key_once UNIQUE (key),
  constraint mail_message_id_once UNIQUE (message_id),
  constraint mail_state CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text, 'returned'::text, 'account'::text])))
);
CREATE INDEX mail_account ON kernel.mail USING btree (account_id, at DESC, id) WHERE (account_id IS NOT NULL);
CREATE INDEX mail_at ON kernel.mail USING btree (at DESC, id);
CREATE INDEX mail_kind ON kernel.mail USING btree (kind, at) WHERE (kind = 'subscription-confirm'::text);
CREATE INDEX mail_undelivered ON kernel.mail USING btree (ended_at DESC, id) WHERE (state = ANY (ARRAY['failed'::text, 'returned'::text]));
CREATE INDEX mail_waiting ON kernel.mail USING btree (at, id) WHERE ((state = 'waiting'::text) AND (attempts > 0));

create table kernel.parked_form (
  id uuid not null,
  path text not null,
  body jsonb not null,
  expires_at timestamp with time zone not null,
  holder uuid,
  constraint parked_form_pk PRIMARY KEY (id)
);
CREATE INDEX parked_form_expires ON kernel.parked_form USING btree (expires_at);

create table kernel.secret (
  name text not null,
  value text not null,
  constraint secret_pk PRIMARY KEY (name)
);

create schema learning;

CREATE OR REPLACE FUNCTION learning.refuse_forging()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' and not exists (select from identity.account where id = old.staff_id) then return old; end if;
  if tg_op = 'DELETE' or old.revoked_at is not null
    or (to_jsonb(new) - array['revoked_at', 'revoked_by', 'revoked_because', 'told_at'])
      is distinct from (to_jsonb(old) - array['revoked_at', 'revoked_by', 'revoked_because', 'told_at'])
  then raise exception 'A certificate can only be revoked, once' using errcode = 'restrict_violation'; end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION learning.refuse_reopening()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.finished_at is not null
    or (new.id, new.staff_id, new.course, new.version, new.drawn, new.started_at, new.ends_at)
      is distinct from (old.id, old.staff_id, old.course, old.version, old.drawn, old.started_at, old.ends_at)
  then raise exception 'A try of a test can only be answered and end' using errcode = 'restrict_violation'; end if;
  return new;
end $function$;

create table learning.attempt (
  id uuid not null,
  staff_id uuid not null,
  course text not null,
  version integer not null,
  drawn jsonb not null,
  answers jsonb not null default '[]'::jsonb,
  started_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  ended_by text,
  passed boolean,
  constraint attempt_pk PRIMARY KEY (id),
  constraint attempt_finished CHECK ((((finished_at IS NULL) = (ended_by IS NULL)) AND ((finished_at IS NULL) = (passed IS NULL)))),
  constraint attempt_how CHECK ((ended_by = ANY (ARRAY['answered'::text, 'time'::text, 'changed'::text]))),
  constraint attempt_span CHECK ((started_at < ends_at))
);
CREATE INDEX attempt_of ON learning.attempt USING btree (staff_id, course, started_at DESC);
CREATE INDEX attempt_old ON learning.attempt USING btree (finished_at) WHERE (finished_at IS NOT NULL);
CREATE UNIQUE INDEX attempt_open ON learning.attempt USING btree (staff_id, course) WHERE (finished_at IS NULL);
CREATE INDEX attempt_over ON learning.attempt USING btree (ends_at) WHERE (finished_at IS NULL);
CREATE TRIGGER attempt_only_ends BEFORE UPDATE ON learning.attempt FOR EACH ROW EXECUTE FUNCTION learning.refuse_reopening();

create table learning.certificate (
  id uuid not null,
  staff_id uuid not null,
  completion_id bigint not null,
  holder text not null,
  language text not null,
  course text not null,
  version integer not null,
  title jsonb not null,
  certificate text,
  code text not null,
  badge text not null,
  issued_at timestamp with time zone not null,
  valid_until timestamp with time zone,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  revoked_because text,
  told_at timestamp with time zone,
  constraint certificate_pk PRIMARY KEY (id),
  constraint certificate_code UNIQUE (code),
  constraint certificate_revoked_why CHECK (((revoked_at IS NULL) = (revoked_because IS NULL))),
  constraint certificate_span CHECK (((valid_until IS NULL) OR (issued_at < valid_until))),
  constraint certificate_completion FOREIGN KEY (completion_id) REFERENCES learning.completion(id)
);
CREATE INDEX certificate_ending ON learning.certificate USING btree (valid_until, id) WHERE ((told_at IS NULL) AND (revoked_at IS NULL) AND (valid_until IS NOT NULL));
CREATE INDEX certificate_of ON learning.certificate USING btree (staff_id, course, issued_at DESC);
CREATE UNIQUE INDEX certificate_of_completion ON learning.certificate USING btree (completion_id);
CREATE INDEX certificate_revocations ON learning.certificate USING btree (revoked_at, id) WHERE (revoked_at IS NOT NULL);
CREATE TRIGGER certificate_only_revoked BEFORE DELETE OR UPDATE ON learning.certificate FOR EACH ROW EXECUTE FUNCTION learning.refuse_forging();

create table learning.completion (
  id bigint not null generated always as identity,
  staff_id uuid not null,
  course text not null,
  version integer not null,
  at timestamp with time zone not null,
  constraint completion_pk PRIMARY KEY (id)
);
CREATE INDEX completion_of ON learning.completion USING btree (staff_id, course, at DESC);
CREATE TRIGGER completion_append_only BEFORE DELETE OR UPDATE ON learning.completion FOR EACH ROW EXECUTE FUNCTION identity.refuse_while_account_stays();

create table learning.duty (
  staff_id uuid not null,
  course text not null,
  unit text not null,
  due_on date not null,
  completed_at timestamp with time zone,
  seen_at timestamp with time zone not null,
  constraint duty_pk PRIMARY KEY (staff_id, course)
);
CREATE INDEX duty_due ON learning.duty USING btree (due_on, staff_id, course);
CREATE INDEX duty_of_unit ON learning.duty USING btree (unit, course, due_on, staff_id);
CREATE INDEX duty_seen ON learning.duty USING btree (seen_at);

create table learning.progress (
  unit text not null,
  course text not null,
  must integer not null,
  done integer not null,
  soon integer not null,
  late integer not null,
  at timestamp with time zone not null,
  constraint progress_pk PRIMARY KEY (unit, course)
);

create table learning.reading (
  staff_id uuid not null,
  course text not null,
  module text not null,
  version integer not null,
  at timestamp with time zone not null,
  constraint reading_pk PRIMARY KEY (staff_id, course, module)
);

create schema mandates;

create table mandates.mandate (
  id uuid not null default gen_random_uuid(),
  giver_id uuid not null,
  giver_name text not null,
  offered_email text,
  offered_organisation text,
  mandatary_id uuid,
  mandatary_name text,
  everything boolean not null,
  services text[] not null default '{}'::text[],
  matters text[] not null default '{}'::text[],
  valid_from date not null,
  valid_until date not null,
  state text not null,
  offered_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  ended_at timestamp with time zone,
  language text not null,
  end_reason text,
  recorded_by uuid,
  paper_file uuid,
  assurance text not null,
  given_by uuid,
  given_by_name text,
  constraint mandate_pk PRIMARY KEY (id),
  constraint mandate_accepted_by_someone CHECK (((state <> 'accepted'::text) OR (mandatary_id IS NOT NULL))),
  constraint mandate_addressed CHECK (((num_nonnulls(offered_email, offered_organisation) <= 1) AND ((mandatary_id IS NOT NULL) OR (offered_email IS NOT NULL) OR (offered_organisation IS NOT NULL)))),
  constraint mandate_assurance_check CHECK ((assurance = ANY (ARRAY['low'::text, 'substantial'::text, 'high'::text]))),
  constraint mandate_days CHECK ((valid_from <= valid_until)),
  constraint mandate_end_reason CHECK ((end_reason = ANY (ARRAY['resigned'::text, 'death'::text]))),
  constraint mandate_ended_why CHECK (((state = 'ended'::text) = (end_reason IS NOT NULL))),
  constraint mandate_given_by CHECK (((given_by IS NULL) = (given_by_name IS NULL))),
  constraint mandate_given_by_other CHECK ((given_by <> giver_id)),
  constraint mandate_language CHECK ((language = ANY (ARRAY['de'::text, 'fr'::text, 'it'::text, 'en'::text]))),
  constraint mandate_of_two CHECK ((mandatary_id <> giver_id)),
  constraint mandate_paper CHECK (((recorded_by IS NULL) = (paper_file IS NULL))),
  constraint mandate_scope CHECK ((everything = ((cardinality(services) + cardinality(matters)) = 0))),
  constraint mandate_state CHECK ((state = ANY (ARRAY['offered'::text, 'accepted'::text, 'declined'::text, 'revoked'::text, 'ended'::text])))
);
CREATE INDEX mandate_clients ON mandates.mandate USING btree (mandatary_id, lower(giver_name), id) WHERE (state = 'accepted'::text);
CREATE INDEX mandate_clients_of_company ON mandates.mandate USING btree (offered_organisation, lower(giver_name), id) WHERE ((state = 'accepted'::text) AND (offered_organisation IS NOT NULL));
CREATE INDEX mandate_company ON mandates.mandate USING btree (offered_organisation, offered_at DESC, id) WHERE (offered_organisation IS NOT NULL);
CREATE INDEX mandate_giver ON mandates.mandate USING btree (giver_id, offered_at DESC, id);
CREATE INDEX mandate_mandatary ON mandates.mandate USING btree (mandatary_id, offered_at DESC, id) WHERE (mandatary_id IS NOT NULL);
CREATE INDEX mandate_offers ON mandates.mandate USING btree (lower(offered_email)) WHERE (state = 'offered'::text);

create table mandates.representation (
  id uuid not null default gen_random_uuid(),
  representative_id uuid not null,
  representative_key text not null,
  represented_id uuid not null,
  represented_key text not null,
  represented_name text not null,
  register text not null,
  kind text not null,
  signing text,
  areas text[],
  until date,
  as_of date not null,
  confirmed_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint representation_pk PRIMARY KEY (id),
  constraint representation_once UNIQUE (representative_id, represented_id),
  constraint representation_kind CHECK ((kind = ANY (ARRAY['parent'::text, 'guardian'::text, 'signatory'::text]))),
  constraint representation_of_company CHECK ((((register = 'companies'::text) = (kind = 'signatory'::text)) AND ((signing IS NOT NULL) = (kind = 'signatory'::text)))),
  constraint representation_of_two CHECK ((representative_id <> represented_id)),
  constraint representation_register CHECK ((register = ANY (ARRAY['residents'::text, 'companies'::text]))),
  constraint representation_signing CHECK ((signing = ANY (ARRAY['single'::text, 'joint'::text])))
);
CREATE INDEX representation_clients ON mandates.representation USING btree (representative_id, lower(represented_name), id) WHERE (ended_at IS NULL);
CREATE INDEX representation_represented ON mandates.representation USING btree (represented_id);

create schema money;

CREATE OR REPLACE FUNCTION money.check_booking()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  checked bigint := case tg_table_name when 'booking' then (to_jsonb(new) ->> 'id')::bigint else (to_jsonb(new) ->> 'booking_id')::bigint end;
  wanted smallint;
  found_lines bigint;
  rest numeric;
begin
  select lines into wanted from money.booking where id = checked;
  select count(*), coalesce(sum(amount), 0) into found_lines, rest from money.posting where booking_id = checked;
  if rest <> 0 or found_lines is distinct from wanted::bigint then
    raise exception 'booking % does not balance', checked using errcode = 'check_violation', constraint = 'booking_balances';
  end if;
  return null;
end $function$;

create table money.bill (
  id uuid not null default gen_random_uuid(),
  number bigint not null generated always as identity,
  case_ref text not null,
  account_id uuid not null,
  service_id text not null,
  service_version integer not null,
  unit text not null,
  recipient jsonb not null,
  language text not null,
  items jsonb not null,
  reference text,
  state text not null default 'open'::text,
  total integer not null,
  open integer not null,
  paid integer not null default 0,
  owed integer not null default 0,
  waived integer not null default 0,
  issued_at timestamp with time zone not null,
  due date not null,
  reminders smallint not null default 0,
  next_reminder date,
  checked_at timestamp with time zone not null,
  revision integer not null default 1,
  constraint bill_pk PRIMARY KEY (id),
  constraint bill_number UNIQUE (number),
  constraint bill_reference UNIQUE (reference),
  constraint bill_amounts CHECK (((total > 0) AND (open >= 0) AND (paid >= 0) AND (owed >= 0) AND (waived >= 0) AND (((open + paid) + waived) <= total))),
  constraint bill_open CHECK (((state = 'open'::text) = (open > 0))),
  constraint bill_state CHECK ((state = ANY (ARRAY['open'::text, 'paid'::text, 'waived'::text, 'cancelled'::text])))
);
CREATE INDEX bill_case ON money.bill USING btree (case_ref, issued_at);
CREATE INDEX bill_checked ON money.bill USING btree (checked_at, id) WHERE (state <> 'cancelled'::text);
CREATE INDEX bill_of_account ON money.bill USING btree (account_id, issued_at DESC, id DESC);
CREATE UNIQUE INDEX bill_of_case ON money.bill USING btree (case_ref) WHERE (state <> 'cancelled'::text);
CREATE INDEX bill_open_due ON money.bill USING btree (due, id) WHERE (state = 'open'::text);
CREATE INDEX bill_owed ON money.bill USING btree (id) WHERE (owed > 0);
CREATE INDEX bill_reminder ON money.bill USING btree (next_reminder, id) WHERE ((state = 'open'::text) AND (next_reminder IS NOT NULL));

create table money.booking (
  id bigint not null generated always as identity,
  at timestamp with time zone not null,
  kind text not null,
  bill_id uuid,
  source text not null,
  lines smallint not null,
  constraint booking_pk PRIMARY KEY (id),
  constraint booking_source UNIQUE (source),
  constraint booking_lines CHECK ((lines >= 2))
);
CREATE INDEX booking_at ON money.booking USING btree (at, id);
CREATE INDEX booking_of_bill ON money.booking USING btree (bill_id, id) WHERE (bill_id IS NOT NULL);
CREATE TRIGGER booking_append_only BEFORE DELETE OR UPDATE ON money.booking FOR EACH ROW EXECUTE FUNCTION kernel.refuse_change();
CREATE CONSTRAINT TRIGGER booking_balances AFTER INSERT ON money.booking DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION money.check_booking();
CREATE TRIGGER booking_never_emptied BEFORE TRUNCATE ON money.booking FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();

create table money.day_total (
  day date not null,
  account text not null,
  debit bigint not null,
  credit bigint not null,
  constraint day_total_pk PRIMARY KEY (day, account)
);

create table money.entry (
  id uuid not null default gen_random_uuid(),
  statement_id uuid not null,
  line integer not null,
  bank_key text not null,
  amount bigint not null,
  currency text not null,
  booked_on date not null,
  reference text not null,
  payer text not null,
  message text not null,
  state text not null,
  reason text,
  held boolean not null default false,
  bill_id uuid,
  settled_by uuid,
  settled_at timestamp with time zone,
  note text not null default ''::text,
  constraint entry_pk PRIMARY KEY (id),
  constraint entry_reason CHECK (((state = 'booked'::text) = (reason IS NULL))),
  constraint entry_settled CHECK (((state = ANY (ARRAY['assigned'::text, 'noted'::text])) = (settled_at IS NOT NULL))),
  constraint entry_state CHECK ((state = ANY (ARRAY['booked'::text, 'check'::text, 'assigned'::text, 'noted'::text]))),
  constraint entry_bill FOREIGN KEY (bill_id) REFERENCES money.bill(id),
  constraint entry_statement FOREIGN KEY (statement_id) REFERENCES money.statement(id)
);
CREATE INDEX entry_check ON money.entry USING btree (booked_on, id) WHERE (state = 'check'::text);
CREATE INDEX entry_of_bill ON money.entry USING btree (bill_id) WHERE (bill_id IS NOT NULL);
CREATE INDEX entry_of_statement ON money.entry USING btree (statement_id, line, id);
CREATE UNIQUE INDEX entry_once ON money.entry USING btree (bank_key) WHERE ((bank_key <> ''::text) AND (reason IS DISTINCT FROM 'doubled'::text));

create table money.payment (
  id uuid not null,
  bill_id uuid not null,
  method text not null,
  amount integer not null,
  state text not null default 'created'::text,
  provider_id text,
  checkout text,
  captured integer not null default 0,
  currency text not null default 'CHF'::text,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  next_ask timestamp with time zone,
  asks smallint not null default 0,
  constraint payment_pk PRIMARY KEY (id),
  constraint payment_provider UNIQUE (provider_id),
  constraint payment_amount CHECK (((amount > 0) AND (captured >= 0))),
  constraint payment_method CHECK ((method = ANY (ARRAY['card'::text, 'twint'::text]))),
  constraint payment_state CHECK ((state = ANY (ARRAY['created'::text, 'pending'::text, 'failed'::text, 'cancelled'::text, 'expired'::text, 'captured'::text]))),
  constraint payment_bill FOREIGN KEY (bill_id) REFERENCES money.bill(id)
);
CREATE INDEX payment_ask ON money.payment USING btree (next_ask) WHERE (next_ask IS NOT NULL);
CREATE INDEX payment_of_bill ON money.payment USING btree (bill_id, created_at);
CREATE UNIQUE INDEX payment_running ON money.payment USING btree (bill_id, method) WHERE (state = ANY (ARRAY['created'::text, 'pending'::text]));

create table money.posting (
  booking_id bigint not null,
  line smallint not null,
  account text not null,
  amount bigint not null,
  constraint posting_pk PRIMARY KEY (booking_id, line),
  constraint posting_account CHECK ((account = ANY (ARRAY['receivable'::text, 'provider'::text, 'bank'::text, 'unassigned'::text, 'owed'::text, 'revenue'::text, 'waived'::text, 'loss'::text]))),
  constraint posting_amount CHECK ((amount <> 0)),
  constraint posting_booking FOREIGN KEY (booking_id) REFERENCES money.booking(id)
);
CREATE TRIGGER posting_append_only BEFORE DELETE OR UPDATE ON money.posting FOR EACH ROW EXECUTE FUNCTION kernel.refuse_change();
CREATE CONSTRAINT TRIGGER posting_balances AFTER INSERT ON money.posting DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION money.check_booking();
CREATE TRIGGER posting_never_emptied BEFORE TRUNCATE ON money.posting FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();

create table money.relief (
  id uuid not null default gen_random_uuid(),
  kind text not null,
  bill_id uuid not null,
  amount integer not null,
  conceded boolean not null default false,
  payment_id uuid,
  reason text not null,
  state text not null default 'proposed'::text,
  proposed_by uuid,
  proposed_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  note text not null default ''::text,
  order_id text,
  done_at timestamp with time zone,
  next_ask timestamp with time zone,
  constraint relief_pk PRIMARY KEY (id),
  constraint relief_amount CHECK ((amount > 0)),
  constraint relief_done CHECK (((state = 'done'::text) = (done_at IS NOT NULL))),
  constraint relief_four_eyes CHECK (((state <> ALL (ARRAY['approved'::text, 'done'::text])) OR ((proposed_by IS NOT NULL) AND (decided_by IS NOT NULL) AND (proposed_by <> decided_by)))),
  constraint relief_kind CHECK ((kind = ANY (ARRAY['waiver'::text, 'refund'::text]))),
  constraint relief_state CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'refused'::text, 'done'::text]))),
  constraint relief_waiver CHECK (((kind = 'refund'::text) OR ((payment_id IS NULL) AND (NOT conceded)))),
  constraint relief_bill FOREIGN KEY (bill_id) REFERENCES money.bill(id),
  constraint relief_payment FOREIGN KEY (payment_id) REFERENCES money.payment(id)
);
CREATE INDEX relief_ask ON money.relief USING btree (next_ask) WHERE (next_ask IS NOT NULL);
CREATE INDEX relief_of_bill ON money.relief USING btree (bill_id, proposed_at);
CREATE INDEX relief_waiting ON money.relief USING btree (proposed_at, id) WHERE (state = ANY (ARRAY['proposed'::text, 'approved'::text]));

create table money.reminder (
  bill_id uuid not null,
  level smallint not null,
  sent_on date not null,
  constraint reminder_pk PRIMARY KEY (bill_id, level),
  constraint reminder_bill FOREIGN KEY (bill_id) REFERENCES money.bill(id)
);

create table money.statement (
  id uuid not null default gen_random_uuid(),
  digest bytea not null,
  name text not null,
  file_id uuid,
  uploaded_by uuid not null,
  uploaded_at timestamp with time zone not null,
  read_at timestamp with time zone,
  faults jsonb not null,
  entries integer not null,
  constraint statement_pk PRIMARY KEY (id),
  constraint statement_once UNIQUE (digest)
);
CREATE INDEX statement_newest ON money.statement USING btree (uploaded_at DESC, id DESC);
CREATE INDEX statement_with_file ON money.statement USING btree (uploaded_at) WHERE (file_id IS NOT NULL);

create schema news;

create table news.banner (
  id bigint not null generated always as identity,
  form_id uuid not null,
  level text not null,
  texts jsonb not null,
  link text not null,
  areas text[] not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  set_by_id uuid not null,
  set_by text not null,
  ended_at timestamp with time zone,
  ended_by text,
  constraint banner_pk PRIMARY KEY (id),
  constraint banner_form UNIQUE (form_id),
  constraint banner_ended CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  constraint banner_level CHECK ((level = ANY (ARRAY['info'::text, 'warning'::text, 'alarm'::text]))),
  constraint banner_time CHECK ((until_at > from_at))
);
CREATE UNIQUE INDEX banner_open ON news.banner USING btree ((true)) WHERE (ended_at IS NULL);

create table news.correction (
  id bigint not null generated always as identity,
  item_id uuid not null,
  kind text not null,
  note jsonb not null,
  at timestamp with time zone not null,
  constraint correction_pk PRIMARY KEY (id),
  constraint correction_kind CHECK ((kind = ANY (ARRAY['spelling'::text, 'facts'::text, 'addition'::text]))),
  constraint correction_item FOREIGN KEY (item_id) REFERENCES news.item(id)
);
CREATE INDEX correction_of_item ON news.correction USING btree (item_id, id);

create table news.item (
  id uuid not null,
  state text not null,
  revision integer not null,
  texts jsonb not null,
  topics text[] not null,
  areas text[] not null,
  unit text not null,
  services text[] not null,
  processes text[] not null,
  four_eyes boolean not null,
  written_by uuid not null,
  approved_by uuid,
  publish_at timestamp with time zone,
  published_at timestamp with time zone,
  changed_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  withdrawn_reason jsonb,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint item_pk PRIMARY KEY (id),
  constraint item_approved CHECK (((approved_by IS NULL) OR (approved_by <> written_by))),
  constraint item_published CHECK (((state = ANY (ARRAY['published'::text, 'withdrawn'::text])) = ((published_at IS NOT NULL) AND (changed_at IS NOT NULL)))),
  constraint item_scheduled CHECK (((state <> 'scheduled'::text) OR (publish_at IS NOT NULL))),
  constraint item_state CHECK ((state = ANY (ARRAY['draft'::text, 'scheduled'::text, 'published'::text, 'withdrawn'::text]))),
  constraint item_withdrawn CHECK (((state = 'withdrawn'::text) = ((withdrawn_at IS NOT NULL) AND (withdrawn_reason IS NOT NULL))))
);
CREATE INDEX item_desk ON news.item USING btree (state, updated_at DESC, id DESC);
CREATE INDEX item_due ON news.item USING btree (publish_at) WHERE (state = 'scheduled'::text);

create table news.listed (
  filter text not null,
  published_at timestamp with time zone not null,
  item_id uuid not null,
  constraint listed_pk PRIMARY KEY (filter, published_at, item_id),
  constraint listed_item FOREIGN KEY (item_id) REFERENCES news.item(id) ON DELETE CASCADE
);
CREATE INDEX listed_of_item ON news.listed USING btree (item_id);

create table news.step (
  id bigint not null generated always as identity,
  item_id uuid not null,
  revision integer not null,
  step text not null,
  at timestamp with time zone not null,
  by_id uuid,
  by_name text,
  content jsonb,
  constraint step_pk PRIMARY KEY (id),
  constraint step_item FOREIGN KEY (item_id) REFERENCES news.item(id) ON DELETE CASCADE
);
CREATE INDEX step_of_item ON news.step USING btree (item_id, id DESC);

create schema notifications;

create table notifications.asked_address (
  id bigint not null generated always as identity,
  address_hash bytea not null,
  at timestamp with time zone not null,
  constraint asked_address_pk PRIMARY KEY (id)
);
CREATE INDEX asked_address_at ON notifications.asked_address USING btree (at);
CREATE INDEX asked_address_lately ON notifications.asked_address USING btree (address_hash, at);

create table notifications.dead_address (
  address_hash bytea not null,
  since timestamp with time zone not null,
  reason text not null,
  constraint dead_address_pk PRIMARY KEY (address_hash)
);
CREATE INDEX dead_address_since ON notifications.dead_address USING btree (since);

create table notifications.preference (
  account_id uuid not null,
  kind text not null,
  by_mail boolean not null,
  by_push boolean not null,
  constraint preference_pk PRIMARY KEY (account_id, kind)
);

create table notifications.push_device (
  id uuid not null default gen_random_uuid(),
  owner_id uuid not null,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  language text not null,
  added_at timestamp with time zone not null,
  constraint push_device_pk PRIMARY KEY (id),
  constraint push_device_endpoint_once UNIQUE (endpoint)
);
CREATE INDEX push_device_owner ON notifications.push_device USING btree (owner_id);

create table notifications.setting (
  account_id uuid not null,
  language text,
  constraint setting_pk PRIMARY KEY (account_id)
);

create schema opendata;

create table opendata.newest (
  dataset text not null,
  number integer not null,
  checked_at timestamp with time zone not null,
  constraint newest_pk PRIMARY KEY (dataset),
  constraint newest_version FOREIGN KEY (dataset, number) REFERENCES opendata.version(dataset, number)
);

create table opendata.version (
  dataset text not null,
  number integer not null,
  made_at timestamp with time zone not null,
  sha256 text not null,
  bytes bigint not null,
  rows bigint not null,
  columns text[] not null,
  change text not null,
  csv text,
  "json" text,
  constraint version_pk PRIMARY KEY (dataset, number),
  constraint version_change CHECK ((change = ANY (ARRAY['first'::text, 'rows'::text, 'columns'::text]))),
  constraint version_whole CHECK (((csv IS NULL) = ("json" IS NULL)))
);
CREATE INDEX version_newest ON opendata.version USING btree (made_at DESC, dataset DESC, number DESC);

create schema oversight;

CREATE OR REPLACE FUNCTION oversight.refuse_change_of_incident()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' and old.at < now() - interval '10 years' then
    return old;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $function$;

create table oversight.incident (
  id uuid not null,
  revision integer not null,
  what text not null,
  noticed_at timestamp with time zone not null,
  due timestamp with time zone not null,
  exposed_from timestamp with time zone not null,
  exposed_until timestamp with time zone,
  actor_id uuid,
  unit text,
  role text,
  fields text[] not null,
  purposes text[] not null,
  of_case boolean not null,
  case_ref text,
  consequences text not null,
  measures text not null,
  advice jsonb not null,
  recorded_at timestamp with time zone not null,
  authority_told_at timestamp with time zone,
  confirmed_at timestamp with time zone,
  closed_at timestamp with time zone,
  constraint incident_pk PRIMARY KEY (id),
  constraint incident_access CHECK (((num_nonnulls(actor_id, unit, role) > 0) OR of_case)),
  constraint incident_case CHECK ((of_case OR (case_ref IS NULL))),
  constraint incident_due CHECK ((due > noticed_at)),
  constraint incident_span CHECK (((exposed_until IS NULL) OR (exposed_until > exposed_from)))
);
CREATE INDEX incident_case ON oversight.incident USING btree (case_ref) WHERE (case_ref IS NOT NULL);
CREATE INDEX incident_closed ON oversight.incident USING btree (closed_at DESC, id) WHERE (closed_at IS NOT NULL);
CREATE INDEX incident_open ON oversight.incident USING btree (due, id) WHERE (closed_at IS NULL);

create table oversight.incident_entry (
  incident_id uuid not null,
  number integer not null,
  at timestamp with time zone not null,
  kind text not null,
  by_id uuid not null,
  said jsonb not null,
  constraint incident_entry_pk PRIMARY KEY (incident_id, number),
  constraint incident_entry_kind CHECK ((kind = ANY (ARRAY['recorded'::text, 'changed'::text, 'authority'::text, 'confirmed'::text, 'closed'::text]))),
  constraint incident_entry_incident FOREIGN KEY (incident_id) REFERENCES oversight.incident(id)
);
CREATE TRIGGER incident_entry_append_only BEFORE DELETE OR UPDATE ON oversight.incident_entry FOR EACH ROW EXECUTE FUNCTION oversight.refuse_change_of_incident();

create table oversight.incident_person (
  incident_id uuid not null,
  account_id uuid not null,
  fields text[] not null,
  uses integer not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  told_at timestamp with time zone,
  told_how text,
  constraint incident_person_pk PRIMARY KEY (incident_id, account_id),
  constraint incident_person_how CHECK ((told_how = ANY (ARRAY['mail'::text, 'account'::text, 'gone'::text]))),
  constraint incident_person_told CHECK (((told_at IS NULL) = (told_how IS NULL))),
  constraint incident_person_incident FOREIGN KEY (incident_id) REFERENCES oversight.incident(id) ON DELETE CASCADE
);
CREATE INDEX incident_person_account ON oversight.incident_person USING btree (account_id, incident_id);
CREATE INDEX incident_person_untold ON oversight.incident_person USING btree (incident_id, account_id) WHERE (told_at IS NULL);

create table oversight.question (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  entries bigint[] not null,
  question text not null,
  language text not null,
  asked_at timestamp with time zone not null,
  due date not null,
  answer text,
  answered_at timestamp with time zone,
  answered_by uuid,
  constraint question_pk PRIMARY KEY (id),
  constraint question_answered CHECK ((((answer IS NULL) = (answered_at IS NULL)) AND ((answer IS NULL) = (answered_by IS NULL)))),
  constraint question_entries CHECK (((cardinality(entries) >= 1) AND (cardinality(entries) <= 100)))
);
CREATE INDEX question_answered_last ON oversight.question USING btree (answered_at DESC, id) WHERE (answered_at IS NOT NULL);
CREATE INDEX question_of_account ON oversight.question USING btree (account_id, asked_at DESC);
CREATE INDEX question_open ON oversight.question USING btree (due, id) WHERE (answered_at IS NULL);

create table oversight.unusual_reading (
  id uuid not null default gen_random_uuid(),
  actor_id uuid not null,
  unit text,
  persons integer not null,
  since timestamp with time zone not null,
  noticed_at timestamp with time zone not null,
  until timestamp with time zone not null,
  constraint unusual_reading_pk PRIMARY KEY (id)
);
CREATE INDEX unusual_reading_actor ON oversight.unusual_reading USING btree (actor_id, noticed_at);
CREATE INDEX unusual_reading_last ON oversight.unusual_reading USING btree (noticed_at DESC, id);

create schema participation;

create table participation.act_once (
  process_id text not null,
  act text not null,
  author_id uuid not null,
  anchor text not null default ''::text,
  contribution_id uuid not null,
  constraint act_once_pk PRIMARY KEY (author_id, act, anchor),
  constraint act_once_contribution FOREIGN KEY (contribution_id) REFERENCES participation.contribution(id) ON DELETE CASCADE
);

create table participation.author (
  id uuid not null default gen_random_uuid(),
  process_id text not null,
  shown_as text not null,
  named boolean not null,
  organisation boolean not null default false,
  joined_at timestamp with time zone not null,
  constraint author_pk PRIMARY KEY (id),
  constraint author_process FOREIGN KEY (process_id) REFERENCES participation.process(id)
);

create table participation.ballot (
  process_id text not null,
  pseudonym text not null,
  prefix text not null,
  certificate text not null,
  vote text not null,
  signature text not null,
  constraint ballot_pk PRIMARY KEY (process_id, pseudonym)
);

create table participation.ballot_issue (
  author_id uuid not null,
  process_id text not null,
  question bytea,
  constraint ballot_issue_pk PRIMARY KEY (author_id),
  constraint ballot_issue_author FOREIGN KEY (author_id) REFERENCES participation.author(id)
);

create table participation.code (
  process_id text not null,
  code_hash bytea not null,
  person_key bytea not null,
  constraint code_pk PRIMARY KEY (process_id, code_hash),
  constraint code_process FOREIGN KEY (process_id) REFERENCES participation.process(id)
);

create table participation.contribution (
  id uuid not null default gen_random_uuid(),
  process_id text not null,
  author_id uuid not null,
  act text not null,
  anchor text not null default ''::text,
  title text not null default ''::text,
  body text not null default ''::text,
  data jsonb not null default '{}'::jsonb,
  language text not null,
  at timestamp with time zone not null,
  state text not null default 'published'::text,
  listed boolean not null default true,
  constraint contribution_pk PRIMARY KEY (id),
  constraint contribution_state CHECK ((state = ANY (ARRAY['waiting'::text, 'published'::text, 'hidden'::text, 'withdrawn'::text]))),
  constraint contribution_author FOREIGN KEY (author_id) REFERENCES participation.author(id),
  constraint contribution_process FOREIGN KEY (process_id) REFERENCES participation.process(id)
);
CREATE INDEX contribution_at_anchor ON participation.contribution USING btree (process_id, anchor, at DESC, id DESC) WHERE (listed AND (state = 'published'::text));
CREATE INDEX contribution_of_act ON participation.contribution USING btree (process_id, act, at DESC, id DESC) WHERE (listed AND (state = 'published'::text));
CREATE INDEX contribution_of_author ON participation.contribution USING btree (author_id, at DESC, id DESC);
CREATE INDEX contribution_of_statement ON participation.contribution USING btree (process_id, ((data ->> 'statement'::text))) WHERE (data ? 'statement'::text);
CREATE INDEX contribution_shown ON participation.contribution USING btree (process_id, at DESC, id DESC) WHERE (listed AND (state = 'published'::text));
CREATE INDEX contribution_waiting ON participation.contribution USING btree (process_id, at, id) WHERE (state = 'waiting'::text);

create table participation.fate (
  contribution_id uuid not null,
  process_id text not null,
  fate text not null,
  reason text not null,
  link text not null,
  unit text not null,
  decided_at timestamp with time zone not null,
  wording text,
  version integer,
  constraint fate_pk PRIMARY KEY (contribution_id),
  constraint fate_fate CHECK ((fate = ANY (ARRAY['taken'::text, 'partly'::text, 'not'::text]))),
  constraint fate_reason CHECK ((reason <> ''::text)),
  constraint fate_contribution FOREIGN KEY (contribution_id) REFERENCES participation.contribution(id) ON DELETE CASCADE
);
CREATE INDEX fate_of_process ON participation.fate USING btree (process_id, fate);
CREATE INDEX fate_of_version ON participation.fate USING btree (process_id, version) WHERE (version IS NOT NULL);

create table participation.moderation (
  id bigint not null generated always as identity,
  process_id text not null,
  contribution_id uuid not null,
  step text not null,
  rule text,
  reason text not null,
  at timestamp with time zone not null,
  constraint moderation_pk PRIMARY KEY (id),
  constraint moderation_rule CHECK (((step = 'hide'::text) = (rule IS NOT NULL))),
  constraint moderation_step CHECK ((step = ANY (ARRAY['hide'::text, 'publish'::text, 'appeal'::text, 'withdraw'::text]))),
  constraint moderation_contribution FOREIGN KEY (contribution_id) REFERENCES participation.contribution(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX moderation_appeal_once ON participation.moderation USING btree (contribution_id) WHERE (step = 'appeal'::text);
CREATE INDEX moderation_of_contribution ON participation.moderation USING btree (contribution_id, id DESC);
CREATE INDEX moderation_of_process ON participation.moderation USING btree (process_id, id DESC);

create table participation.opinion_map (
  process_id text not null,
  computed_at timestamp with time zone not null,
  snapshot jsonb not null,
  constraint opinion_map_pk PRIMARY KEY (process_id),
  constraint opinion_map_process FOREIGN KEY (process_id) REFERENCES participation.process(id)
);

create table participation.opinion_vote (
  author_id uuid not null,
  statement_id text not null,
  process_id text not null,
  choice smallint not null,
  at timestamp with time zone not null,
  constraint opinion_vote_pk PRIMARY KEY (author_id, statement_id),
  constraint opinion_vote_choice CHECK ((choice = ANY (ARRAY['-1'::integer, 0, 1]))),
  constraint opinion_vote_author FOREIGN KEY (author_id) REFERENCES participation.author(id),
  constraint opinion_vote_process FOREIGN KEY (process_id) REFERENCES participation.process(id)
);
CREATE INDEX opinion_vote_of_process ON participation.opinion_vote USING btree (process_id, author_id);

create table participation.participant (
  author_id uuid not null,
  process_id text not null,
  person_key bytea not null,
  account_id uuid,
  language text not null,
  age_group text,
  area text,
  constraint participant_pk PRIMARY KEY (author_id),
  constraint participant_once UNIQUE (process_id, person_key),
  constraint participant_author FOREIGN KEY (author_id) REFERENCES participation.author(id) ON DELETE CASCADE
);
CREATE INDEX participant_of_account ON participation.participant USING btree (account_id, process_id);

create table participation.process (
  id text not null,
  first_day date not null,
  announced_phase text,
  constraint process_pk PRIMARY KEY (id)
);

create table participation.statement (
  id uuid not null default gen_random_uuid(),
  process_id text not null,
  organisation text not null,
  name text not null,
  language text not null,
  version integer not null,
  begun_at timestamp with time zone not null,
  released_at timestamp with time zone,
  constraint statement_pk PRIMARY KEY (id),
  constraint statement_once UNIQUE (process_id, organisation),
  constraint statement_process FOREIGN KEY (process_id) REFERENCES participation.process(id)
);

create table participation.statement_consent (
  statement_id uuid not null,
  account_id uuid not null,
  signatory text not null,
  texts integer not null,
  given_at timestamp with time zone not null,
  constraint statement_consent_pk PRIMARY KEY (statement_id, account_id),
  constraint statement_consent_of FOREIGN KEY (statement_id) REFERENCES participation.statement(id) ON DELETE CASCADE
);
CREATE INDEX statement_consent_of_account ON participation.statement_consent USING btree (account_id);

create table participation.statement_text (
  statement_id uuid not null,
  anchor text not null,
  revision integer not null,
  body text not null,
  written_by uuid not null,
  writer text not null,
  written_at timestamp with time zone not null,
  constraint statement_text_pk PRIMARY KEY (statement_id, anchor, revision),
  constraint statement_text_of FOREIGN KEY (statement_id) REFERENCES participation.statement(id) ON DELETE CASCADE
);
CREATE INDEX statement_text_of_writer ON participation.statement_text USING btree (written_by);

create table participation.tally (
  process_id text not null,
  act text not null,
  anchor text not null,
  count integer not null,
  constraint tally_pk PRIMARY KEY (process_id, act, anchor)
);

create table participation.text_draft (
  process_id text not null,
  anchor text not null,
  paragraph jsonb,
  follows text,
  revision integer not null,
  begun_at timestamp with time zone not null,
  constraint text_draft_pk PRIMARY KEY (process_id, anchor),
  constraint text_draft_process FOREIGN KEY (process_id) REFERENCES participation.process(id)
);

create table participation.text_version (
  process_id text not null,
  number integer not null,
  name jsonb not null,
  paragraphs jsonb not null,
  published_at timestamp with time zone not null,
  unit text,
  constraint text_version_pk PRIMARY KEY (process_id, number),
  constraint text_version_process FOREIGN KEY (process_id) REFERENCES participation.process(id)
);

create schema policy;

CREATE OR REPLACE FUNCTION policy.refuse_reopening()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.ended_at is not null
    or (new.id, new.staff_id, new.unit, new.case_ref, new.subject_id, new.reason, new.started_at, new.ends_at)
      is distinct from
      (old.id, old.staff_id, old.unit, old.case_ref, old.subject_id, old.reason, old.started_at, old.ends_at)
  then raise exception 'An emergency access can only end, once' using errcode = 'restrict_violation'; end if;
  return new;
end $function$;

create table policy.certificate (
  id bigint not null generated always as identity,
  staff_id uuid not null,
  certificate text not null,
  valid_from timestamp with time zone not null,
  valid_until timestamp with time zone not null,
  provider text not null,
  at timestamp with time zone not null,
  constraint certificate_pk PRIMARY KEY (id),
  constraint certificate_span CHECK ((valid_from <= valid_until))
);
CREATE INDEX certificate_newest ON policy.certificate USING btree (staff_id, certificate, id DESC);
CREATE TRIGGER certificate_append_only BEFORE DELETE OR UPDATE ON policy.certificate FOR EACH ROW EXECUTE FUNCTION identity.refuse_while_account_stays();

create table policy.emergency_access (
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  unit text not null,
  case_ref text not null,
  subject_id uuid,
  reason text not null,
  started_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by text,
  constraint emergency_access_pk PRIMARY KEY (id),
  constraint emergency_access_ended CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  constraint emergency_access_how CHECK ((ended_by = ANY (ARRAY['time'::text, 'self'::text, 'dpo'::text, 'unknown'::text]))),
  constraint emergency_access_span CHECK ((started_at <= ends_at)),
  constraint emergency_access_unknown CHECK (((subject_id IS NOT NULL) OR (ended_by = 'unknown'::text)))
);
CREATE INDEX emergency_access_last ON policy.emergency_access USING btree (started_at DESC, id);
CREATE INDEX emergency_access_of ON policy.emergency_access USING btree (staff_id, started_at);
CREATE UNIQUE INDEX emergency_access_open ON policy.emergency_access USING btree (staff_id, case_ref) WHERE (ended_at IS NULL);
CREATE TRIGGER emergency_access_only_ends BEFORE UPDATE ON policy.emergency_access FOR EACH ROW EXECUTE FUNCTION policy.refuse_reopening();

create schema questions;

create table questions.address (
  question_id uuid not null,
  email text not null,
  confirm_hash bytea not null,
  confirmed_at timestamp with time zone,
  made_at timestamp with time zone not null,
  language text not null,
  constraint address_pk PRIMARY KEY (question_id),
  constraint address_question FOREIGN KEY (question_id) REFERENCES questions.question(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX address_confirm ON questions.address USING btree (confirm_hash);
CREATE INDEX address_of_mail ON questions.address USING btree (email, made_at);
CREATE INDEX address_unconfirmed ON questions.address USING btree (made_at) WHERE (confirmed_at IS NULL);

create table questions.article (
  id text not null,
  owner text not null,
  version integer not null,
  texts jsonb not null,
  stale text[] not null default '{}'::text[],
  services text[] not null default '{}'::text[],
  topics text[] not null default '{}'::text[],
  unverified boolean not null default false,
  checked_on date not null,
  review_by date not null,
  question_id uuid,
  changed_at timestamp with time zone not null,
  helped integer not null default 0,
  not_helped integer not null default 0,
  constraint article_pk PRIMARY KEY (id),
  constraint article_german CHECK ((texts ? 'de'::text))
);
CREATE INDEX article_review ON questions.article USING btree (owner, review_by, id);
CREATE INDEX article_services ON questions.article USING gin (services);
CREATE INDEX article_topics ON questions.article USING gin (topics);

create table questions.article_version (
  article_id text not null,
  version integer not null,
  texts jsonb not null,
  staff_id uuid,
  unit text not null,
  at timestamp with time zone not null,
  constraint article_version_pk PRIMARY KEY (article_id, version),
  constraint article_version_article FOREIGN KEY (article_id) REFERENCES questions.article(id)
);

create table questions.key (
  hash bytea not null,
  question_id uuid not null,
  made_at timestamp with time zone not null,
  constraint key_pk PRIMARY KEY (hash),
  constraint key_question FOREIGN KEY (question_id) REFERENCES questions.question(id) ON DELETE CASCADE
);
CREATE INDEX key_of_question ON questions.key USING btree (question_id);

create table questions.published (
  question_id uuid not null,
  title text not null,
  body text not null,
  answer text not null default ''::text,
  links text[] not null default '{}'::text[],
  language text not null,
  service text,
  topic text,
  area text,
  unit text not null,
  state text not null,
  asked_on date not null,
  due date not null,
  answered_on date,
  published_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  helped integer not null default 0,
  not_helped integer not null default 0,
  words tsvector not null,
  constraint published_pk PRIMARY KEY (question_id),
  constraint published_state CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text])))
);
CREATE INDEX published_changed ON questions.published USING btree (changed_at DESC, question_id DESC);
CREATE INDEX published_newest ON questions.published USING btree (published_at DESC, question_id DESC);
CREATE INDEX published_service ON questions.published USING btree (service, published_at DESC, question_id DESC) WHERE (state = 'answered'::text);
CREATE INDEX published_state_of ON questions.published USING btree (state, published_at DESC, question_id DESC);
CREATE INDEX published_topic ON questions.published USING btree (topic, published_at DESC, question_id DESC) WHERE (topic IS NOT NULL);
CREATE INDEX published_unit ON questions.published USING btree (unit, published_at DESC, question_id DESC);
CREATE INDEX published_words ON questions.published USING gin (words);

create table questions.question (
  id uuid not null,
  public boolean not null,
  consent boolean not null default false,
  state text not null default 'open'::text,
  title text not null,
  body text not null,
  answer text not null default ''::text,
  links text[] not null default '{}'::text[],
  language text not null,
  about text not null default ''::text,
  service text,
  topic text,
  area text,
  unit text not null,
  assignee_id uuid,
  answered_by uuid,
  account_id uuid,
  asked_at timestamp with time zone not null,
  due date not null,
  days_left integer,
  reroutes integer not null default 0,
  first_answer_at timestamp with time zone,
  ended_at timestamp with time zone,
  revision integer not null default 1,
  constraint question_pk PRIMARY KEY (id),
  constraint question_ended CHECK (((state = ANY (ARRAY['answered'::text, 'withdrawn'::text])) = (ended_at IS NOT NULL))),
  constraint question_state CHECK ((state = ANY (ARRAY['open'::text, 'waiting'::text, 'answered'::text, 'withdrawn'::text])))
);
CREATE INDEX question_desk ON questions.question USING btree (unit, state, due, id);
CREATE INDEX question_ended_at ON questions.question USING btree (ended_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX question_of_account ON questions.question USING btree (account_id, asked_at DESC, id DESC) WHERE (account_id IS NOT NULL);
CREATE INDEX question_oldest ON questions.question USING btree (unit, asked_at) WHERE ((first_answer_at IS NULL) AND (state <> 'withdrawn'::text));

create table questions.reading (
  question_id uuid not null,
  unit text not null,
  day date not null,
  constraint reading_pk PRIMARY KEY (question_id, unit, day),
  constraint reading_question FOREIGN KEY (question_id) REFERENCES questions.question(id) ON DELETE CASCADE
);

create table questions.response (
  kind text not null,
  unit text not null,
  month date not null,
  days integer not null,
  count integer not null,
  within integer not null,
  constraint response_pk PRIMARY KEY (kind, unit, month, days)
);
CREATE INDEX response_month ON questions.response USING btree (month, kind);

create table questions.response_open (
  kind text not null,
  unit text not null,
  count integer not null,
  constraint response_open_pk PRIMARY KEY (kind, unit)
);

create table questions.step (
  id bigint not null generated always as identity,
  question_id uuid not null,
  kind text not null,
  text text not null default ''::text,
  unit text,
  to_unit text,
  staff_id uuid,
  at timestamp with time zone not null,
  constraint step_pk PRIMARY KEY (id),
  constraint step_kind CHECK ((kind = ANY (ARRAY['asked'::text, 'taken'::text, 'rerouted'::text, 'asked-back'::text, 'replied'::text, 'answered'::text, 'published'::text, 'hidden'::text, 'note'::text, 'consented'::text, 'refused'::text, 'withdrawn'::text, 'article'::text]))),
  constraint step_question FOREIGN KEY (question_id) REFERENCES questions.question(id) ON DELETE CASCADE
);
CREATE INDEX step_of_question ON questions.step USING btree (question_id, id);

create schema reports;

create table reports.cell (
  level smallint not null,
  cell_row integer not null,
  cell_col integer not null,
  category text not null,
  open boolean not null,
  count integer not null,
  constraint cell_pk PRIMARY KEY (level, cell_row, cell_col, category, open)
);

create table reports.photo (
  file_id uuid not null,
  report_id bigint not null,
  step_id bigint,
  state text not null default 'waiting'::text,
  width integer not null,
  height integer not null,
  at timestamp with time zone not null,
  constraint photo_pk PRIMARY KEY (file_id),
  constraint photo_state CHECK ((state = ANY (ARRAY['waiting'::text, 'shown'::text, 'hidden'::text]))),
  constraint photo_file FOREIGN KEY (file_id) REFERENCES kernel.file(id) ON DELETE CASCADE,
  constraint photo_report FOREIGN KEY (report_id) REFERENCES reports.report(id) ON DELETE CASCADE
);
CREATE INDEX photo_of_report ON reports.photo USING btree (report_id, at, file_id);

create table reports.report (
  id bigint not null generated by default as identity,
  sent_id uuid,
  secret_hash bytea,
  category text not null,
  area text not null,
  unit text not null,
  state text not null default 'reported'::text,
  lon double precision,
  lat double precision,
  cell_row integer,
  cell_col integer,
  place text,
  answers jsonb not null default '{}'::jsonb,
  language text not null,
  requested_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  due_on date not null,
  closed_at timestamp with time zone,
  merged_into bigint,
  supports integer not null default 0,
  reopened integer not null default 0,
  elsewhere text,
  asked boolean not null default false,
  to_check boolean not null default false,
  assignee_id uuid,
  invented boolean not null default false,
  constraint report_pk PRIMARY KEY (id),
  constraint report_sent UNIQUE (sent_id),
  constraint report_point CHECK (((lon IS NULL) = (lat IS NULL))),
  constraint report_state CHECK ((state = ANY (ARRAY['reported'::text, 'working'::text, 'fixed'::text, 'elsewhere'::text, 'declined'::text, 'merged'::text]))),
  constraint report_merged FOREIGN KEY (merged_into) REFERENCES reports.report(id)
);
CREATE INDEX report_by_area ON reports.report USING btree (area, state, id DESC);
CREATE INDEX report_by_both ON reports.report USING btree (area, category, state, id DESC);
CREATE INDEX report_by_category ON reports.report USING btree (category, state, id DESC);
CREATE INDEX report_by_state ON reports.report USING btree (state, id DESC);
CREATE INDEX report_desk ON reports.report USING btree (unit, state, due_on, id);
CREATE INDEX report_in_cell ON reports.report USING btree (cell_row, cell_col, id DESC);
CREATE INDEX report_into ON reports.report USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX report_near ON reports.report USING btree (cell_row, cell_col, category) WHERE (state = ANY (ARRAY['reported'::text, 'working'::text]));
CREATE INDEX report_requested ON reports.report USING btree (requested_at DESC, id DESC);
CREATE INDEX report_requested_category ON reports.report USING btree (category, requested_at DESC, id DESC);
CREATE INDEX report_to_check ON reports.report USING btree (unit, state, due_on, id) WHERE to_check;
CREATE INDEX report_updated ON reports.report USING btree (updated_at DESC, id DESC);

create table reports.reporter (
  report_id bigint not null,
  account_id uuid,
  email text,
  language text not null,
  confirmed_at timestamp with time zone,
  since timestamp with time zone not null,
  constraint reporter_pk PRIMARY KEY (report_id),
  constraint reporter_report FOREIGN KEY (report_id) REFERENCES reports.report(id) ON DELETE CASCADE
);
CREATE INDEX reporter_account ON reports.reporter USING btree (account_id, report_id DESC) WHERE (account_id IS NOT NULL);
CREATE INDEX reporter_email ON reports.reporter USING btree (email, since) WHERE (email IS NOT NULL);

create table reports.step (
  id bigint not null generated by default as identity,
  report_id bigint not null,
  at timestamp with time zone not null,
  kind text not null,
  state text not null,
  unit text not null,
  note text not null default ''::text,
  said_by text not null,
  shown text not null default 'shown'::text,
  sent_id uuid,
  constraint step_pk PRIMARY KEY (id),
  constraint step_sent UNIQUE (sent_id),
  constraint step_shown CHECK ((shown = ANY (ARRAY['waiting'::text, 'shown'::text, 'hidden'::text, 'private'::text]))),
  constraint step_report FOREIGN KEY (report_id) REFERENCES reports.report(id) ON DELETE CASCADE
);
CREATE INDEX step_at ON reports.step USING btree (at, id);
CREATE INDEX step_of_report ON reports.step USING btree (report_id, id);

create table reports.support (
  report_id bigint not null,
  person_key bytea not null,
  at timestamp with time zone not null,
  constraint support_pk PRIMARY KEY (report_id, person_key),
  constraint support_report FOREIGN KEY (report_id) REFERENCES reports.report(id) ON DELETE CASCADE
);

create table reports.tally (
  category text not null,
  area text not null,
  unit text not null,
  state text not null,
  count integer not null,
  constraint tally_pk PRIMARY KEY (category, area, unit, state)
);

create table reports.words (
  report_id bigint not null,
  text text not null default ''::text,
  public_text text,
  place_words text not null default ''::text,
  answers jsonb not null default '{}'::jsonb,
  state text not null default 'waiting'::text,
  constraint words_pk PRIMARY KEY (report_id),
  constraint words_state CHECK ((state = ANY (ARRAY['waiting'::text, 'shown'::text, 'hidden'::text]))),
  constraint words_report FOREIGN KEY (report_id) REFERENCES reports.report(id) ON DELETE CASCADE
);

create schema subscriptions;

create table subscriptions.announcement (
  id bigint not null generated always as identity,
  key text not null,
  at timestamp with time zone not null,
  title jsonb not null,
  text jsonb not null,
  path text not null,
  from_day date,
  until_day date,
  terms text[] not null,
  matched_at timestamp with time zone,
  constraint announcement_pk PRIMARY KEY (id),
  constraint announcement_key_once UNIQUE (key)
);
CREATE INDEX announcement_at ON subscriptions.announcement USING btree (at);

create table subscriptions.announcement_term (
  term text not null,
  announcement_id bigint not null,
  constraint announcement_term_pk PRIMARY KEY (term, announcement_id),
  constraint announcement_term_of FOREIGN KEY (announcement_id) REFERENCES subscriptions.announcement(id) ON DELETE CASCADE
);
CREATE INDEX announcement_term_announcement ON subscriptions.announcement_term USING btree (announcement_id);

create table subscriptions.digest (
  pace smallint not null,
  day date not null,
  ended_at timestamp with time zone not null,
  constraint digest_pk PRIMARY KEY (pace, day)
);

create table subscriptions.hit (
  subscriber_id uuid not null,
  announcement_id bigint not null,
  subscription_id uuid not null,
  pace smallint not null,
  by_mail boolean not null,
  by_push boolean not null,
  told_at timestamp with time zone,
  constraint hit_pk PRIMARY KEY (subscriber_id, announcement_id),
  constraint hit_announcement FOREIGN KEY (announcement_id) REFERENCES subscriptions.announcement(id) ON DELETE CASCADE,
  constraint hit_subscriber FOREIGN KEY (subscriber_id) REFERENCES subscriptions.subscriber(id) ON DELETE CASCADE
);
CREATE INDEX hit_announcement ON subscriptions.hit USING btree (announcement_id);
CREATE INDEX hit_digest ON subscriptions.hit USING btree (pace, subscriber_id) WHERE ((told_at IS NULL) AND (pace > 0));
CREATE INDEX hit_subscription ON subscriptions.hit USING btree (subscription_id) WHERE (told_at IS NULL);
CREATE INDEX hit_told ON subscriptions.hit USING btree (told_at) WHERE (told_at IS NOT NULL);
CREATE INDEX hit_waiting ON subscriptions.hit USING btree (announcement_id, subscriber_id) WHERE ((told_at IS NULL) AND (pace = 0));

create table subscriptions.request (
  id uuid not null default gen_random_uuid(),
  at timestamp with time zone not null,
  address text not null,
  address_hash bytea not null,
  sender_hash bytea not null,
  language text not null,
  terms text[] not null,
  match text not null,
  pace smallint not null,
  constraint request_pk PRIMARY KEY (id)
);
CREATE INDEX request_address ON subscriptions.request USING btree (address_hash, at);
CREATE INDEX request_at ON subscriptions.request USING btree (at);
CREATE INDEX request_sender ON subscriptions.request USING btree (sender_hash, at);

create table subscriptions.subscriber (
  id uuid not null default gen_random_uuid(),
  account_id uuid,
  address text,
  address_hash bytea,
  language text not null,
  generation integer not null default 0,
  created_at timestamp with time zone not null,
  constraint subscriber_pk PRIMARY KEY (id),
  constraint subscriber_account_once UNIQUE (account_id),
  constraint subscriber_address_once UNIQUE (address_hash),
  constraint subscriber_reached CHECK (((account_id IS NULL) <> (address IS NULL)))
);

create table subscriptions.subscription (
  id uuid not null default gen_random_uuid(),
  subscriber_id uuid not null,
  terms text[] not null,
  match text not null,
  pace smallint not null,
  by_mail boolean not null,
  by_push boolean not null,
  feed_generation integer not null default 0,
  created_at timestamp with time zone not null,
  constraint subscription_pk PRIMARY KEY (id),
  constraint subscription_once UNIQUE (subscriber_id, terms, match),
  constraint subscription_match CHECK ((match = ANY (ARRAY['any'::text, 'all'::text]))),
  constraint subscription_pace CHECK ((pace = ANY (ARRAY[0, 1, 2]))),
  constraint subscription_subscriber FOREIGN KEY (subscriber_id) REFERENCES subscriptions.subscriber(id) ON DELETE CASCADE
);

create table subscriptions.term (
  key text not null,
  subscription_id uuid not null,
  constraint term_pk PRIMARY KEY (key, subscription_id),
  constraint term_subscription FOREIGN KEY (subscription_id) REFERENCES subscriptions.subscription(id) ON DELETE CASCADE
);
CREATE INDEX term_subscription ON subscriptions.term USING btree (subscription_id);

create schema transparency;

CREATE OR REPLACE FUNCTION transparency.refuse_other_hashes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' or substring(new.hashes for length(old.hashes)) <> old.hashes then
    raise exception 'tile only grows' using errcode = 'restrict_violation';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION transparency.refuse_other_note()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' or (new.log, new.size, new.head, new.note, new.signed_at) <> (old.log, old.size, old.head, old.note, old.signed_at) then
    raise exception 'checkpoint is append-only' using errcode = 'restrict_violation';
  end if;
  return new;
end $function$;

create table transparency.check_run (
  id bigint not null generated always as identity,
  log integer not null,
  size bigint not null,
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  found integer not null,
  constraint check_run_pk PRIMARY KEY (id),
  constraint check_run_log FOREIGN KEY (log) REFERENCES transparency.log(number)
);
CREATE INDEX check_run_log_id ON transparency.check_run USING btree (log, id DESC);

create table transparency.checkpoint (
  log integer not null,
  size bigint not null,
  head bytea not null,
  note text not null,
  signed_at timestamp with time zone not null,
  cosignature text,
  cosigned_at timestamp with time zone,
  cosigned_by text,
  constraint checkpoint_pk PRIMARY KEY (log, size),
  constraint checkpoint_cosignature CHECK ((num_nulls(cosignature, cosigned_at, cosigned_by) = ANY (ARRAY[0, 3]))),
  constraint checkpoint_cosigned_by FOREIGN KEY (cosigned_by) REFERENCES transparency.witness(key),
  constraint checkpoint_log FOREIGN KEY (log) REFERENCES transparency.log(number)
);
CREATE INDEX checkpoint_cosigned ON transparency.checkpoint USING btree (log, size) WHERE (cosignature IS NOT NULL);
CREATE TRIGGER checkpoint_append_only BEFORE DELETE OR UPDATE ON transparency.checkpoint FOR EACH ROW EXECUTE FUNCTION transparency.refuse_other_note();

create table transparency.finding (
  run bigint not null,
  number integer not null,
  kind text not null,
  entry_id bigint,
  index bigint,
  detail text not null,
  constraint finding_pk PRIMARY KEY (run, number),
  constraint finding_kind CHECK ((kind = ANY (ARRAY['changed'::text, 'removed'::text, 'inserted'::text, 'backdated'::text, 'tree'::text, 'head'::text]))),
  constraint finding_run FOREIGN KEY (run) REFERENCES transparency.check_run(id)
);

create table transparency.leaf (
  log integer not null,
  index bigint not null,
  entry_id bigint not null,
  entry_at timestamp with time zone not null,
  commitment bytea not null,
  constraint leaf_pk PRIMARY KEY (log, index),
  constraint leaf_entry_once UNIQUE (log, entry_id),
  constraint leaf_commitment CHECK ((length(commitment) = 32))
);
CREATE TRIGGER leaf_append_only BEFORE DELETE OR UPDATE ON transparency.leaf FOR EACH ROW EXECUTE FUNCTION kernel.refuse_change();

create table transparency.log (
  number integer not null,
  origin text not null,
  key text not null,
  begun_at timestamp with time zone not null,
  reason text,
  size bigint not null default 0,
  settled_id bigint not null default 0,
  constraint log_pk PRIMARY KEY (number),
  constraint log_origin_once UNIQUE (origin)
);

create table transparency.removal (
  log integer not null,
  index bigint not null,
  removed_at timestamp with time zone not null,
  reason text not null,
  constraint removal_pk PRIMARY KEY (log, index),
  constraint removal_reason CHECK ((reason = 'retention'::text))
);
CREATE TRIGGER removal_append_only BEFORE DELETE OR UPDATE ON transparency.removal FOR EACH ROW EXECUTE FUNCTION kernel.refuse_change();

create table transparency.tile (
  log integer not null,
  level smallint not null,
  number bigint not null,
  hashes bytea storage external not null,
  constraint tile_pk PRIMARY KEY (log, level, number),
  constraint tile_width CHECK ((((length(hashes) >= 32) AND (length(hashes) <= 8192)) AND ((length(hashes) % 32) = 0)))
);
CREATE TRIGGER tile_only_grows BEFORE DELETE OR UPDATE ON transparency.tile FOR EACH ROW EXECUTE FUNCTION transparency.refuse_other_hashes();

create table transparency.witness (
  key text not null,
  since timestamp with time zone not null,
  constraint witness_pk PRIMARY KEY (key)
);

create table transparency.witness_answer (
  log integer not null,
  state text not null,
  size bigint,
  detail text not null,
  at timestamp with time zone not null,
  since timestamp with time zone not null,
  constraint witness_answer_pk PRIMARY KEY (log),
  constraint witness_answer_state CHECK ((state = ANY (ARRAY['agrees'::text, 'rewound'::text, 'forked'::text, 'stranger'::text, 'unreachable'::text]))),
  constraint witness_answer_log FOREIGN KEY (log) REFERENCES transparency.log(number)
);
