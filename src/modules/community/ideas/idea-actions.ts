// The way of an idea: proposed, supported once by each, judged by criteria, then chosen (an initiative follows) or answered with reasons.
import { sql } from 'kysely';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { configOf } from '../community-config.ts';
import { logTexts } from '../entries/log-texts.ts';
import { addEntry, type WantedEntry } from '../entries/write-entry.ts';
import { begin } from '../people/begin.ts';
import { judgeIdeas } from '../permissions.ts';
import { scoreOf, type Judgement, type Stage } from './idea.ts';

/** An idea comes from so many pages at most. */
export const mostSources = 20;

/** @param sources paths of this site. @throws Fault COMMUNITY_TOO_MANY, SENT_BEFORE */
export async function proposeIdea(
  app: App,
  actor: StaffActor,
  wanted: WantedEntry & { sources: readonly string[] },
): Promise<void> {
  await transact(app, actor, async (tx) => {
    tx.ownData();
    await begin(tx, actor);
    if (!(await addEntry(tx, actor, { circle: null, kind: 'idea' }, wanted))) return;
    await tx.db.insertInto('community.idea').values({ entry_id: wanted.id, at: app.clock.now() }).execute();
    const sources = [...new Set(wanted.sources)].slice(0, mostSources);
    if (sources.length > 0)
      await tx.db
        .insertInto('community.idea_source')
        .values(sources.map((path) => ({ entry_id: wanted.id, path })))
        .execute();
  });
}

interface HeldIdea {
  stage: Stage;
  revision: number;
  author: string | null;
  title: string;
}

/** Holds it: supports and answers come one after the other. Hidden and removed ones are over. @throws Fault NOT_FOUND */
async function hold(tx: Transaction, id: string): Promise<HeldIdea> {
  const row = isUuid(id)
    ? await tx.db
        .selectFrom('community.idea as i')
        .innerJoin('community.entry as e', 'e.id', 'i.entry_id')
        .select(['i.stage', 'i.revision', 'e.author_id as author', 'e.title'])
        .where('i.entry_id', '=', id)
        .where('e.state', '=', 'shown')
        .forUpdate('i')
        .executeTakeFirst()
    : undefined;
  if (!row) throw new Fault('NOT_FOUND');
  return { ...row, stage: row.stage as Stage };
}

const isAnswered = ({ stage }: HeldIdea) => stage === 'chosen' || stage === 'declined';

/** Once for each; the same again changes nothing. @throws Fault NOT_FOUND, COMMUNITY_IDEA_ANSWERED */
export async function supportIdea(
  app: App,
  actor: StaffActor,
  id: string,
  wanted: 'support' | 'withdraw',
): Promise<void> {
  await transact(app, actor, async (tx) => {
    tx.ownData();
    await begin(tx, actor);
    if (isAnswered(await hold(tx, id))) throw new Fault('COMMUNITY_IDEA_ANSWERED');
    const changed =
      wanted === 'support'
        ? await tx.db
            .insertInto('community.support')
            .values({ entry_id: id, account_id: actor.id, at: app.clock.now() })
            .onConflict((conflict) => conflict.columns(['entry_id', 'account_id']).doNothing())
            .returning('entry_id')
            .executeTakeFirst()
        : await tx.db
            .deleteFrom('community.support')
            .where('entry_id', '=', id)
            .where('account_id', '=', actor.id)
            .returning('entry_id')
            .executeTakeFirst();
    if (changed) await countSupport(tx, id, wanted === 'support' ? 1 : -1);
  });
}

export async function countSupport(tx: Transaction, id: string, by: number): Promise<void> {
  await tx.db
    .updateTable('community.idea')
    .set({ supports: sql<number>`supports + ${by}` })
    .where('entry_id', '=', id)
    .execute();
}

/**
 * All criteria at once, each with its reason.
 * @throws Fault NOT_FOUND, FORBIDDEN, REVISION_CONFLICT, COMMUNITY_IDEA_ANSWERED, COMMUNITY_IDEA_UNJUDGED
 */
export async function judgeIdea(
  app: App,
  actor: StaffActor,
  id: string,
  revision: number,
  judgements: readonly Judgement[],
): Promise<void> {
  if (!judgeIdeas.allows(actor, undefined, app)) throw new Fault('FORBIDDEN');
  const { criteria } = configOf.of(app);
  const known = judgements.filter(({ criterion }) => criteria.some((each) => each.id === criterion));
  if (scoreOf(criteria, known) === undefined) throw new Fault('COMMUNITY_IDEA_UNJUDGED');
  await transact(app, actor, async (tx) => {
    const held = await hold(tx, id);
    await logTexts(tx, 'change', [held.author]);
    if (isAnswered(held)) throw new Fault('COMMUNITY_IDEA_ANSWERED');
    if (held.revision !== revision) throw new Fault('REVISION_CONFLICT');
    for (const { criterion, points, reason } of known)
      await tx.db
        .insertInto('community.judgement')
        .values({ entry_id: id, criterion, points, reason, unit: actor.unit, at: app.clock.now() })
        .onConflict((conflict) =>
          conflict
            .columns(['entry_id', 'criterion'])
            .doUpdateSet({ points, reason, unit: actor.unit, at: app.clock.now() }),
        )
        .execute();
    await tx.db
      .updateTable('community.idea')
      .set({ stage: 'judged', revision: revision + 1 })
      .where('entry_id', '=', id)
      .execute();
    await tx.emit({ type: 'idea.judged', subject: id, data: { revision: revision + 1 } });
  });
}

/**
 * What becomes of it. Chosen ones are told to whoever keeps initiatives, with all that one needs to begin.
 * @throws Fault NOT_FOUND, FORBIDDEN, REVISION_CONFLICT, COMMUNITY_IDEA_ANSWERED, COMMUNITY_IDEA_UNJUDGED
 */
export async function answerIdea(
  app: App,
  actor: StaffActor,
  id: string,
  revision: number,
  answer: { stage: 'chosen' | 'declined'; reason: string; link: string },
): Promise<void> {
  if (!judgeIdeas.allows(actor, undefined, app)) throw new Fault('FORBIDDEN');
  await transact(app, actor, async (tx) => {
    const held = await hold(tx, id);
    await logTexts(tx, 'change', [held.author]);
    if (isAnswered(held)) throw new Fault('COMMUNITY_IDEA_ANSWERED');
    if (held.revision !== revision) throw new Fault('REVISION_CONFLICT');
    if (held.stage !== 'judged') throw new Fault('COMMUNITY_IDEA_UNJUDGED');
    const { supports } = await tx.db
      .updateTable('community.idea')
      .set({
        stage: answer.stage,
        answer: answer.reason,
        link: answer.link,
        unit: actor.unit,
        answered_at: app.clock.now(),
        revision: revision + 1,
      })
      .where('entry_id', '=', id)
      .returning('supports')
      .executeTakeFirstOrThrow();
    const sources = await tx.db
      .selectFrom('community.idea_source')
      .select('path')
      .where('entry_id', '=', id)
      .orderBy('path')
      .execute();
    const judgements = await tx.db
      .selectFrom('community.judgement')
      .select(['criterion', 'points', 'reason'])
      .where('entry_id', '=', id)
      .execute();
    const score = scoreOf(configOf.of(app).criteria, judgements);
    await tx.emit({
      type: `idea.${answer.stage}`,
      subject: id,
      data: {
        title: held.title,
        reason: answer.reason,
        path: `/gemeinschaft/ideen/${id}`,
        link: answer.link,
        sources: sources.map(({ path }) => path),
        supports,
        points: score?.points ?? null,
        of: score?.of ?? null,
        unit: actor.unit,
      },
    });
  });
}

/** Where the initiative stands that came of it, once it is known. @throws Fault NOT_FOUND, FORBIDDEN, COMMUNITY_NOT_NOW */
export async function linkInitiative(app: App, actor: StaffActor, id: string, link: string): Promise<void> {
  if (!judgeIdeas.allows(actor, undefined, app)) throw new Fault('FORBIDDEN');
  await transact(app, actor, async (tx) => {
    const held = await hold(tx, id);
    await logTexts(tx, 'change', [held.author]);
    if (held.stage !== 'chosen') throw new Fault('COMMUNITY_NOT_NOW');
    await tx.db.updateTable('community.idea').set({ link }).where('entry_id', '=', id).execute();
    await tx.emit({ type: 'idea.linked', subject: id, data: { link } });
  });
}
