-- Appointments: which slot of which offer belongs to which case. What is offered is the canton's data, not a table.
create schema appointments;

create table appointments.booking (
  id uuid not null default gen_random_uuid() constraint booking_pk primary key,
  offer text not null,
  starts_at timestamptz not null,
  -- 1 up to the capacity of the offer. Two bookings never have the same place: what the lock is for, the database holds, too.
  place smallint not null constraint booking_place check (place >= 1),
  case_ref text not null,
  -- The field that was answered with it.
  pointer text not null,
  booked_at timestamptz not null,
  constraint booking_place_once unique (offer, starts_at, place),
  constraint booking_field_once unique (case_ref, pointer)
);
create index booking_past on appointments.booking (starts_at);
