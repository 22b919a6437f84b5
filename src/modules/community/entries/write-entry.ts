// Somebody writes a post or a question into a group; with `addEntry` ideas come in, too. Sent twice it is one.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { insideOf } from '../groups/sight.ts';
import { begin, refuseFlood } from '../people/begin.ts';
import type { Participant } from '../permissions.ts';
import { wordsOf } from '../search/words.ts';
import type { EntryKind } from './entry.ts';
import { keepMentions } from './keep-mentions.ts';

export interface WantedEntry {
  /** uuid, made with the form. */
  id: string;
  title: string;
  body: string;
  language: Language;
}

/** @throws Fault NOT_FOUND, COMMUNITY_NOT_MEMBER, COMMUNITY_TOO_MANY, SENT_BEFORE */
export async function writeEntry(
  app: App,
  actor: Participant,
  circle: string,
  kind: 'post' | 'question',
  wanted: WantedEntry,
): Promise<void> {
  await transact(app, actor, async (tx) => {
    tx.ownData();
    await insideOf(tx, actor, circle);
    await begin(tx, actor);
    if (!(await addEntry(tx, actor, { circle, kind }, wanted))) return;
    await countEntry(tx, circle, 1);
  });
}

/**
 * Under the lock of `begin`.
 * @returns false where the same was sent before
 * @throws Fault COMMUNITY_TOO_MANY, SENT_BEFORE with other words in it
 */
export async function addEntry(
  tx: Transaction,
  actor: Participant,
  { circle, kind }: { circle: string | null; kind: EntryKind },
  { id, title, body, language }: WantedEntry,
): Promise<boolean> {
  const before = await tx.db
    .selectFrom('community.entry')
    .select(['author_id as author', 'title', 'body'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (before) {
    if (before.author === actor.id && before.title === title && before.body === body) return false;
    throw new Fault('SENT_BEFORE');
  }
  await refuseFlood(tx, actor);
  await tx.db
    .insertInto('community.entry')
    .values({
      ...{ id, kind, title, body, language },
      circle_id: circle,
      author_id: actor.id,
      at: tx.app.clock.now(),
      words: wordsOf(title, body),
    })
    .execute();
  await keepMentions(tx, actor, { circle, entry: id, source: id, text: `${title}\n${body}` });
  await tx.emit({ type: 'entry.written', subject: id, data: { kind } });
  return true;
}

/** The last statement before the end, since everybody who writes into the group waits for it. */
export async function countEntry(tx: Transaction, circle: string, by: number): Promise<void> {
  await tx.db
    .updateTable('community.circle')
    .set({
      entries: sql<number>`entries + ${by}`,
      pulse: sql<number>`pulse + 1`,
      ...(by > 0 ? { last_at: tx.app.clock.now() } : {}),
    })
    .where('id', '=', circle)
    .execute();
}
