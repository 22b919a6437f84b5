// Revokes at the counter what somebody has given who does not go online: all that is open between two people, whichever of
// their accounts or addresses it was given with.
import { sql } from 'kysely';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';
import { allAccountsOfResident } from '../../identity/index.ts';
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
    await residentOf(tx, found.giver, wanted.language);
    await residentOf(tx, found.mandatary, wanted.language);
    const givers = await allAccountsOfResident(tx, found.giver.registerId);
    const mandataries = await allAccountsOfResident(tx, found.mandatary.registerId);
    const emails = [found.mandatary, ...mandataries].flatMap(({ email }) => email?.toLowerCase() ?? []);
    const revoked = await tx.db
      .updateTable('mandates.mandate')
      .set({ state: 'revoked', ended_at: app.clock.now() })
      .where(
        'giver_id',
        'in',
        givers.map(({ id }) => id),
      )
      .where('state', 'in', ['offered', 'accepted'])
      .where((is) =>
        is.or([
          is(
            'mandatary_id',
            'in',
            mandataries.map(({ id }) => id),
          ),
          // An offer that nobody has taken yet belongs to whoever has its address.
          is.and([is('mandatary_id', 'is', null), is(sql`lower(offered_email)`, '=', sql`any(${emails})`)]),
        ]),
      )
      .returning(['id', 'giver_id'])
      .execute();
    for (const giver of new Set(revoked.map((each) => each.giver_id)))
      await tx.recordAccess({ kind: 'change', subject: giver, fields: ['mandate'], purpose: 'mandate' });
    for (const { id, giver_id: giver } of revoked)
      await tx.emit({ type: 'mandate.revoked', subject: id, data: { giver, by: clerk.id } });
    return revoked.length;
  });
}
