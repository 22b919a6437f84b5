// A file of the bank comes in: kept as it is, once, and read by a job.
import { createHash } from 'node:crypto';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { storeFile } from '../../../kernel/files/store-file.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';

/** A day of a whole canton is far smaller. */
export const largestStatement = 20_000_000;

/**
 * @returns id of the statement
 * @throws Fault STATEMENT_KNOWN with its id for a file that has been brought before, also at the same moment
 */
export async function importStatement(
  app: App,
  actor: StaffActor,
  { name, bytes }: { name: string; bytes: Buffer },
): Promise<string> {
  const digest = createHash('sha256').update(bytes).digest();
  return transact(app, actor, async (tx) => {
    // Whom the entries concern is only known, and logged, when they are read and shown.
    tx.impersonal('show-nobody');
    await refuseKnown(tx, digest);
    const file = await storeFile(tx.db, app.clock, { name, type: 'application/xml', bytes });
    const made = await tx.db
      .insertInto('money.statement')
      .values({
        ...{ digest, name, file_id: file.id, uploaded_by: actor.id, uploaded_at: app.clock.now() },
        ...{ faults: JSON.stringify([]), entries: 0 },
      })
      .onConflict((conflict) => conflict.column('digest').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) {
      // Somebody else has brought it at the same moment.
      await refuseKnown(tx, digest);
      throw new Fault('CONFLICT');
    }
    await tx.emit({ type: 'statement.brought', subject: made.id, data: {} });
    return made.id;
  });
}

async function refuseKnown({ db }: Transaction, digest: Buffer): Promise<void> {
  const known = await db
    .selectFrom('money.statement')
    .select('id')
    .where('digest', '=', digest)
    .executeTakeFirst();
  if (known) throw new Fault('STATEMENT_KNOWN', { id: known.id });
}
