// A step of an initiative: the row is locked, who does it may do so, what they saw is what is there, and the step is noted.
import type { Selectable } from 'kysely';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { DB } from '../../../kernel/db/tables.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { isPublic, sameContent, type Content, type Initiative } from '../initiative.ts';
import { requireEdit } from '../permissions.ts';
import { initiativeOf } from '../queries/initiatives.ts';

export type StepName =
  'begun' | 'saved' | 'published' | 'opinion' | 'entry' | 'promised' | 'dropped' | 'joined' | 'left';

/** What a step changes besides revision and time. */
export type Change = Partial<
  Omit<Selectable<DB['initiatives.initiative']>, 'id' | 'revision' | 'texts' | 'created_at' | 'changed_at'>
> & { texts?: string };

export interface Seen {
  id: string;
  /** Of the page that was seen. */
  revision: number;
}

/** Locks the initiative. @throws Fault NOT_FOUND */
export async function holdInitiative(tx: Transaction, id: string): Promise<Initiative> {
  const row = await tx.db
    .selectFrom('initiatives.initiative')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Fault('NOT_FOUND');
  return initiativeOf(row);
}

/**
 * Changes what is written about it, in one transaction; the same form twice does it once.
 * @param isWanted whether it is as it was wanted already
 * @throws Fault REVISION_CONFLICT where somebody else has changed it since, FORBIDDEN, and what `change` throws
 */
export async function changeInitiative(
  app: App,
  staff: StaffActor,
  seen: Seen,
  step: StepName,
  change: (initiative: Initiative, tx: Transaction) => Promise<Change> | Change,
  { content, isWanted }: { content?: Content; isWanted?: (initiative: Initiative) => boolean } = {},
): Promise<void> {
  await transact(app, staff, async (tx) => {
    const initiative = await holdInitiative(tx, seen.id);
    requireEdit(app, staff, initiative.unit);
    if (initiative.revision !== seen.revision) {
      const wanted = isWanted?.(initiative) ?? (content !== undefined && sameContent(initiative, content));
      const next = initiative.revision === seen.revision + 1;
      if (next && wanted && (await isRepeated(tx, seen, step, staff))) return;
      throw new Fault('REVISION_CONFLICT');
    }
    const row = await tx.db
      .updateTable('initiatives.initiative')
      .set({
        ...(await change(initiative, tx)),
        revision: initiative.revision + 1,
        changed_at: app.clock.now(),
      })
      .where('id', '=', seen.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    const changed = initiativeOf(row);
    await noteStep(tx, changed, step, staff, content);
    if (!isPublic(changed)) return;
    await tx.emit({ type: `initiative.${step}`, subject: seen.id, data: { revision: changed.revision } });
  });
}

/** Whether the last step was this one, by the same person from the same page: it was sent twice. */
async function isRepeated(tx: Transaction, seen: Seen, step: StepName, staff: StaffActor): Promise<boolean> {
  const row = await tx.db
    .selectFrom('initiatives.step')
    .select('id')
    .where('initiative_id', '=', seen.id)
    .where('revision', '=', seen.revision + 1)
    .where('step', '=', step)
    .where('by_id', '=', staff.id)
    .executeTakeFirst();
  return row !== undefined;
}

export async function noteStep(
  tx: Transaction,
  { id, revision }: Pick<Initiative, 'id' | 'revision'>,
  step: StepName,
  by: StaffActor,
  content?: Content,
): Promise<void> {
  await tx.db
    .insertInto('initiatives.step')
    .values({
      ...{ initiative_id: id, revision, step },
      at: tx.app.clock.now(),
      by_id: by.id,
      by_name: by.name,
      content: content ? JSON.stringify(content) : null,
    })
    .execute();
}

/** What was noted beside the text: the list shows it as changed, and the text that others write is not stale by it. */
export async function touch(
  tx: Transaction,
  initiative: Initiative,
  step: StepName,
  by: StaffActor,
  change: Change = {},
): Promise<void> {
  await tx.db
    .updateTable('initiatives.initiative')
    .set({ ...change, changed_at: tx.app.clock.now() })
    .where('id', '=', initiative.id)
    .execute();
  await noteStep(tx, initiative, step, by);
}
