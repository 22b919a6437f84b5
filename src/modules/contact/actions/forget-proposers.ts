// contact.forget: a year after a proposal nobody can say any more who has made it.
import { addDays } from '../../../engine/index.ts';
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'contact.forget' };
export const forgetDays = 365;

/** Values and decisions stay: they are the history of the directory. Addresses to which no mail could go end here, too. */
export async function forgetProposers(app: App): Promise<void> {
  const before = new Date(addDays(app.clock.today(), -forgetDays));
  await transact(app, programme, async (tx) => {
    tx.impersonal('expire');
    await tx.db
      .updateTable('contact.proposal')
      .set({ account_id: null, email: null })
      .where('at', '<', before)
      .where(({ or, eb }) => or([eb('account_id', 'is not', null), eb('email', 'is not', null)]))
      .execute();
  });
}
