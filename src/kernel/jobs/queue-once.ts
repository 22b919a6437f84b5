// Queues a job outside of a transaction, e.g. when the program starts: what takes long must not keep it from serving.
import { sql } from 'kysely';
import type { App } from '../app.ts';

/** The task is its own key: while it waits, other processes and starts add none. As many tries as all jobs have. */
export async function queueOnce({ db }: Pick<App, 'db'>, task: string): Promise<void> {
  await sql`select graphile_worker.add_job(${task}, job_key := ${task}, max_attempts := 12)`.execute(db);
}
