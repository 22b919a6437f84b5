// The connection to PostgreSQL: one pool per process, typed by Kysely.
import { Kysely, PostgresDialect } from 'kysely';
import { Pool, types } from 'pg';
import { guardPool } from './guard-personal.ts';
import type { DB } from './tables.ts';

// Civil days stay text (`YYYY-MM-DD`): a Date would shift them with the time zone of the machine.
types.setTypeParser(types.builtins.DATE, (value) => value);
// Counts fit into JavaScript's exact integers; bigint columns are sequence numbers of at most 2^53.
types.setTypeParser(types.builtins.INT8, Number);

export type Database = Kysely<DB>;

export interface Connection {
  db: Database;
  pool: Pool;
  close(): Promise<void>;
}

/**
 * Opens a pool.
 * @param url PostgreSQL connection string
 * @param size connections at most
 * @param onLost told why a connection broke (database restarted, network gone), sometimes twice; the next query opens another
 * @param personal tables with personal data, e.g. `cases.matter`: statements against them are refused where nobody answers
 */
export function connect(
  url: string,
  size = 10,
  onLost: (reason: string) => void = () => undefined,
  personal: readonly string[] = [],
): Connection {
  const pool = new Pool({
    connectionString: url,
    max: size,
    application_name: 'drehscheibe',
    // A client that waits for ever hides an overload; 503 tells it.
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
  });
  // Without listeners a broken connection would end the process. The pool repeats what its idle clients say.
  pool.on('error', () => undefined);
  // The words alone: the error carries the connection with its password.
  pool.on('connect', (client) =>
    client.on('error', (error) => {
      if (!pool.ending) onLost(error.message);
    }),
  );
  guardPool(pool, personal);
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  // Not by Kysely, which leaves a pool open that it has not used itself.
  return { db, pool, close: () => pool.end() };
}
