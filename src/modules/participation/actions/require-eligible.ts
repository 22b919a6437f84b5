// Asks the register whether somebody may take part. What was read is in the log, whatever becomes of it: they may not, or come too late.
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import type { Participant } from '../participant.ts';
import type { Process } from '../process.ts';
import { askEligible, type Eligibility } from '../queries/eligibility.ts';

/**
 * Outside of any transaction; the entry has one of its own, so that none that is rolled back takes it along.
 * @throws Fault PARTICIPATION_NOT_ELIGIBLE, REGISTER_SILENT
 */
export async function requireEligible(
  app: App,
  who: Participant,
  process: Process,
): Promise<Eligibility['groups']> {
  // Of codes this was asked before they were printed.
  if (who.kind === 'code') return {};
  const { read, groups, fits } = await askEligible(app, who, process);
  if (read.length > 0)
    await transact(app, who, async (tx) => {
      tx.ownData();
      await tx.recordAccess({ kind: 'read', subject: who.id, fields: read, purpose: 'participation' });
    });
  if (!fits) throw new Fault('PARTICIPATION_NOT_ELIGIBLE');
  return groups;
}
