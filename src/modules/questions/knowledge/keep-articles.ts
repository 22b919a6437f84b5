// Keeps articles: the first stock of the canton, and what staff of their unit write; each version stays.
import { addMonths } from '../../../engine/index.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { languages, type Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { holdQuestion, mayHandle, saveQuestion } from '../actions/hold-question.ts';
import { queueIndex } from '../actions/publish-question.ts';
import { writeStep } from '../actions/write-step.ts';
import { configOf } from '../questions-config.ts';
import type { ArticleTexts } from './article.ts';
import type { StockArticle } from './load-knowledge.ts';

const reviewAfter = (app: App, day: string): string => addMonths(day, configOf.of(app).review.months);

/** Adds what is not there yet; an article that a unit has changed stays as the unit has written it. */
export async function keepStock(app: App, articles: readonly StockArticle[]): Promise<void> {
  await transact(app, { kind: 'programme', task: 'questions.stock' }, async (tx) => {
    for (const {
      id,
      owner,
      services = [],
      topics = [],
      unverified = false,
      checkedOn,
      ...texts
    } of articles) {
      const made = await tx.db
        .insertInto('questions.article')
        .values({
          ...{ id, owner, services, topics, unverified },
          version: 1,
          texts: JSON.stringify(texts),
          checked_on: checkedOn,
          review_by: reviewAfter(app, checkedOn),
          changed_at: app.clock.now(),
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst();
      if (made) await keepVersion(tx, id, 1, texts, owner);
    }
  });
}

const keepVersion = (tx: Transaction, id: string, version: number, texts: ArticleTexts, unit: string) =>
  tx.db
    .insertInto('questions.article_version')
    .values({
      article_id: id,
      version,
      texts: JSON.stringify(texts),
      staff_id: tx.actor.kind === 'staff' ? tx.actor.id : null,
      unit,
      at: tx.app.clock.now(),
    })
    .execute();

export interface WrittenArticle {
  texts: ArticleTexts;
  services: readonly string[];
  topics: readonly string[];
  /** Facts that nobody has checked yet. */
  unverified: boolean;
}

/** From the answer to a question. @throws Fault NOT_FOUND, REVISION_CONFLICT, QUESTION_NOT_NOW, ARTICLE_EXISTS */
export async function articleFromQuestion(
  app: App,
  actor: StaffActor,
  question: { id: string; revision: number },
  article: WrittenArticle & { id: string },
): Promise<void> {
  await transact(app, actor, async (tx) => {
    const held = await holdQuestion(tx, actor, question.id, question.revision);
    if (held.state !== 'answered') throw new Fault('QUESTION_NOT_NOW');
    await saveQuestion(tx, held, {});
    const { id, texts, services, topics, unverified } = article;
    const made = await tx.db
      .insertInto('questions.article')
      .values({
        ...{ id, unverified, owner: held.unit, question_id: held.id, version: 1 },
        services: [...services],
        topics: [...topics],
        texts: JSON.stringify(texts),
        checked_on: app.clock.today(),
        review_by: reviewAfter(app, app.clock.today()),
        changed_at: app.clock.now(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) throw new Fault('ARTICLE_EXISTS');
    await keepVersion(tx, id, 1, texts, actor.unit);
    await writeStep(tx, held.id, 'article', { text: id, unit: actor.unit });
    await published(tx, id, 1);
  });
}

async function published(tx: Transaction, id: string, version: number): Promise<void> {
  await tx.emit({ type: 'article.published', subject: id, data: { version } });
  await queueIndex(tx);
}

/**
 * A new version, or only the day of its check where the words are the same. A language that stays as it was while the German
 * text changes is marked as older.
 * @throws Fault NOT_FOUND, REVISION_CONFLICT
 */
export async function changeArticle(
  app: App,
  actor: StaffActor,
  id: string,
  version: number,
  { texts, services, topics, unverified }: WrittenArticle,
): Promise<void> {
  await transact(app, actor, async (tx) => {
    const before = await tx.db
      .selectFrom('questions.article')
      .select(['owner', 'version', 'texts', 'stale'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!before || !mayHandle(app, actor, before.owner)) throw new Fault('NOT_FOUND');
    if (before.version !== version) throw new Fault('REVISION_CONFLICT');
    const old = before.texts as unknown as ArticleTexts;
    const changed = (language: Language) => isOther(old[language], texts[language]);
    const isNew = languages.some(changed);
    const stale = languages.filter(
      (each) =>
        each !== 'de' && texts[each] && !changed(each) && (changed('de') || before.stale.includes(each)),
    );
    await tx.db
      .updateTable('questions.article')
      .set({
        ...{ stale, unverified, services: [...services], topics: [...topics] },
        version: isNew ? version + 1 : version,
        texts: JSON.stringify(texts),
        checked_on: app.clock.today(),
        review_by: reviewAfter(app, app.clock.today()),
        changed_at: app.clock.now(),
      })
      .where('id', '=', id)
      .execute();
    if (isNew) await keepVersion(tx, id, version + 1, texts, actor.unit);
    await published(tx, id, isNew ? version + 1 : version);
  });
}

const isOther = (
  one: { title: string; text: string } | undefined,
  other: { title: string; text: string } | undefined,
): boolean => one?.title !== other?.title || one?.text !== other?.text;
