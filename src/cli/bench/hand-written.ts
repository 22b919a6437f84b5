// The limit of submissions: the rows that one submission left, written again by plain SQL in one transaction.
import { Client } from 'pg';
import { modules } from '../../modules.ts';

/** One statement of the transaction; `CASE` and `KEY` stand where each transaction needs values of its own. */
interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

const caseMark = Symbol('reference of the case');
const keyMark = Symbol('idempotency key');

/** What a submission writes to; the first column names the case, except where all rows of the transaction are meant. */
const tables = [
  'intake.submission',
  'cases.matter',
  'cases.clock',
  'cases.history_entry',
  'cases.evidence',
  'cases.document',
  'kernel.access_entry',
  'kernel.event',
];

/** The jobs that events queue: they are worked off too soon to be read from the database. */
function jobsOf(events: { type: string; subject: string; data: unknown }[]): Statement[] {
  return events.flatMap(({ type, data }) =>
    modules
      .flatMap((module) => module.subscribes ?? [])
      .filter((each) => each.event === type)
      .map(({ task }) => ({
        name: `job-${task}`,
        text: `select graphile_worker.add_job($1, payload := json_build_object('type', $2::text, 'subject', $3::text, 'data', $4::json), max_attempts := 12)`,
        values: [task, type, caseMark, JSON.stringify(data)],
      })),
  );
}

/**
 * Reads all rows that the transaction of a submission left, as statements that write them again.
 * @param url the program's database
 */
export async function rowsOf(url: string, ref: string, key: string): Promise<Statement[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const statements: Statement[] = [];
    const events: { type: string; subject: string; data: unknown }[] = [];
    for (const table of tables) {
      const [schema, relation] = table.split('.');
      const { rows: columns } = await client.query<{ name: string; json: boolean }>(
        `select column_name as name, data_type = 'jsonb' as json from information_schema.columns
         where table_schema = $1 and table_name = $2 and is_identity = 'NO'`,
        [schema, relation],
      );
      // Rows of one transaction carry its number, also those that do not name the case (prefilled values).
      const { rows } = await client.query<Record<string, unknown>>(
        `select * from ${table} where xmin = (select xmin from cases.matter where ref = $1)`,
        [ref],
      );
      for (const row of rows) {
        if (table === 'kernel.event') events.push(row as (typeof events)[number]);
        statements.push({
          name: `${table}-${statements.length}`,
          text: `insert into ${table} (${columns.map((each) => each.name).join(', ')})
            values (${columns.map((_, index) => `$${index + 1}`).join(', ')})`,
          values: columns.map(({ name, json }) => {
            const value = row[name];
            if (value === ref) return caseMark;
            if (value === key) return keyMark;
            return json && value !== null ? JSON.stringify(value) : value;
          }),
        });
      }
    }
    return [...statements, ...jobsOf(events)];
  } finally {
    await client.end();
  }
}

export interface HandWritten {
  /** One transaction, committed. */
  write(): Promise<void>;
  close(): Promise<void>;
}

let written = 0;

/** A connection with prepared statements. */
export async function handWritten(url: string, statements: readonly Statement[]): Promise<HandWritten> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return {
    async write() {
      written += 1;
      const ref = `B-${process.pid}-${written}`;
      await client.query('begin');
      for (const { name, text, values } of statements) {
        await client.query({
          name,
          text,
          values: values.map((value) =>
            value === caseMark ? ref : value === keyMark ? `key-${ref}` : value,
          ),
        });
      }
      await client.query('commit');
    },
    close: () => client.end(),
  };
}
