// Logs for the person concerned that a clerk at the counter has looked at something of theirs.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';

/** @param persons account ids; each once */
export async function logService(
  app: App,
  clerk: StaffActor,
  persons: readonly string[],
  use: { fields: string[]; serviceId?: string; caseRef?: string },
): Promise<void> {
  const subjects = [...new Set(persons)];
  if (subjects.length === 0) return;
  await transact(app, clerk, async (tx) => {
    for (const subject of subjects)
      await tx.recordAccess({
        kind: 'read',
        subject,
        fields: use.fields,
        purpose: use.serviceId === undefined ? 'identify-at-counter' : `serve-at-counter|${use.serviceId}`,
        ...(use.caseRef === undefined ? {} : { caseRef: use.caseRef }),
      });
  });
}
