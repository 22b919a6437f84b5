-- A package counts as fetched when the archive says that it has it whole, not when its download begins.
alter table archive.ending
  -- SHA-256 of the package that was made last.
  add column package_digest bytea,
  add column received_at timestamptz,
  -- Files of the case that the package leaves out, because the virus scanner found something in them.
  add column infected integer not null default 0;
update archive.ending set received_at = packed_at where state = 'taken';
-- Nobody knows whether what was only begun has arrived: it is fetched again.
update archive.ending set packed_at = null where state = 'offered';
alter table archive.ending drop constraint ending_taken_packed;
alter table archive.ending add constraint ending_taken_received check (state <> 'taken' or received_at is not null);

-- Lines without any keep their hash.
alter table archive.deletion add column infected integer not null default 0;
