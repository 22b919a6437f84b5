// What became of a contribution: taken up, partly, or not, with a reason and where it can be seen. The author is told.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import type { Fate } from '../moderation-rules.ts';
import { recordFor } from './moderate-contribution.ts';

export interface DecidedFate {
  fate: Fate;
  reason: string;
  /** Empty, a path of this site, or an https address. */
  link: string;
  /** In which words it was taken up; of acts that are words for a text. */
  wording?: string | undefined;
}

/** Decided anew it replaces what was said before. @throws Fault NOT_FOUND for what is not published */
export async function decideFate(
  app: App,
  actor: StaffActor,
  id: string,
  { fate, reason, link, wording }: DecidedFate,
): Promise<void> {
  await transact(app, actor, async (tx) => {
    const row = await tx.db
      .selectFrom('participation.contribution as c')
      .leftJoin('participation.participant as participant', 'participant.author_id', 'c.author_id')
      .select(['c.process_id as process', 'participant.account_id as account'])
      .where('c.id', '=', id)
      .where('c.state', '=', 'published')
      .where('c.listed', '=', true)
      .executeTakeFirst();
    if (!row) throw new Fault('NOT_FOUND');
    const said = {
      ...{ fate, reason, link, unit: actor.unit, decided_at: app.clock.now() },
      wording: fate === 'not' ? null : (wording ?? null),
      // What is refused after all stands in no version.
      ...(fate === 'not' ? { version: null } : {}),
    };
    await tx.db
      .insertInto('participation.fate')
      .values({ contribution_id: id, process_id: row.process, ...said })
      .onConflict((conflict) => conflict.column('contribution_id').doUpdateSet(said))
      .execute();
    await recordFor(tx, row.account);
    await tx.emit({ type: 'contribution.answered', subject: id, data: { process: row.process, fate } });
  });
}
