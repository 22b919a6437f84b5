// The one place that says what somebody sees of a group; asked anew with every request and every action.
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { moderateCommunity, takePart, type Participant } from '../permissions.ts';
import { isInside, roleIn, type Sight } from './circle.ts';

/** Of the caller's scope. @returns undefined for whoever may not know that there is such a group */
async function findSight(app: App, db: Database, actor: Participant, id: string): Promise<Sight | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await db
    .selectFrom('community.circle as c')
    .leftJoin('community.member as m', (on) =>
      on.onRef('m.circle_id', '=', 'c.id').on('m.account_id', '=', actor.id),
    )
    .select([
      'c.id',
      'c.name',
      'c.about',
      'c.open',
      'c.members',
      'c.entries',
      'c.pulse',
      'c.last_at as lastAt',
    ])
    .select(['m.role', 'm.until'])
    .where('c.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { role: held, until, ...circle } = row;
  const staff = takePart.allows(actor, undefined, app);
  const role = roleIn(
    { open: circle.open, staff, today: app.clock.today() },
    held === null ? undefined : { role: held, until },
  );
  if (role === undefined) return undefined;
  const byPolicy = circle.open && moderateCommunity.allows(actor, undefined, app);
  return { circle, role, mayModerate: role === 'moderator' || byPolicy, until: until ?? undefined };
}

/** For pages. @throws Fault NOT_FOUND for whoever sees nothing of it: nobody learns that it exists */
export async function sightOf(app: App, actor: Participant, id: string): Promise<Sight> {
  const sight = await ownData(app, actor, (db) => findSight(app, db, actor, id));
  if (!sight) throw new Fault('NOT_FOUND');
  return sight;
}

/** For actions, in their transaction. @throws Fault NOT_FOUND */
export async function sightIn(tx: Transaction, actor: Participant, id: string): Promise<Sight> {
  const sight = await findSight(tx.app, tx.db, actor, id);
  if (!sight) throw new Fault('NOT_FOUND');
  return sight;
}

/** For actions of those who belong to it. @throws Fault NOT_FOUND, COMMUNITY_NOT_MEMBER */
export async function insideOf(tx: Transaction, actor: Participant, id: string): Promise<Sight> {
  const sight = await sightIn(tx, actor, id);
  if (!isInside(sight)) throw new Fault('COMMUNITY_NOT_MEMBER');
  return sight;
}
