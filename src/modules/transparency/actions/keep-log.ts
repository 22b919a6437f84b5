// The job that keeps the log: asks the witness, appends what is new, asks again. One at a time, however many processes run it.
import type { PoolClient } from 'pg';
import type { App } from '../../../kernel/app.ts';
import { appendEntries } from './append-entries.ts';
import { askWitness } from './ask-witness.ts';

/** Any number will do as long as all processes ask for the same. */
const keeperLock = 7203406;

/**
 * Runs `work` unless another process does so this moment. The lock belongs to a connection of its own, so that it ends with
 * a process that is killed, and no transaction stays open while a witness is asked.
 * @returns undefined when another holds the lock
 */
export async function asKeeper<Result>(app: App, work: () => Promise<Result>): Promise<Result | undefined> {
  const client = await app.pool.connect();
  try {
    if (!(await locked(client))) return undefined;
    try {
      return await work();
    } finally {
      await client.query('select pg_advisory_unlock($1)', [keeperLock]);
    }
  } finally {
    client.release();
  }
}

async function locked(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
    keeperLock,
  ]);
  return rows[0]?.locked === true;
}

/** A log that the witness refuses stands still: going on would only make the fork longer. Entries wait, none is lost. */
export async function keepLog(app: App): Promise<void> {
  await asKeeper(app, async () => {
    const state = await askWitness(app);
    if (state === 'rewound' || state === 'forked') return;
    const appended = await appendEntries(app);
    if (appended === undefined)
      app.log.warn(
        'The transparency log waits for a transaction that writes to the access log and does not end',
      );
    if (appended) await askWitness(app);
  });
}
