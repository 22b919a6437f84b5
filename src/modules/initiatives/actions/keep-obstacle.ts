// The register of legal obstacles: enters one once, corrects it, and says how far its change is; each step stays.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import {
  columnsOfObstacle,
  lackingParts,
  sameObstacle,
  type Obstacle,
  type ObstacleContent,
  type ObstacleState,
} from '../obstacle.ts';
import { maySteer } from '../permissions.ts';
import { holdObstacle } from '../queries/obstacles.ts';
import { reserved } from './save-initiative.ts';
import type { Seen } from './take-step.ts';

/** The register is public from the first moment: nothing may be missing. */
function requireWhole(app: App, staff: StaffActor, content?: ObstacleContent): void {
  if (!maySteer(app, staff)) throw new Fault('FORBIDDEN');
  if (content && lackingParts(content).length > 0) throw new Fault('INITIATIVE_INCOMPLETE');
}

/** @throws Fault INITIATIVE_ADDRESS_TAKEN, INITIATIVE_INCOMPLETE, FORBIDDEN */
export async function enterObstacle(
  app: App,
  staff: StaffActor,
  id: string,
  content: ObstacleContent,
): Promise<void> {
  requireWhole(app, staff, content);
  if (reserved.includes(id)) throw new Fault('INITIATIVE_ADDRESS_TAKEN');
  await transact(app, staff, async (tx) => {
    const now = app.clock.now();
    const row = await tx.db
      .insertInto('initiatives.obstacle')
      .values({
        ...columnsOfObstacle(content),
        ...{ id, revision: 1, state: 'found', created_at: now, changed_at: now },
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (row)
      return noteObstacle(
        tx,
        { id, revision: 1, state: 'found' },
        staff,
        { words: '', language: 'de' },
        content,
      );
    const before = await holdObstacle(tx.db, id);
    if (!before || before.revision !== 1 || !sameObstacle(before, content))
      throw new Fault('INITIATIVE_ADDRESS_TAKEN');
  });
}

/** @throws Fault REVISION_CONFLICT, INITIATIVE_INCOMPLETE, FORBIDDEN, NOT_FOUND */
export async function saveObstacle(
  app: App,
  staff: StaffActor,
  seen: Seen,
  content: ObstacleContent,
): Promise<void> {
  requireWhole(app, staff, content);
  await changeObstacle(app, staff, seen, (before) => {
    if (before.revision === seen.revision) return { ...columnsOfObstacle(content) };
    if (before.revision === seen.revision + 1 && sameObstacle(before, content)) return undefined;
    throw new Fault('REVISION_CONFLICT');
  });
}

/** @throws Fault REVISION_CONFLICT, FORBIDDEN, NOT_FOUND */
export async function moveObstacle(
  app: App,
  staff: StaffActor,
  seen: Seen,
  { state, words, language }: { state: ObstacleState; words: string; language: Language },
): Promise<void> {
  requireWhole(app, staff);
  await changeObstacle(
    app,
    staff,
    seen,
    (before) => {
      if (before.revision === seen.revision) return { state };
      if (before.revision === seen.revision + 1 && before.state === state) return undefined;
      throw new Fault('REVISION_CONFLICT');
    },
    { words, language },
  );
}

type Change = Partial<ReturnType<typeof columnsOfObstacle>> & { state?: ObstacleState };

/** @param change undefined: it is so already, for the same form was sent twice */
async function changeObstacle(
  app: App,
  staff: StaffActor,
  { id }: Seen,
  change: (before: Obstacle) => Change | undefined,
  said: { words: string; language: Language } = { words: '', language: 'de' },
): Promise<void> {
  await transact(app, staff, async (tx) => {
    const before = await holdObstacle(tx.db, id);
    if (!before) throw new Fault('NOT_FOUND');
    const changed = change(before);
    if (!changed) return;
    const revision = before.revision + 1;
    await tx.db
      .updateTable('initiatives.obstacle')
      .set({ ...changed, revision, changed_at: app.clock.now() })
      .where('id', '=', id)
      .execute();
    await noteObstacle(tx, { id, revision, state: changed.state ?? before.state }, staff, said);
    if (changed.state !== undefined && changed.state !== before.state)
      await tx.emit({ type: 'obstacle.moved', subject: id, data: { state: changed.state, revision } });
  });
}

async function noteObstacle(
  tx: Transaction,
  { id, revision, state }: Pick<Obstacle, 'id' | 'revision' | 'state'>,
  by: StaffActor,
  { words, language }: { words: string; language: Language },
  content?: ObstacleContent,
): Promise<void> {
  await tx.db
    .insertInto('initiatives.obstacle_step')
    .values({
      ...{ obstacle_id: id, revision, state, words, language },
      at: tx.app.clock.now(),
      by_id: by.id,
      by_name: by.name,
      content: content ? JSON.stringify(content) : null,
    })
    .execute();
  await tx.emit({ type: 'obstacle.kept', subject: id, data: { revision } });
}
