// Jobs that a worker held when it was killed: graphile-worker leaves them alone for four hours, since it can't know that.
import type { ClientBase, Pool } from 'pg';

/** Only where no worker runs: they run again at once. Every job may run twice. */
export async function freeJobs(client: Pool | ClientBase): Promise<void> {
  for (const table of ['_private_jobs', '_private_job_queues'])
    await client.query(
      `update graphile_worker.${table} set locked_at = null, locked_by = null where locked_at is not null`,
    );
}
