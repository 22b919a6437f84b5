// A person asks about uses of their data; the clock of the data protection officer starts.
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { accessesOf } from '../../../kernel/audit/accesses-of.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import { addDays } from '../../../engine/index.ts';
import { oversightOf } from '../oversight-config.ts';

/** Open questions of one person at a time. */
const mostOpen = 20;

export interface Asked {
  /** uuid, made with the form: the same one asks once. */
  id: string;
  /** Numbers of entries about the person. */
  entries: string[];
  question: string;
  language: Language;
}

/** @returns id of the question. @throws Fault NOT_FOUND for entries of others or that nobody may see yet, QUESTIONS_EXCEEDED, SENT_BEFORE where another question has its id */
export async function askQuestion(
  app: App,
  actor: PersonActor | StaffActor,
  { id, entries, question, language }: Asked,
): Promise<string> {
  return transact(app, actor, async (tx) => {
    const own = await accessesOf(tx.db, actor.id, { now: app.clock.now(), ids: entries, limit: 100 });
    if (own.length === 0 || own.length !== new Set(entries).size) throw new Fault('NOT_FOUND');
    const numbers = own.map((entry) => Number(entry.id));
    const made = await tx.db
      .insertInto('oversight.question')
      .values({
        id,
        account_id: actor.id,
        entries: numbers,
        question,
        language,
        asked_at: app.clock.now(),
        due: addDays(app.clock.today(), oversightOf.of(app).questions.answerDays),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) {
      const before = await tx.db
        .selectFrom('oversight.question')
        .select(['question', 'entries'])
        .where('id', '=', id)
        .where('account_id', '=', actor.id)
        .executeTakeFirst();
      const same =
        before?.question === question &&
        new Set(before.entries.map(Number)).symmetricDifference(new Set(numbers)).size === 0;
      if (!same) throw new Fault('SENT_BEFORE');
      tx.ownData();
      return id;
    }
    const { open } = await tx.db
      .selectFrom('oversight.question')
      .select(({ fn }) => fn.countAll<string>().as('open'))
      .where('account_id', '=', actor.id)
      .where('answered_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (Number(open) > mostOpen) throw new Fault('QUESTIONS_EXCEEDED');
    await tx.recordAccess({
      kind: 'change',
      subject: actor.id,
      fields: ['accessQuestion'],
      purpose: 'access-question',
    });
    await tx.emit({ type: 'access.questioned', subject: id, data: {} });
    return id;
  });
}
