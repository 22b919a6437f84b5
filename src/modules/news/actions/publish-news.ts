// Publishes: at once, or at a time by the clock; where it asks for a second pair of eyes, only what those have seen.
import type { ProgrammeActor, StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isComplete, type Item } from '../item.ts';
import { itemOf } from '../queries/items.ts';
import { takeStep, writeStep, type Change, type Seen } from './take-step.ts';

function requirePublishable(item: Item): void {
  if (item.state !== 'draft' && item.state !== 'scheduled') throw new Fault('NEWS_NOT_POSSIBLE');
  if (!isComplete(item)) throw new Fault('NEWS_INCOMPLETE');
  if (item.fourEyes && item.approvedBy === null) throw new Fault('NEWS_NOT_APPROVED');
}

const published = (app: App): Change => {
  const now = app.clock.now();
  return { state: 'published', published_at: now, changed_at: now, publish_at: null };
};

/** @throws Fault NEWS_INCOMPLETE, NEWS_NOT_APPROVED, NEWS_NOT_POSSIBLE, REVISION_CONFLICT */
export async function publishNews(app: App, staff: StaffActor, seen: Seen): Promise<void> {
  await takeStep(app, staff, seen, 'published', (item) => {
    requirePublishable(item);
    return published(app);
  });
}

/** It appears by itself at that time. @throws as `publishNews` */
export async function scheduleNews(app: App, staff: StaffActor, seen: Seen, at: Date): Promise<void> {
  await takeStep(
    app,
    staff,
    seen,
    'scheduled',
    (item) => {
      requirePublishable(item);
      return { state: 'scheduled', publish_at: at };
    },
    { isWanted: ({ publishAt }) => publishAt?.getTime() === at.getTime() },
  );
}

export async function unscheduleNews(app: App, staff: StaffActor, seen: Seen): Promise<void> {
  await takeStep(app, staff, seen, 'unscheduled', (item) => {
    if (item.state !== 'scheduled') throw new Fault('NEWS_NOT_POSSIBLE');
    return { state: 'draft', publish_at: null };
  });
}

/** The second pair of eyes. @throws Fault NEWS_OWN_TEXT for one's own text */
export async function approveNews(app: App, staff: StaffActor, seen: Seen): Promise<void> {
  await takeStep(app, staff, seen, 'approved', (item) => {
    if (item.state !== 'draft' || item.approvedBy !== null) throw new Fault('NEWS_NOT_POSSIBLE');
    if (!isComplete(item)) throw new Fault('NEWS_INCOMPLETE');
    if (item.writtenBy === staff.id) throw new Fault('NEWS_OWN_TEXT');
    return { approved_by: staff.id };
  });
}

const programme: ProgrammeActor = { kind: 'programme', task: 'news.publish-due' };

/** Publishes what is due, each in a transaction of its own. Two processes never publish the same one. */
export async function publishDue(app: App): Promise<void> {
  for (;;) {
    const done = await transact(app, programme, async (tx) => {
      const row = await tx.db
        .selectFrom('news.item')
        .selectAll()
        .where('state', '=', 'scheduled')
        .where('publish_at', '<=', app.clock.now())
        .orderBy('publish_at')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst();
      if (!row) return true;
      await writeStep(tx, itemOf(row), 'published', published(app));
      return false;
    });
    if (done) return;
  }
}
