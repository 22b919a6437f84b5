// mandates.end-for-deceased: death ends a mandate (OR article 35, paragraph 1); whoever is left is told.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { transact } from '../../../kernel/transaction.ts';
import { deceasedAmong, learnDeaths } from '../../data/index.ts';
import { registerIdsOf } from '../../identity/index.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'mandates.end-for-deceased' };
const batch = 500;

/**
 * Looks through all open mandates, some at a time. That one can't be used any more does not wait for this: the register is
 * asked whenever somebody acts.
 */
export async function endForDeceased(app: App): Promise<void> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await impersonal(app, 'find-rights', (db) =>
      db
        .selectFrom('mandates.mandate')
        .select(['id', 'giver_id', 'mandatary_id', 'offered_organisation'])
        .where('state', 'in', ['offered', 'accepted'])
        .where('id', '>', last)
        .orderBy('id')
        .limit(batch)
        .execute(),
    );
    const parties = rows.map((row) => ({
      id: row.id,
      // A company lives on when somebody who acts for it dies.
      accounts: [row.giver_id, ...(row.offered_organisation === null ? [row.mandatary_id] : [])].filter(
        (each) => each !== null,
      ),
    }));
    const registerIds = await registerIdsOf(
      app,
      parties.flatMap(({ accounts }) => accounts),
    );
    await learnDeaths(app, [...registerIds.values()]);
    const deceased = await deceasedAmong(app.db, [...registerIds.values()]);
    for (const { id, accounts } of parties) {
      const dead = accounts.filter((account) => deceased.has(registerIds.get(account) ?? ''));
      if (dead.length > 0) await endByDeath(app, id, dead);
    }
    if (rows.length < batch) return;
    last = rows.at(-1)?.id ?? last;
  }
}

async function endByDeath(app: App, id: string, deceased: readonly string[]): Promise<void> {
  await transact(app, programme, async (tx) => {
    const ended = await tx.db
      .updateTable('mandates.mandate')
      .set({ state: 'ended', end_reason: 'death', ended_at: app.clock.now() })
      .where('id', '=', id)
      .where('state', 'in', ['offered', 'accepted'])
      .returning('giver_id')
      .executeTakeFirst();
    if (!ended) return tx.recordAccess();
    await tx.recordAccess({
      kind: 'change',
      subject: ended.giver_id,
      fields: ['mandate'],
      purpose: 'mandate',
      legalBasis: 'Art. 35 OR (SR 220)',
    });
    await tx.emit({ type: 'mandate.ended', subject: id, data: { giver: ended.giver_id, deceased } });
  });
}
