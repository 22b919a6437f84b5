// What somebody may do with an entry: by their sight of its group; an idea belongs to all staff.
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { isInside, type Circle } from '../groups/circle.ts';
import { sightIn, sightOf } from '../groups/sight.ts';
import { moderateCommunity, takePart, type Participant } from '../permissions.ts';

export interface EntrySight {
  /** Undefined: an idea. */
  circle: Circle | undefined;
  mayWrite: boolean;
  mayModerate: boolean;
}

function ofIdea(app: App, actor: Participant): EntrySight {
  // Guests see one group, and no ideas.
  if (!takePart.allows(actor, undefined, app)) throw new Fault('NOT_FOUND');
  return {
    circle: undefined,
    mayWrite: true,
    mayModerate: moderateCommunity.allows(actor, undefined, app),
  };
}

async function placeOf(db: Database, id: string): Promise<{ circle: string | null }> {
  const row = isUuid(id)
    ? await db
        .selectFrom('community.entry')
        .select('circle_id as circle')
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined;
  if (!row) throw new Fault('NOT_FOUND');
  return row;
}

/** For pages. @throws Fault NOT_FOUND */
export async function entrySightOf(app: App, actor: Participant, id: string): Promise<EntrySight> {
  const { circle } = await ownData(app, actor, (db) => placeOf(db, id));
  if (circle === null) return ofIdea(app, actor);
  const sight = await sightOf(app, actor, circle);
  return { circle: sight.circle, mayWrite: isInside(sight), mayModerate: sight.mayModerate };
}

/** For actions. @throws Fault NOT_FOUND */
export async function entrySightIn(tx: Transaction, actor: Participant, id: string): Promise<EntrySight> {
  const { circle } = await placeOf(tx.db, id);
  if (circle === null) return ofIdea(tx.app, actor);
  const sight = await sightIn(tx, actor, circle);
  return { circle: sight.circle, mayWrite: isInside(sight), mayModerate: sight.mayModerate };
}
