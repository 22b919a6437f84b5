-- Appeals: which case disputes the decision of which other one, until when that was possible, and how it ended.
create table cases.appeal (
  appeal_ref text not null constraint appeal_pk primary key constraint appeal_case references cases.matter (ref),
  -- Null: the number that the person has given is of no decision of theirs.
  decision_ref text constraint appeal_decision references cases.matter (ref),
  -- Last day; null: it runs from receipt by post, which nobody here knows.
  until date,
  suspends boolean not null,
  ended_at timestamptz,
  outcome text constraint appeal_outcome check (outcome in ('upheld', 'partly-upheld', 'dismissed', 'not-admitted', 'withdrawn')),
  constraint appeal_not_itself check (decision_ref <> appeal_ref),
  constraint appeal_ended check ((ended_at is null) = (outcome is null))
);
create index appeal_decision_ref on cases.appeal (decision_ref) where decision_ref is not null;
