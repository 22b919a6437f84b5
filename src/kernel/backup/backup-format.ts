// The backup file: gzip around what pg_dump would write for data alone, with a head and an end that say whether it is whole.
import type { ClientBase } from 'pg';

/** Raise it when a file can no longer be read as the one before. */
export const backupFormat = 1;

/** The first line says what it is, the second what one must know before reading on. */
export const firstLine = `-- Drehscheibe backup ${backupFormat}`;

export interface BackupHead {
  release: string;
  /** ISO instant of the snapshot. */
  at: string;
  postgresql: string;
  /** The schema that the rows fit: applied migrations in their order, with their checksums. */
  migrations: { file: string; checksum: string }[];
  /** Revision of graphile-worker's own tables. */
  queue: number;
}

/** The last line: a file without it was cut off. */
export interface BackupEnd {
  tables: number;
  rows: number;
}

export const headLine = (head: BackupHead) => `-- head ${JSON.stringify(head)}`;
export const endLine = (end: BackupEnd) => `-- end ${JSON.stringify(end)}`;

/** Values are written and read as these settings have it, whatever the server's are. */
export const settings = `set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC';
set extra_float_digits = 1; set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0`;

export async function readSchemaOf(client: ClientBase): Promise<Pick<BackupHead, 'migrations' | 'queue'>> {
  const { rows: migrations } = await client.query<{ file: string; checksum: string }>(
    'select file, checksum from migration.applied order by file',
  );
  const { rows } = await client.query<{ queue: number }>(
    'select max(id)::int as queue from graphile_worker.migrations',
  );
  return { migrations, queue: rows[0]?.queue ?? 0 };
}

export interface BackupTable {
  /** Quoted, with its schema: `"cases"."matter"`. */
  name: string;
  /** Quoted, separated by commas; computed ones are left out. */
  columns: string;
}

/** Every table but those that migrations keep for themselves; a partitioned one stands for its partitions. */
export async function tablesOf(client: ClientBase): Promise<BackupTable[]> {
  const { rows } = await client.query<BackupTable>(
    `select format('"%s"."%s"', n.nspname, c.relname) as name,
       string_agg(format('"%s"', a.attname), ', ' order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
       and a.attgenerated = '' and n.nspname not in ('migration', 'information_schema') and n.nspname not like 'pg\\_%'
       and (n.nspname, c.relname) <> ('graphile_worker', 'migrations')
       and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     group by n.nspname, c.relname order by n.nspname collate "C", c.relname collate "C"`,
  );
  return rows;
}

/** Sequences that have given a number: quoted name and the last number. */
export async function sequencesOf(client: ClientBase): Promise<{ name: string; last: string }[]> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `select format('"%s"."%s"', schemaname, sequencename) as name, last_value::text as last
     from pg_sequences where last_value is not null order by 1`,
  );
  return rows;
}
