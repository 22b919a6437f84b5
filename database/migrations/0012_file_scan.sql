-- Files lie in parts of 256 KiB, so that none is ever whole in memory; and what virus scan and examination said of them.
create table kernel.file_part (
  file_id uuid not null constraint file_part_file references kernel.file on delete cascade,
  part integer not null,
  bytes bytea not null,
  constraint file_part_pk primary key (file_id, part)
);
-- Uploads and PDFs are compressed already.
alter table kernel.file_part alter column bytes set storage external;

insert into kernel.file_part (file_id, part, bytes)
select file.id, part, substring(file.bytes from part * 262144 + 1 for 262144)
from kernel.file, generate_series(0, greatest(file.size - 1, 0) / 262144) as part;

alter table kernel.file drop column bytes;
-- null: made by the program itself, not handed in by anyone.
alter table kernel.file add column scan text
  constraint file_scan_known check (scan in ('clean', 'unscanned', 'infected'));
-- Whether the content can act (scripts, programs, files inside); null: not examined.
alter table kernel.file add column active_content boolean;

update kernel.file set scan = 'unscanned'
where id in (select file_id from intake.upload union select file_id from cases.evidence)
  and id not in (select file_id from intake.upload where owner_id = '00000000-0000-0000-0000-000000000000');

create index file_unscanned on kernel.file (created_at) where scan = 'unscanned';
