// The list of forms that a clerk has begun names people. Each of them learns it once in half a day, not at every visit of the page.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { looksSince } from '../../../kernel/audit/looks-since.ts';
import { transact } from '../../../kernel/transaction.ts';

const purpose = 'counter-list';
/** A working day at the counter is shorter, the night between two is longer. */
const once = 12 * 60 * 60 * 1000;

/** @param persons account ids; each once */
export async function logCounterList(app: App, clerk: StaffActor, persons: readonly string[]): Promise<void> {
  const subjects = [...new Set(persons)];
  if (subjects.length === 0) return;
  await transact(app, clerk, async (tx) => {
    const since = new Date(app.clock.now().getTime() - once);
    const told = await looksSince(tx, { actorId: clerk.id, purpose, subjects, since });
    for (const subject of subjects.filter((each) => !told.has(each)))
      await tx.recordAccess({ kind: 'read', subject, fields: ['name'], purpose });
  });
}
