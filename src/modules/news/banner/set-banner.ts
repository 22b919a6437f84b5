// Sets the banner on all pages, or ends it: a row of the log and what all processes show, in one transaction.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { setLiveValue } from '../../../kernel/live/live-values.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { liveBanner, type Banner } from './banner.ts';
import type { WantedBanner } from './read-banner.ts';

/** The row that has not been ended by hand, locked; its time may be over. */
const openRow = (tx: Transaction) =>
  tx.db
    .selectFrom('news.banner')
    .select(['id', 'until_at'])
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();

async function endRow(tx: Transaction, row: { id: number; until_at: Date }, by: string): Promise<void> {
  const now = tx.app.clock.now();
  // Nobody ended what has ended by itself.
  const over = row.until_at <= now;
  await tx.db
    .updateTable('news.banner')
    .set({ ended_at: over ? row.until_at : now, ended_by: over ? '' : by })
    .where('id', '=', row.id)
    .execute();
}

/**
 * @param form id made with the form: sent twice, it is set once
 * @param shown id of the banner that the page showed; undefined: none
 * @throws Fault BANNER_CHANGED where another one stands by now: nobody overwrites a warning unseen
 */
export async function setBanner(
  app: App,
  staff: StaffActor,
  { form, shown, wanted }: { form: string; shown: number | undefined; wanted: WantedBanner },
): Promise<void> {
  await transact(app, staff, async (tx) => {
    // Whoever else sets one at this moment waits here, and then sees this one.
    await setLiveValue(tx.db, app.clock, liveBanner, null);
    const { id: before } = (await tx.db
      .selectFrom('news.banner')
      .select('id')
      .where('form_id', '=', form)
      .executeTakeFirst()) ?? { id: undefined };
    const open = await openRow(tx);
    if (before === undefined) {
      const standing = open && open.until_at > app.clock.now() ? open.id : undefined;
      if (standing !== shown) throw new Fault('BANNER_CHANGED');
      if (open) await endRow(tx, open, staff.name);
      const { level, texts, link, areas, until } = wanted;
      await tx.db
        .insertInto('news.banner')
        .values({
          ...{ form_id: form, level, link, areas },
          texts: JSON.stringify(texts),
          from_at: app.clock.now(),
          until_at: until,
          set_by_id: staff.id,
          set_by: staff.name,
        })
        .execute();
    }
    await showNow(tx);
    if (before === undefined) await tx.emit({ type: 'banner.set', subject: wanted.level, data: {} });
  });
  await app.live.refresh();
}

/**
 * Sent twice, it is ended once.
 * @throws Fault BANNER_CHANGED where another one stands by now
 */
export async function endBanner(app: App, staff: StaffActor, id: number): Promise<void> {
  await transact(app, staff, async (tx) => {
    await setLiveValue(tx.db, app.clock, liveBanner, null);
    const open = await openRow(tx);
    if (open && open.id !== id) throw new Fault('BANNER_CHANGED');
    if (!open) return;
    await endRow(tx, open, staff.name);
    await tx.emit({ type: 'banner.ended', subject: String(id), data: {} });
  });
  await app.live.refresh();
}

/** What all processes show from the row that is open. */
async function showNow(tx: Transaction): Promise<void> {
  const row = await tx.db
    .selectFrom('news.banner')
    .selectAll()
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  const banner: Banner | null = row
    ? {
        id: row.id,
        level: row.level as Banner['level'],
        texts: row.texts as Banner['texts'],
        link: row.link,
        areas: row.areas,
        from: row.from_at.toISOString(),
        until: row.until_at.toISOString(),
      }
    : null;
  await setLiveValue(tx.db, tx.app.clock, liveBanner, banner);
}
