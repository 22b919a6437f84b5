// A member of staff opens a group, and moderates it until others do.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { begin } from '../people/begin.ts';
import { wordsOf } from '../search/words.ts';
import { addMember } from './members.ts';

export interface WantedGroup {
  /** uuid, made with the form: sent twice it is one group. */
  id: string;
  name: string;
  about: string;
  open: boolean;
}

/** @throws Fault COMMUNITY_NAME_TAKEN */
export async function createGroup(app: App, actor: StaffActor, wanted: WantedGroup): Promise<string> {
  const { id, name, about, open } = wanted;
  await transact(app, actor, async (tx) => {
    tx.ownData();
    await begin(tx, actor);
    const made = await tx.db
      .insertInto('community.circle')
      .values({
        ...{ id, name, about, open },
        created_at: app.clock.now(),
        last_at: app.clock.now(),
        words: wordsOf(name, about),
      })
      // The same id twice, or the name of another group: two at once are one after the other here.
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) {
      const before = await tx.db
        .selectFrom('community.member as m')
        .innerJoin('community.circle as c', 'c.id', 'm.circle_id')
        .select('c.id')
        .where('c.id', '=', id)
        .where('c.name', '=', name)
        .where('m.account_id', '=', actor.id)
        .executeTakeFirst();
      if (!before) throw new Fault('COMMUNITY_NAME_TAKEN');
      return;
    }
    await addMember(tx, id, { account: actor.id, shownAs: actor.name, role: 'moderator' });
    await tx.emit({ type: 'group.created', subject: id, data: { open } });
  });
  return id;
}
