-- What the data protection officer has decided about risky purposes: a new decision is a new row, none is ever changed.
create schema governance;

create table governance.decision (
  id bigint generated always as identity,
  service_id text not null,
  outcome text not null,
  reason text not null,
  -- What must be kept to; only with an approval under conditions.
  conditions text,
  -- The last day of an approval.
  valid_until date,
  -- What was decided about: data, recipients, retention, registers, automated decisions, risks; and its SHA-256.
  declaration jsonb not null,
  digest bytea not null,
  decided_at timestamptz not null,
  decided_by uuid not null,
  constraint decision_pk primary key (id),
  constraint decision_outcome check (outcome in ('approved', 'conditional', 'refused')),
  constraint decision_conditions check ((outcome = 'conditional') = (conditions is not null)),
  constraint decision_valid check ((outcome = 'refused') = (valid_until is null)),
  constraint decision_digest check (length(digest) = 32)
);
create index decision_of_service on governance.decision (service_id, id desc);
create trigger decision_append_only before update or delete on governance.decision
  for each row execute function kernel.refuse_change();
