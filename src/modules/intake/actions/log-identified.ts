// Logs for the person concerned that a clerk at the counter has seen from a paper form who they are.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';

/** @param persons account ids */
export async function logIdentified(app: App, clerk: StaffActor, persons: readonly string[]): Promise<void> {
  if (persons.length === 0) return;
  await transact(app, clerk, (tx) =>
    tx.recordAccess(
      ...persons.map((subject) => ({
        kind: 'read' as const,
        subject,
        fields: ['name'],
        purpose: 'identify-at-counter',
      })),
    ),
  );
}
