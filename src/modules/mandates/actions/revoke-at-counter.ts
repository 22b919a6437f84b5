// Revokes at the counter what somebody has given who does not go online: all open mandates between two people.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';
import { livingParties, residentOf } from './resident-of.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';

/**
 * @param wanted AHV numbers of both, normalised
 * @returns how many were revoked
 * @throws Fault RESIDENT_UNKNOWN with `params.who`, REGISTER_SILENT
 */
export async function revokeAtCounter(
  app: App,
  clerk: StaffActor,
  wanted: { giver: string; mandatary: string; language: Language },
): Promise<number> {
  const found = await livingParties(app, clerk, wanted);
  return transact(app, clerk, async (tx) => {
    const giver = await residentOf(tx, found.giver, wanted.language);
    const mandatary = await residentOf(tx, found.mandatary, wanted.language);
    const revoked = await tx.db
      .updateTable('mandates.mandate')
      .set({ state: 'revoked', ended_at: app.clock.now() })
      .where('giver_id', '=', giver.id)
      .where('mandatary_id', '=', mandatary.id)
      .where('state', 'in', ['offered', 'accepted'])
      .returning('id')
      .execute();
    if (revoked.length === 0) return 0;
    await tx.recordAccess({ kind: 'change', subject: giver.id, fields: ['mandate'], purpose: 'mandate' });
    for (const { id } of revoked)
      await tx.emit({ type: 'mandate.revoked', subject: id, data: { giver: giver.id, by: clerk.id } });
    return revoked.length;
  });
}
