// Minor children of whoever is signed in: who may give mandates in their names, see them and end them, as the register says now.
import { lapsedCode } from '../../../kernel/acting.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { toMandate, type Mandate } from '../mandate.ts';
import type { Representation } from '../representation.ts';
import type { Side } from '../rules.ts';
import { actorByLaw } from './acting-by-law.ts';
import { mandateOf, selfOf } from './mandates.ts';
import { representedBy } from './representatives.ts';

/** As the register last said; what is done for one asks it again. */
export async function childrenOf(app: App, self: PersonActor): Promise<Representation[]> {
  const represented = await representedBy(app, self.id);
  return represented
    .filter(({ kind }) => kind === 'parent')
    .toSorted((a, b) => a.representedName.localeCompare(b.representedName) || a.id.localeCompare(b.id));
}

/**
 * The child as an actor, for whom the parent acts.
 * @throws Fault NOT_FOUND for anything else than one's own child, REPRESENTATION_ENDED, REPRESENTATION_UNCONFIRMED
 */
export async function asChild(app: App, self: PersonActor, representation: string): Promise<PersonActor> {
  const actor = isUuid(representation) ? await actorByLaw(app, representation, selfOf(self)) : undefined;
  const { acting } = actor ?? {};
  if (!actor || acting?.byLaw?.kind !== 'parent') throw new Fault('NOT_FOUND');
  if (acting.lapsed) throw new Fault(lapsedCode(acting));
  return actor;
}

/** Whoever decides about a mandate: the child, where it is the mandate of one's own child; otherwise oneself. */
export async function partyOf(app: App, self: PersonActor, mandateId: string): Promise<PersonActor> {
  if (!isUuid(mandateId)) return self;
  const giver = await impersonal(app, 'find-rights', (db) =>
    db.selectFrom('mandates.mandate').select('giver_id').where('id', '=', mandateId).executeTakeFirst(),
  );
  const child = (await childrenOf(app, self)).find(({ representedId }) => representedId === giver?.giver_id);
  return child ? asChild(app, self, child.id) : self;
}

const mostShown = 50;

/** Mandates in the name of a child, newest first; the look is logged for the child. */
export async function mandatesOfChild(app: App, child: PersonActor): Promise<Mandate[]> {
  return transact(app, child, async (tx) => {
    const rows = await tx.db
      .selectFrom('mandates.mandate')
      .selectAll()
      .where('giver_id', '=', child.id)
      .orderBy('offered_at', 'desc')
      .orderBy('id')
      .limit(mostShown)
      .execute();
    await tx.recordAccess({ kind: 'read', subject: child.id, fields: ['mandate'], purpose: 'mandate' });
    return rows.map(toMandate);
  });
}

/** One of them; undefined for anyone else's. */
export async function mandateOfChild(
  app: App,
  child: PersonActor,
  id: string,
): Promise<{ mandate: Mandate; side: Side } | undefined> {
  return transact(app, child, async (tx) => {
    const found = await mandateOf(tx.db, child, id);
    await tx.recordAccess({ kind: 'read', subject: child.id, fields: ['mandate'], purpose: 'mandate' });
    return found;
  });
}
