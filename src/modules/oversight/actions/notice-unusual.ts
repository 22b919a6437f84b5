// oversight.notice-unusual: finds staff who look at unusually many people, and tells the data protection officer.
import { sql } from 'kysely';
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { busyReaders, readPersons } from '../../../kernel/audit/busy-readers.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { oversightOf } from '../oversight-config.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'oversight.notice-unusual' };

/**
 * Runs every few minutes; somebody who goes on is told of once in each span of time. The shortest span first: whom an hour
 * gives away, the day need not name once more.
 */
export async function noticeUnusual(app: App): Promise<void> {
  const spans = oversightOf.of(app).unusual.toSorted((one, other) => one.minutes - other.minutes);
  await transact(app, programme, async (tx) => {
    // Two workers at once would tell it twice.
    await sql`select pg_advisory_xact_lock(hashtextextended('oversight.notice-unusual', 0))`.execute(tx.db);
    for (const span of spans) await noticeWithin(tx, span);
    // Those who do not stand out are counted only.
    await tx.recordAccess();
  });
}

async function noticeWithin(tx: Transaction, span: { persons: number; minutes: number }): Promise<void> {
  const now = tx.app.clock.now();
  const since = new Date(now.getTime() - span.minutes * 60_000);
  const readers = await busyReaders(tx.db, { since, until: now, more: span.persons });
  for (const { actorId, unit, subjects } of readers) {
    if (await followed(tx, actorId, since)) continue;
    const { id } = await tx.db
      .insertInto('oversight.unusual_reading')
      .values({ actor_id: actorId, unit, persons: subjects, since, noticed_at: now, until: now })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.recordAccess({
      kind: 'read',
      subject: actorId,
      fields: ['accesses'],
      purpose: 'access-oversight',
    });
    await tx.emit({ type: 'oversight.unusual-reading', subject: id, data: {} });
  }
}

/** Whoever was noticed within the span and goes on: all whom they have read since are counted, nothing is told once more. */
async function followed({ app, db }: Transaction, actorId: string, since: Date): Promise<boolean> {
  const told = await db
    .selectFrom('oversight.unusual_reading')
    .select(['id', 'since'])
    .where('actor_id', '=', actorId)
    .where('noticed_at', '>', since)
    .executeTakeFirst();
  if (!told) return false;
  const until = app.clock.now();
  await db
    .updateTable('oversight.unusual_reading')
    .set({ persons: await readPersons(db, actorId, { since: told.since, until }), until })
    .where('id', '=', told.id)
    .execute();
  return true;
}
