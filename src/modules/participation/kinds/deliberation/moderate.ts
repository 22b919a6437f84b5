// Moderators look at statements before others vote on them: whose they are is logged for these people, and shown to nobody.
import type { StaffActor } from '../../../../kernel/actor.ts';
import type { App } from '../../../../kernel/app.ts';
import { Fault } from '../../../../kernel/errors.ts';
import { transact } from '../../../../kernel/transaction.ts';
import { countContribution } from '../../actions/contribute.ts';
import type { Process } from '../../process.ts';
import { queueMap } from './cast-vote.ts';

export interface WaitingStatement {
  id: string;
  text: string;
  language: string;
  at: Date;
}

/** On a page: what a person reads with care at one time. */
const mostShown = 20;

/** The oldest first. */
export async function waitingStatements(
  app: App,
  staff: StaffActor,
  process: Process,
): Promise<WaitingStatement[]> {
  return transact(app, staff, async (tx) => {
    const rows = await tx.db
      .selectFrom('participation.contribution as c')
      .leftJoin('participation.participant as participant', 'participant.author_id', 'c.author_id')
      .select(['c.id', 'c.body as text', 'c.language', 'c.at', 'participant.account_id as account'])
      .where('c.process_id', '=', process.id)
      .where('c.act', '=', 'statement')
      .where('c.state', '=', 'waiting')
      .orderBy('c.at')
      .orderBy('c.id')
      .limit(mostShown)
      .execute();
    const accounts = new Set(rows.flatMap(({ account }) => account ?? []));
    await tx.recordAccess(
      ...[...accounts].map((subject) => ({
        kind: 'read' as const,
        subject,
        fields: ['contribution'],
        purpose: 'participation',
      })),
    );
    return rows.map(({ id, text, language, at }) => ({ id, text, language, at }));
  });
}

/**
 * Publishes a statement or keeps it out. What somebody else has decided meanwhile stays so.
 * @throws Fault NOT_FOUND
 */
export async function decideStatement(
  app: App,
  staff: StaffActor,
  { process, id, publish }: { process: Process; id: string; publish: boolean },
): Promise<void> {
  await transact(app, staff, async (tx) => {
    const changed = await tx.db
      .updateTable('participation.contribution')
      .set({ state: publish ? 'published' : 'hidden' })
      .where('id', '=', id)
      .where('process_id', '=', process.id)
      .where('act', '=', 'statement')
      .where('state', '=', 'waiting')
      .returning('author_id')
      .executeTakeFirst();
    if (!changed) throw new Fault('NOT_FOUND');
    const participant = await tx.db
      .selectFrom('participation.participant')
      .select('account_id')
      .where('author_id', '=', changed.author_id)
      .executeTakeFirst();
    await tx.recordAccess(
      ...(participant?.account_id
        ? [
            {
              kind: 'change' as const,
              subject: participant.account_id,
              fields: ['contribution'],
              purpose: 'participation',
            },
          ]
        : []),
    );
    await tx.emit({
      type: 'statement.decided',
      subject: id,
      data: { process: process.id, published: publish },
    });
    if (!publish) return;
    await queueMap(tx, process.id);
    await countContribution(tx, { process: process.id, act: 'statement', anchor: '' }, 1);
  });
}
