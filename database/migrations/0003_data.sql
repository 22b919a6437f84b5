-- Registers of the demonstration: what the canton knows about residents and companies, so that it does not ask.
create schema data;

create table data.resident (
  id text not null constraint resident_pk primary key,
  first_name text not null,
  last_name text not null,
  birth_date date not null,
  ahv text not null constraint resident_ahv_once unique,
  nationality text not null,
  municipality text not null,
  street text not null,
  house_number text not null,
  postal_code text not null,
  town text not null,
  email text,
  phone text,
  as_of date not null
);

create table data.company (
  id text not null constraint company_pk primary key,
  uid text not null constraint company_uid_once unique,
  name text not null,
  street text not null,
  house_number text not null,
  postal_code text not null,
  town text not null,
  as_of date not null
);
