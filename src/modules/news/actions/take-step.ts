// A step of a piece of news: the row is locked, the revision must be the one that was seen, and the step is noted.
import type { Selectable } from 'kysely';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { DB } from '../../../kernel/db/tables.ts';
import { Fault } from '../../../kernel/errors.ts';
import { setLiveValue } from '../../../kernel/live/live-values.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { sameContent, type Content, type Item } from '../item.ts';
import { keysOf } from '../queries/filter.ts';
import { isPublic, itemOf } from '../queries/items.ts';

export type StepName =
  'created' | 'saved' | 'scheduled' | 'unscheduled' | 'approved' | 'published' | 'corrected' | 'withdrawn';
type Row = Selectable<DB['news.item']>;

/** What a step changes besides revision and time. */
export type Change = Partial<
  Omit<Row, 'id' | 'revision' | 'texts' | 'withdrawn_reason' | 'created_at' | 'updated_at'>
> & {
  texts?: string;
  withdrawn_reason?: string;
};

export interface Seen {
  id: string;
  /** Of the page that was seen. */
  revision: number;
}

/** Locks the item. @throws Fault NOT_FOUND */
export async function holdItem(tx: Transaction, id: string): Promise<Item> {
  const row = isUuid(id)
    ? await tx.db.selectFrom('news.item').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    : undefined;
  if (!row) throw new Fault('NOT_FOUND');
  return itemOf(row);
}

/** Whether the last step was this one, by the same person from the same page: it was sent twice. */
async function isRepeated(tx: Transaction, seen: Seen, step: StepName, staff: StaffActor): Promise<boolean> {
  const row = await tx.db
    .selectFrom('news.step')
    .select('id')
    .where('item_id', '=', seen.id)
    .where('revision', '=', seen.revision + 1)
    .where('step', '=', step)
    .where('by_id', '=', staff.id)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Takes a step in one transaction.
 * @param change what it does with the item as it is under the lock
 * @param sent what was written with it, and when an item is already what was wanted: the same form sent twice does it once
 * @throws Fault REVISION_CONFLICT where somebody else has changed it since, and what `change` throws
 */
export async function takeStep(
  app: App,
  staff: StaffActor,
  seen: Seen,
  step: StepName,
  change: (item: Item, tx: Transaction) => Promise<Change> | Change,
  sent: { content?: Content; isWanted?: (item: Item) => boolean } = {},
): Promise<void> {
  const { content, isWanted = (item) => content === undefined || sameContent(item, content) } = sent;
  await transact(app, staff, async (tx) => {
    const item = await holdItem(tx, seen.id);
    if (item.revision !== seen.revision) {
      const next = item.revision === seen.revision + 1;
      if (next && isWanted(item) && (await isRepeated(tx, seen, step, staff))) return;
      throw new Fault('REVISION_CONFLICT');
    }
    await writeStep(tx, item, step, await change(item, tx), { by: staff, content });
  });
  // Whoever did it sees it on the next page, in this process at once.
  await app.live.refresh();
}

/** Item, history, lists, events and what all processes have in memory, in step. */
export async function writeStep(
  tx: Transaction,
  item: Item,
  step: StepName,
  change: Change,
  { by, content }: { by?: StaffActor | undefined; content?: Content | undefined } = {},
): Promise<void> {
  const now = tx.app.clock.now();
  const row = await tx.db
    .updateTable('news.item')
    .set({ ...change, revision: item.revision + 1, updated_at: now })
    .where('id', '=', item.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await noteStep(tx, { id: item.id, revision: row.revision }, step, by, content);
  const changed = itemOf(row);
  if (!isPublic(changed)) return;
  await tx.db.deleteFrom('news.listed').where('item_id', '=', item.id).execute();
  const keys = keysOf(tx.app, changed);
  await tx.db
    .insertInto('news.listed')
    .values(keys.map((filter) => ({ filter, published_at: changed.publishedAt, item_id: item.id })))
    .execute();
  await setLiveValue(tx.db, tx.app.clock, 'news', { at: now.toISOString() });
  await tx.emit({ type: `news.${step}`, subject: item.id, data: { revision: row.revision } });
}

export async function noteStep(
  tx: Transaction,
  { id, revision }: Seen,
  step: StepName,
  by: StaffActor | undefined,
  content?: Content,
): Promise<void> {
  await tx.db
    .insertInto('news.step')
    .values({
      ...{ item_id: id, revision, step },
      at: tx.app.clock.now(),
      by_id: by?.id ?? null,
      by_name: by?.name ?? null,
      content: content ? JSON.stringify(content) : null,
    })
    .execute();
}
