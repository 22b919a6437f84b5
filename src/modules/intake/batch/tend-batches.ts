// What happens to batches by themselves: those whose worker has died go on, and old ones are removed.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';
import { retentionOf } from '../retention.ts';
import { queueBatch } from './work-batch.ts';

/**
 * Queues the batches that nobody has worked on for a minute; a turn takes far less. A process that is killed leaves its job
 * locked for hours. At most a hundred at a time, those that wait longest first. One whose turn has only
 * not come yet keeps its place.
 */
export async function resumeBatches(app: App): Promise<void> {
  await transact(app, { kind: 'programme', task: 'intake.resume-batches' }, async (tx) => {
    const rows = await tx.db
      .selectFrom('intake.batch')
      .select('id')
      .where('finished_at', 'is', null)
      .where('worked_at', '<', sql<Date>`now() - interval '1 minute'`)
      .orderBy('worked_at')
      .limit(100)
      .execute();
    for (const { id } of rows) await queueBatch(tx, id);
  });
}

/** Removes batches with their results as retention.yaml says; the cases stay. */
export async function removeOldBatches(app: App): Promise<void> {
  const { keepDays } = retentionOf.of(app).batches;
  await app.db
    .deleteFrom('intake.batch')
    .where('finished_at', '<', new Date(app.clock.now().getTime() - keepDays * 86_400_000))
    .execute();
}
