-- Registers are asked where they are kept; the program's own copy of their entries goes.
drop table data.resident;
drop table data.company;

-- Of whom the register has said that they have died: what rests on their being alive ends in the transaction that reads this.
create table data.deceased (
  register_id text not null constraint deceased_pk primary key,
  died_on date not null,
  learned_at timestamptz not null
);

-- Registers that gave no answer when the draft asked them: what they may know is asked, and counts as stated.
alter table intake.draft add column silent text[] not null default '{}';
