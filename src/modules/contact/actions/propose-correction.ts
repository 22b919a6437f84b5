// Somebody proposes other values for what the directory says; without an account, too.
import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import type { FoundThing } from '../correctable.ts';
import '../errors.ts';

/** Of one thing that wait for staff at the same time: more say nothing new, and nobody drowns. */
const mostWaiting = 50;

export interface ProposedCorrection {
  /** uuid, made with the form: sent twice it makes one proposal. */
  id: string;
  found: FoundThing;
  values: readonly { field: string; old: string; value: string }[];
  reason: string;
  email: string | undefined;
  language: Language;
}

/** @throws Fault PROPOSAL_TOO_MANY, SENT_BEFORE for the same form with something else in it */
export async function proposeCorrection(app: App, actor: Actor, wanted: ProposedCorrection): Promise<void> {
  const { id, found, values } = wanted;
  const { correctable, thing } = found;
  await transact(app, actor, async (tx) => {
    tx.ownData();
    const before = await tx.db
      .selectFrom('contact.proposed_value')
      .select(['field', 'new_value as value'])
      .where('proposal_id', '=', id)
      .orderBy('field')
      .execute();
    if (before.length > 0) {
      const same = values
        .map(({ field, value }) => ({ field, value }))
        .sort((a, b) => (a.field < b.field ? -1 : 1));
      if (isDeepStrictEqual(before, same)) return;
      throw new Fault('SENT_BEFORE');
    }
    const { count } = await tx.db
      .selectFrom('contact.proposal')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('unit', '=', thing.unit)
      .where('open_values', '>', 0)
      .where('kind', '=', correctable.kind)
      .where('subject', '=', found.id)
      .executeTakeFirstOrThrow();
    if (Number(count) >= mostWaiting) throw new Fault('PROPOSAL_TOO_MANY');
    const made = await tx.db
      .insertInto('contact.proposal')
      .values({
        id,
        kind: correctable.kind,
        subject: found.id,
        unit: thing.unit,
        reason: wanted.reason,
        language: wanted.language,
        email: wanted.email ?? null,
        account_id: actor.kind === 'person' ? actor.id : null,
        at: app.clock.now(),
        open_values: values.length,
      })
      // Two clicks at the same moment: the first makes it, the second finds it.
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) return;
    await tx.db
      .insertInto('contact.proposed_value')
      .values(
        values.map(({ field, old, value }) => ({
          proposal_id: id,
          field,
          old_value: old,
          new_value: value,
          state: 'open',
        })),
      )
      .execute();
    await tx.emit({ type: 'proposal.made', subject: id, data: { kind: correctable.kind, of: found.id } });
  });
}
