// Small public values that all processes show alike within two seconds: kept in one table, told by NOTIFY, asked for besides.
import { setTimeout as wait } from 'node:timers/promises';
import { Client, type Pool } from 'pg';
import { sql, type Transaction } from 'kysely';
import type { Clock } from '../clock.ts';
import type { DB } from '../db/tables.ts';

export interface LiveValues {
  /** As it was read last; undefined where it was never set. In memory, so it can be asked for with every page. */
  get(name: string): unknown;
  /** Another one whenever any value has changed: what was rendered before it is stale. */
  stamp(): string;
  /** Reads them now, e.g. before whoever has just changed one sees a page. Never fails. */
  refresh(): Promise<void>;
  stop(): Promise<void>;
}

interface Row {
  name: string;
  version: number;
  value: unknown;
}

export const liveChannel = 'live_value';
/** How the connection that listens is called in `pg_stat_activity`. */
export const liveConnection = 'drehscheibe-live';
const statement = 'select name, version, value from kernel.live_value';

/** NOTIFY tells at once. Where it is lost (a broken line, a pooler between), this is how long a change may stay unseen. */
const pulse = 700;
/** A connection that is silent for longer is given up: both together stay below two seconds. */
const patience = 900;
const beforeAgain = 200;
/** How long a change may stay unseen where the line broke without a word: what is awaited on the way, in milliseconds. */
export const longestUnseen = pulse + patience + beforeAgain;

/**
 * Reads all values, then listens on a connection of its own until stopped. It never ends the program: while the database
 * is away the values stay as they were, and it is asked again.
 * @param onLost told why, when it does not come back at once
 * @throws what the database says, when they can't be read the first time
 */
export async function startLiveValues(
  pool: Pool,
  databaseUrl: string,
  onLost: (reason: string) => void,
): Promise<LiveValues> {
  const known = new Map<string, Row>();
  let stamp = '';
  const take = (rows: readonly Row[]) => {
    // Two readings may overlap: the older one must not undo the newer.
    for (const row of rows) if (row.version > (known.get(row.name)?.version ?? -1)) known.set(row.name, row);
    stamp = [...known.values()].map(({ name, version }) => `${name} ${version}`).join();
  };
  const read = async () => take((await pool.query<Row>(statement)).rows);
  await read();
  const stopping = new AbortController();
  const listening = listen(databaseUrl, stopping.signal, take, onLost);
  return {
    get: (name) => known.get(name)?.value,
    stamp: () => stamp,
    // What was changed stays changed: where this fails, the connection that listens brings it a moment later.
    refresh: () => read().catch(() => undefined),
    async stop() {
      stopping.abort();
      await listening;
    },
  };
}

async function listen(
  url: string,
  stopping: AbortSignal,
  take: (rows: readonly Row[]) => void,
  onLost: (reason: string) => void,
): Promise<void> {
  let failed = 0;
  const heard = (rows: readonly Row[]) => {
    failed = 0;
    take(rows);
  };
  while (!stopping.aborted) {
    const client = new Client({
      connectionString: url,
      application_name: liveConnection,
      connectionTimeoutMillis: patience,
      query_timeout: patience,
    });
    try {
      await hear(client, stopping, heard);
    } catch (error) {
      // Once is a moment in which the machine was busy, or a connection that comes back at once.
      if (!stopping.aborted && ++failed === 2) onLost(error instanceof Error ? error.message : String(error));
    }
    await client.end().catch(() => undefined);
    // A database that is away must not be asked without a pause.
    await wait(beforeAgain, undefined, { signal: stopping, ref: false }).catch(() => undefined);
  }
}

/** Until the connection breaks or the program stops. */
async function hear(
  client: Client,
  stopping: AbortSignal,
  take: (rows: readonly Row[]) => void,
): Promise<void> {
  let wake = () => {};
  let told = false;
  const tell = () => {
    told = true;
    wake();
  };
  let broken: Error | undefined;
  client.on('error', (error) => {
    broken = error;
    tell();
  });
  client.on('notification', tell);
  stopping.addEventListener('abort', tell);
  try {
    await client.connect();
    // Listens before it reads: what changes in between is told.
    await client.query(`listen ${liveChannel}`);
    while (!stopping.aborted) {
      told = false;
      take((await client.query<Row>(statement)).rows);
      if (!told) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          // The beat at which it is asked for where nothing was heard.
          setTimeout(resolve, pulse).unref();
        });
      }
      if (broken) throw broken;
    }
  } finally {
    stopping.removeEventListener('abort', tell);
  }
}

/** Sets a value in a transaction; every process has it soon after the commit. Who sets the same value waits for its end. */
export async function setLiveValue(
  db: Transaction<DB>,
  clock: Clock,
  name: string,
  value: unknown,
): Promise<void> {
  await db
    .insertInto('kernel.live_value')
    .values({ name, version: 1, value: JSON.stringify(value), changed_at: clock.now() })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({
        version: sql<number>`live_value.version + 1`,
        value: JSON.stringify(value),
        changed_at: clock.now(),
      }),
    )
    .execute();
}
