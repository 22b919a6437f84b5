// Moderation: members report a text; moderators hide it by a rule with a reason, or show it again; authors take their own back.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { configOf } from '../community-config.ts';
import type { Participant } from '../permissions.ts';
import { begin, refuseFlood } from '../people/begin.ts';
import { wordsOf } from '../search/words.ts';
import { entrySightIn, type EntrySight } from './entry-sight.ts';
import { logTexts } from './log-texts.ts';
import { countEntry } from './write-entry.ts';

/** A text: the entry itself or one of its comments. */
interface Held {
  entry: string;
  source: string;
  author: string | null;
  state: string;
  sight: EntrySight;
}

/** Holds the entry, so that counts and states stay in step. @throws Fault NOT_FOUND */
async function hold(tx: Transaction, actor: Participant, entry: string, source: string): Promise<Held> {
  const sight = await entrySightIn(tx, actor, entry);
  const whole = await tx.db
    .selectFrom('community.entry')
    .select(['author_id as author', 'state'])
    .where('id', '=', entry)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (source === entry) return { entry, source, sight, ...whole };
  const comment = isUuid(source)
    ? await tx.db
        .selectFrom('community.comment')
        .select(['author_id as author', 'state'])
        .where('id', '=', source)
        .where('entry_id', '=', entry)
        .executeTakeFirst()
    : undefined;
  if (!comment) throw new Fault('NOT_FOUND');
  return { entry, source, sight, ...comment };
}

/** State of the text and all counts that follow from it. */
async function setState(tx: Transaction, held: Held, state: 'shown' | 'hidden' | 'removed'): Promise<void> {
  const by = (state === 'shown' ? 1 : 0) - (held.state === 'shown' ? 1 : 0);
  if (held.source !== held.entry) {
    await tx.db
      .updateTable('community.comment')
      .set({ state, ...(state === 'removed' ? { body: '' } : {}) })
      .where('id', '=', held.source)
      .execute();
    await tx.db
      .updateTable('community.entry')
      .set({
        comments: sql<number>`comments + ${by}`,
        pulse: sql<number>`pulse + 1`,
        // What is gone answers nothing.
        ...(state === 'shown'
          ? {}
          : { accepted_id: sql<string | null>`nullif(accepted_id, ${held.source}::uuid)` }),
      })
      .where('id', '=', held.entry)
      .execute();
    return;
  }
  await tx.db
    .updateTable('community.entry')
    .set({
      state,
      pulse: sql<number>`pulse + 1`,
      ...(state === 'removed' ? { title: '', body: '', words: wordsOf('') } : {}),
    })
    .where('id', '=', held.entry)
    .execute();
  if (held.sight.circle) await countEntry(tx, held.sight.circle.id, by);
}

const settleReports = (tx: Transaction, source: string) =>
  tx.db
    .updateTable('community.report')
    .set({ done_at: tx.app.clock.now() })
    .where('source_id', '=', source)
    .where('done_at', 'is', null)
    .execute();

export type ModeratorStep =
  { step: 'hide'; rule: string; reason: string } | { step: 'show'; reason: string } | { step: 'keep' };

/**
 * By moderators. `keep`: what was reported stays as it is.
 * @throws Fault NOT_FOUND, FORBIDDEN, COMMUNITY_NOT_NOW, BAD_REQUEST for a rule that the canton does not have
 */
export async function moderate(
  app: App,
  actor: Participant,
  { entry, source }: { entry: string; source: string },
  wanted: ModeratorStep,
): Promise<void> {
  if (wanted.step === 'hide' && !configOf.of(app).rules.some(({ id }) => id === wanted.rule))
    throw new Fault('BAD_REQUEST');
  await transact(app, actor, async (tx) => {
    const held = await hold(tx, actor, entry, source);
    if (!held.sight.mayModerate) throw new Fault('FORBIDDEN');
    await logTexts(tx, 'change', [held.author]);
    await settleReports(tx, source);
    if (wanted.step === 'keep') return;
    if (held.state !== (wanted.step === 'hide' ? 'shown' : 'hidden')) throw new Fault('COMMUNITY_NOT_NOW');
    const step = wanted.step === 'hide' ? 'hidden' : 'shown';
    await tx.db
      .insertInto('community.moderation')
      .values({
        circle_id: held.sight.circle?.id ?? null,
        entry_id: entry,
        source_id: source,
        step,
        rule: wanted.step === 'hide' ? wanted.rule : null,
        reason: wanted.reason,
        at: app.clock.now(),
      })
      .execute();
    await tx.emit({
      type: `text.${step}`,
      subject: source,
      data: { entry, at: app.clock.now().toISOString() },
    });
    await setState(tx, held, step);
  });
}

/** By whoever reads it, once for each text. @throws Fault NOT_FOUND, COMMUNITY_NOT_NOW, COMMUNITY_TOO_MANY */
export async function report(
  app: App,
  actor: Participant,
  { entry, source }: { entry: string; source: string },
  reason: string,
): Promise<void> {
  await transact(app, actor, async (tx) => {
    tx.ownData();
    await begin(tx, actor);
    await refuseFlood(tx, actor);
    const held = await hold(tx, actor, entry, source);
    if (held.state !== 'shown') throw new Fault('COMMUNITY_NOT_NOW');
    const made = await tx.db
      .insertInto('community.report')
      .values({
        source_id: source,
        account_id: actor.id,
        entry_id: entry,
        circle_id: held.sight.circle?.id ?? null,
        reason,
        at: app.clock.now(),
      })
      .onConflict((conflict) => conflict.columns(['source_id', 'account_id']).doNothing())
      .returning('source_id')
      .executeTakeFirst();
    if (made) await tx.emit({ type: 'text.reported', subject: source, data: { entry } });
  });
}

/** By the author: the words go at once, the place stays, so that what others wrote below it keeps its sense. @throws Fault NOT_FOUND */
export async function takeBack(
  app: App,
  actor: Participant,
  { entry, source }: { entry: string; source: string },
): Promise<void> {
  await transact(app, actor, async (tx) => {
    tx.ownData();
    const held = await hold(tx, actor, entry, source);
    if (held.author !== actor.id) throw new Fault('NOT_FOUND');
    if (held.state === 'removed') return;
    await tx.db.deleteFrom('community.mention').where('source_id', '=', source).execute();
    await settleReports(tx, source);
    await setState(tx, held, 'removed');
  });
}
