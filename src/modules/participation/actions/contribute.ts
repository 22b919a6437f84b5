// Somebody contributes: within the phase that takes it, as a person who may, and not more than a person writes.
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { takesAt } from '../phases.ts';
import type { Process } from '../process.ts';
import { actorOf, type Participant } from '../participant.ts';
import { joinProcess, joiningOf } from './join-process.ts';
import { requireEligible } from './require-eligible.ts';

/** Of one person in one process within an hour. */
const mostPerHour = 30;

export interface WantedContribution {
  /** uuid, made with the form: the same one with the same content contributes once. */
  id?: string;
  process: Process;
  /** One that the kind has and the phase takes. */
  act: string;
  anchor?: string;
  title?: string;
  body?: string;
  /** What only this act has; checked by its kind. */
  data?: Record<string, unknown>;
  /** Kept with `data`; that of the first time stays where the same is sent again. */
  receipt?: string;
  /** That it is written in. */
  language: Language;
  /** Whether the name of the account shall be shown; else a pseudonym is. Counts at the first time in a process. */
  named: boolean;
}

/**
 * @returns id of the contribution
 * @throws Fault PARTICIPATION_CLOSED, PARTICIPATION_DONE, PARTICIPATION_NOT_ELIGIBLE, PARTICIPATION_TOO_MANY, REGISTER_SILENT
 */
export async function contribute(app: App, who: Participant, wanted: WantedContribution): Promise<string> {
  const { process } = wanted;
  // Before the register is asked: most who come too late are told without.
  if (!takesAt(process.phases, wanted.act, app.clock.today())) throw new Fault('PARTICIPATION_CLOSED');
  const groups = await requireEligible(app, who, process);
  return transact(app, actorOf(who), async (tx) => {
    tx.ownData();
    const author = await joinProcess(tx, process, { ...joiningOf(app, process, who, wanted), groups });
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
  /** One of several that are made at once, e.g. the texts of a statement: they count as what one person writes in no hour. */
  { oneOfMany = false } = {},
): Promise<string> {
  const { process, act, anchor = '', title = '', body = '', data = {}, receipt, language } = wanted;
  const rule = process.acts[act];
  if (!rule || !takesAt(process.phases, act, tx.app.clock.today())) throw new Fault('PARTICIPATION_CLOSED');
  const before = await sentBefore(tx, author, wanted);
  if (before) return before;
  if (!oneOfMany) await refuseFlood(tx, author);
  const state = process.moderation === 'before' && !rule.unlisted ? 'waiting' : 'published';
  const id = wanted.id !== undefined && (await isFree(tx, wanted.id)) ? wanted.id : randomUUID();
  await tx.db
    .insertInto('participation.contribution')
    .values({
      id,
      process_id: process.id,
      author_id: author,
      ...{ act, anchor, title, body, language, state },
      data: JSON.stringify({ ...data, receipt }),
      at: tx.app.clock.now(),
      listed: !rule.unlisted,
    })
    .execute();
  if (rule.once) await claimOnce(tx, { process: process.id, act, anchor, author, id });
  await tx.emit({ type: 'contribution.made', subject: id, data: { process: process.id, act } });
  if (state === 'published') await countContribution(tx, { process: process.id, act, anchor }, 1);
  return id;
}

/**
 * Of an author who holds the lock of `joinProcess`: the second of two clicks finds what the first one made. Another text with
 * an id that was sent before (somebody went back to the form) is another contribution.
 */
export async function sentBefore(
  tx: Transaction,
  author: string,
  { id, act, anchor = '', title = '', body = '', data = {} }: Omit<WantedContribution, 'named' | 'language'>,
): Promise<string | undefined> {
  if (id === undefined) return undefined;
  const found = await tx.db
    .selectFrom('participation.contribution')
    .select(['act', 'anchor', 'title', 'body', 'data'])
    .where('id', '=', id)
    .where('author_id', '=', author)
    .executeTakeFirst();
  if (!found) return undefined;
  const { receipt: _, ...kept } = found.data as Record<string, unknown>;
  const wanted = { act, anchor, title, body, data: JSON.parse(JSON.stringify(data)) as unknown };
  return isDeepStrictEqual({ ...found, data: kept }, wanted) ? id : undefined;
}

async function isFree(tx: Transaction, id: string): Promise<boolean> {
  const taken = await tx.db
    .selectFrom('participation.contribution')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  return taken === undefined;
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
  by: number,
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
