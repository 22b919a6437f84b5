-- Small public values that every process holds in memory, e.g. the emergency banner.
create table kernel.live_value (
  name text not null,
  -- Grows with each change, so that an older reading never undoes a newer one.
  version bigint not null,
  value jsonb not null,
  changed_at timestamptz not null,
  constraint live_value_pk primary key (name)
);

-- In the table and not in the program: whoever changes a value, all processes hear of it when it is committed.
create function kernel.tell_live_value() returns trigger language plpgsql as $$
begin
  perform pg_notify('live_value', new.name);
  return new;
end
$$;
create trigger live_value_told after insert or update on kernel.live_value
  for each row execute function kernel.tell_live_value();
