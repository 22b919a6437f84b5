// A statement of somebody: in the queue of moderators, and not more of one person than they can look at.
import { sql } from 'kysely';
import type { App } from '../../../../kernel/app.ts';
import { Fault } from '../../../../kernel/errors.ts';
import { addContribution, sentBefore } from '../../actions/contribute.ts';
import type { Typed } from '../../pages/contribute-form.tsx';
import type { Participant } from '../../participant.ts';
import type { Process } from '../../process.ts';
import { asAuthor } from './as-author.ts';

/** Of one person at a time; who writes more waits until these have been looked at. So a robot with an account fills no queue. */
export const mostWaiting = 5;

/** @throws Fault PARTICIPATION_TOO_MANY, and those of `asAuthor` */
export async function proposeStatement(
  app: App,
  person: Participant,
  { id, process, text, typed }: { id?: string; process: Process; text: string; typed: Typed },
): Promise<void> {
  const statement = { ...(id !== undefined && { id }), process, act: 'statement', body: text };
  await asAuthor(app, person, { process, act: 'statement', ...typed }, async (tx, author) => {
    if (await sentBefore(tx, author, statement)) return;
    const { count } = await tx.db
      .selectFrom('participation.contribution')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('author_id', '=', author)
      .where('act', '=', 'statement')
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow();
    if (count >= mostWaiting) throw new Fault('PARTICIPATION_TOO_MANY');
    await addContribution(tx, author, { ...statement, language: typed.language });
  });
}
