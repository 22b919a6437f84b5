// Somebody contributes: within the phase that takes it, as a person who may, and not more than a person writes.
import { sql } from 'kysely';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { takesAt } from '../phases.ts';
import type { Process } from '../process.ts';
import { askEligible } from '../queries/eligibility.ts';
import { identityOf, joinProcess } from './join-process.ts';

/** Of one person in one process within an hour. */
const mostPerHour = 30;

export interface WantedContribution {
  process: Process;
  /** One that the kind has and the phase takes. */
  act: string;
  anchor?: string;
  title?: string;
  body?: string;
  /** What only this act has; checked by its kind. */
  data?: Record<string, unknown>;
  /** That it is written in. */
  language: Language;
  /** Whether the name of the account shall be shown; else a pseudonym is. Counts at the first time in a process. */
  named: boolean;
}

/**
 * @returns id of the contribution
 * @throws Fault PARTICIPATION_CLOSED, PARTICIPATION_DONE, PARTICIPATION_NOT_ELIGIBLE, PARTICIPATION_TOO_MANY, REGISTER_SILENT
 */
export async function contribute(app: App, person: PersonActor, wanted: WantedContribution): Promise<string> {
  const { process, named } = wanted;
  // Before the register is asked: most who come too late are told without.
  if (!takesAt(process.phases, wanted.act, app.clock.today())) throw new Fault('PARTICIPATION_CLOSED');
  const eligible = await askEligible(app, person, process);
  return transact(app, person, async (tx) => {
    tx.ownData();
    if (eligible.read.length > 0)
      await tx.recordAccess({
        kind: 'read',
        subject: person.id,
        fields: eligible.read,
        purpose: 'participation',
      });
    const author = await joinProcess(tx, process, {
      identity: identityOf(person),
      account: person.id,
      language: wanted.language,
      name: named ? person.name : undefined,
      groups: eligible.groups,
    });
    return addContribution(tx, author, wanted);
  });
}

/**
 * Adds a contribution of an author who holds the lock of `joinProcess`. The phase is asked here, at the last moment: what
 * waited for the lock over midnight comes too late.
 */
export async function addContribution(
  tx: Transaction,
  author: string,
  wanted: Omit<WantedContribution, 'named'>,
): Promise<string> {
  const { process, act, anchor = '', title = '', body = '', data = {}, language } = wanted;
  const rule = process.acts[act];
  if (!rule || !takesAt(process.phases, act, tx.app.clock.today())) throw new Fault('PARTICIPATION_CLOSED');
  await refuseFlood(tx, author);
  const state = process.moderation === 'before' && !rule.unlisted ? 'waiting' : 'published';
  const { id } = await tx.db
    .insertInto('participation.contribution')
    .values({
      process_id: process.id,
      author_id: author,
      ...{ act, anchor, title, body, language, state },
      data: JSON.stringify(data),
      at: tx.app.clock.now(),
      listed: !rule.unlisted,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (rule.once) await claimOnce(tx, { process: process.id, act, anchor, author, id });
  await tx.emit({ type: 'contribution.made', subject: id, data: { process: process.id, act } });
  if (state === 'published') await countContribution(tx, { process: process.id, act, anchor }, 1);
  return id;
}

async function refuseFlood(tx: Transaction, author: string): Promise<void> {
  const since = new Date(tx.app.clock.now().getTime() - 3_600_000);
  const { count } = await tx.db
    .selectFrom('participation.contribution')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('author_id', '=', author)
    .where('at', '>', since)
    .executeTakeFirstOrThrow();
  if (Number(count) >= mostPerHour) throw new Fault('PARTICIPATION_TOO_MANY');
}

/** @throws Fault PARTICIPATION_DONE */
async function claimOnce(
  tx: Transaction,
  once: { process: string; act: string; anchor: string; author: string; id: string },
): Promise<void> {
  const claimed = await tx.db
    .insertInto('participation.act_once')
    .values({
      process_id: once.process,
      act: once.act,
      anchor: once.anchor,
      author_id: once.author,
      contribution_id: once.id,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('author_id')
    .executeTakeFirst();
  if (!claimed) throw new Fault('PARTICIPATION_DONE');
}

/** The last statement before the end, since everybody who contributes to the same waits for it. */
export async function countContribution(
  tx: Transaction,
  { process, act, anchor }: { process: string; act: string; anchor: string },
  by: 1 | -1,
): Promise<void> {
  await tx.db
    .insertInto('participation.tally')
    .values({ process_id: process, act, anchor, count: by })
    .onConflict((conflict) =>
      conflict
        .columns(['process_id', 'act', 'anchor'])
        .doUpdateSet({ count: sql`participation.tally.count + ${by}` }),
    )
    .execute();
}
