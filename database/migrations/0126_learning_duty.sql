-- Mandatory training: by when each member of staff must have done a course, again and again; and how far each unit is.
create table learning.duty (
  staff_id uuid not null,
  course text not null,
  unit text not null,
  -- The last day on which it is in time.
  due_on date not null,
  completed_at timestamptz,
  -- The run of the job that has last seen that it is asked of them.
  seen_at timestamptz not null,
  constraint duty_pk primary key (staff_id, course)
);
create index duty_due on learning.duty (due_on, staff_id, course);
create index duty_of_unit on learning.duty (unit, course, due_on, staff_id);
create index duty_seen on learning.duty (seen_at);

-- Counted when something changes and every night, not with each look.
create table learning.progress (
  unit text not null,
  course text not null,
  must integer not null,
  done integer not null,
  soon integer not null,
  late integer not null,
  at timestamptz not null,
  constraint progress_pk primary key (unit, course)
);
