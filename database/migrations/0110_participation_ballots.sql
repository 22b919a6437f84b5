-- Secret ballots: who was given the right to one, and beside it, with nothing that leads from one to the other, the ballots.
create table participation.ballot_issue (
  author_id uuid not null,
  process_id text not null,
  -- SHA-256 of what was signed blindly: the same question gets the same answer again. Null where the program voted for a
  -- browser without script. No time: the access log has one of its own where the register was asked.
  question bytea,
  constraint ballot_issue_pk primary key (author_id),
  constraint ballot_issue_author foreign key (author_id) references participation.author (id)
);

-- The box. Neither a time nor a number, and no foreign key, since its check would be paid for each ballot that is mixed.
-- Rows are written anew in the order of their pseudonyms as others come in, so that their places and the numbers of
-- their transactions do not tell when they came.
create table participation.ballot (
  process_id text not null,
  pseudonym text not null,
  prefix text not null,
  certificate text not null,
  vote text not null,
  signature text not null,
  constraint ballot_pk primary key (process_id, pseudonym)
);

-- Codes on paper: who has one takes part without an account.
create table participation.code (
  process_id text not null,
  -- Of the code, with the program's secret.
  code_hash bytea not null,
  -- The same as of the person's account where it was printed for an entry of the register; else made of the code.
  person_key bytea not null,
  constraint code_pk primary key (process_id, code_hash),
  constraint code_process foreign key (process_id) references participation.process (id)
);
