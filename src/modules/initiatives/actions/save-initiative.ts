// Begins an initiative once, changes what is written about it, and makes it public.
import { sql } from 'kysely';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { circleOf } from '../dependencies.ts';
import { departmentIdOf } from '../facets.ts';
import { columnsOfContent, isComplete, isPublic, sameContent, type Content } from '../initiative.ts';
import { editInitiatives, requireEdit } from '../permissions.ts';
import { changeInitiative, holdInitiative, noteStep, type Seen } from './take-step.ts';

/** Pages of the module that stand where the address of an initiative or an obstacle would. */
export const reserved = ['bearbeiten', 'geld', 'neu', 'tafel', 'zeitplan', 'zusammenhang'];

/**
 * @param id chosen by whoever begins it: sent twice with the same content, it begins one
 * @throws Fault INITIATIVE_ADDRESS_TAKEN, FORBIDDEN, NOT_FOUND for one that is needed and does not exist
 */
export async function beginInitiative(
  app: App,
  staff: StaffActor,
  id: string,
  content: Content,
): Promise<void> {
  if (reserved.includes(id)) throw new Fault('INITIATIVE_ADDRESS_TAKEN');
  await transact(app, staff, async (tx) => {
    if (!editInitiatives.allows(staff, undefined, app)) throw new Fault('FORBIDDEN');
    requireEdit(app, staff, content.unit);
    await requireNoCircle(tx, id, content.needs);
    const now = app.clock.now();
    const row = await tx.db
      .insertInto('initiatives.initiative')
      .values({
        ...columnsOfContent(content),
        id,
        revision: 1,
        phase: 'idea',
        department: departmentIdOf(app, content.unit),
        owner_id: staff.id,
        credit_rappen: 0,
        spent_rappen: 0,
        changed_at: now,
        created_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (row) return noteStep(tx, { id, revision: 1 }, 'begun', staff, content);
    const before = await holdInitiative(tx, id);
    if (before.ownerId !== staff.id || before.revision !== 1 || !sameContent(before, content))
      throw new Fault('INITIATIVE_ADDRESS_TAKEN');
  });
}

/** What is public stays whole. @throws Fault REVISION_CONFLICT, FORBIDDEN, INITIATIVE_INCOMPLETE, INITIATIVE_CIRCLE */
export async function saveInitiative(
  app: App,
  staff: StaffActor,
  seen: Seen,
  content: Content,
): Promise<void> {
  await changeInitiative(
    app,
    staff,
    seen,
    'saved',
    async (initiative, tx) => {
      // Nobody hands an initiative to a unit that they could not take it from.
      requireEdit(app, staff, content.unit);
      if (isPublic(initiative) && !isComplete(content)) throw new Fault('INITIATIVE_INCOMPLETE');
      await requireNoCircle(tx, seen.id, content.needs);
      return { ...columnsOfContent(content), department: departmentIdOf(app, content.unit) };
    },
    { content },
  );
}

/** It stays public: what ends is said by its phase. @throws Fault INITIATIVE_INCOMPLETE, INITIATIVE_NOT_POSSIBLE, REVISION_CONFLICT, FORBIDDEN */
export async function publishInitiative(app: App, staff: StaffActor, seen: Seen): Promise<void> {
  await changeInitiative(
    app,
    staff,
    seen,
    'published',
    (initiative) => {
      if (isPublic(initiative)) throw new Fault('INITIATIVE_NOT_POSSIBLE');
      if (!isComplete(initiative)) throw new Fault('INITIATIVE_INCOMPLETE');
      return { published_at: app.clock.now() };
    },
    { isWanted: isPublic },
  );
}

/**
 * Two who close a circle from both ends at once would not see each other: one waits for the other here.
 * @throws Fault INITIATIVE_CIRCLE, NOT_FOUND
 */
async function requireNoCircle(tx: Transaction, id: string, needs: readonly string[]): Promise<void> {
  if (needs.length === 0) return;
  await sql`select pg_advisory_xact_lock(hashtextextended('initiatives.needs', 0))`.execute(tx.db);
  const { rows } = await sql<{ id: string; needs: string[] }>`with recursive reached(id) as (
      select unnest(${[...needs]}::text[])
      union
      select unnest(initiative.needs) from reached join initiatives.initiative on initiative.id = reached.id
    ) select initiative.id, initiative.needs from reached join initiatives.initiative on initiative.id = reached.id`.execute(
    tx.db,
  );
  const all = new Map(rows.map((row) => [row.id, row.needs]));
  if (needs.some((each) => each !== id && !all.has(each))) throw new Fault('NOT_FOUND');
  if (circleOf(id, needs, all)) throw new Fault('INITIATIVE_CIRCLE');
}
