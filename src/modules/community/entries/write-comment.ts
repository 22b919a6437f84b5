// Somebody writes below an entry, and whoever asked says which comment answers the question.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { begin, refuseFlood } from '../people/begin.ts';
import type { Participant } from '../permissions.ts';
import { entrySightIn } from './entry-sight.ts';
import { keepMentions } from './keep-mentions.ts';

export interface WantedComment {
  /** uuid, made with the form: sent twice it is one comment. */
  id: string;
  body: string;
  language: Language;
}

/** @throws Fault NOT_FOUND, COMMUNITY_NOT_MEMBER, COMMUNITY_TOO_MANY, COMMUNITY_NOT_NOW where the entry is hidden, SENT_BEFORE */
export async function writeComment(
  app: App,
  actor: Participant,
  entry: string,
  { id, body, language }: WantedComment,
): Promise<void> {
  await transact(app, actor, async (tx) => {
    tx.ownData();
    const { circle, mayWrite } = await entrySightIn(tx, actor, entry);
    if (!mayWrite) throw new Fault('COMMUNITY_NOT_MEMBER');
    await begin(tx, actor);
    const before = await tx.db
      .selectFrom('community.comment')
      .select(['author_id as author', 'body'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (before) {
      if (before.author === actor.id && before.body === body) return;
      throw new Fault('SENT_BEFORE');
    }
    await refuseFlood(tx, actor);
    await tx.db
      .insertInto('community.comment')
      .values({ id, body, language, entry_id: entry, author_id: actor.id, at: app.clock.now() })
      .execute();
    await keepMentions(tx, actor, { circle: circle?.id ?? null, entry, source: id, text: body });
    await tx.emit({ type: 'entry.commented', subject: id, data: { entry } });
    if (!(await countComment(tx, entry, 1))) throw new Fault('COMMUNITY_NOT_NOW');
    if (circle) await beat(tx, circle.id, true);
  });
}

/** @returns false where the entry is not shown (any more) */
export async function countComment(tx: Transaction, entry: string, by: number): Promise<boolean> {
  const row = await tx.db
    .updateTable('community.entry')
    .set({ comments: sql<number>`comments + ${by}`, pulse: sql<number>`pulse + 1` })
    .where('id', '=', entry)
    .where('state', '=', 'shown')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Pages of the group that are open hear of it. */
async function beat(tx: Transaction, circle: string, isNew: boolean): Promise<void> {
  await tx.db
    .updateTable('community.circle')
    .set({ pulse: sql<number>`pulse + 1`, ...(isNew ? { last_at: tx.app.clock.now() } : {}) })
    .where('id', '=', circle)
    .execute();
}

/**
 * By whoever asked: this comment answers it, or (of the one that was accepted) it does not any more.
 * @throws Fault NOT_FOUND, FORBIDDEN, COMMUNITY_NOT_NOW
 */
export async function acceptAnswer(
  app: App,
  actor: Participant,
  entry: string,
  comment: string,
): Promise<void> {
  if (!isUuid(comment)) throw new Fault('NOT_FOUND');
  await transact(app, actor, async (tx) => {
    tx.ownData();
    await entrySightIn(tx, actor, entry);
    const question = await tx.db
      .selectFrom('community.entry')
      .select(['kind', 'author_id as author', 'accepted_id as accepted', 'state'])
      .where('id', '=', entry)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (question.author !== actor.id) throw new Fault('FORBIDDEN');
    if (question.kind !== 'question' || question.state !== 'shown') throw new Fault('COMMUNITY_NOT_NOW');
    const answer = await tx.db
      .selectFrom('community.comment')
      .select('id')
      .where('id', '=', comment)
      .where('entry_id', '=', entry)
      .where('state', '=', 'shown')
      .executeTakeFirst();
    if (!answer) throw new Fault('NOT_FOUND');
    const takenBack = question.accepted === comment;
    await tx.db
      .updateTable('community.entry')
      .set({ accepted_id: takenBack ? null : comment, pulse: sql<number>`pulse + 1` })
      .where('id', '=', entry)
      .execute();
    if (!takenBack) await tx.emit({ type: 'answer.accepted', subject: comment, data: { entry } });
  });
}
