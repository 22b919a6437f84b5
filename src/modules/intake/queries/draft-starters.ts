// Who began drafts in their owner's place, for the owner: by name as far as it may be told, and whether they may still go on.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { deceasedAmong, namesForGiver } from '../../data/index.ts';
import { registerIdsOf } from '../../identity/index.ts';
import { standingRights } from '../../mandates/index.ts';
import type { Draft } from './draft.ts';

export interface DraftStarter {
  /** Undefined where a block of disclosure withholds it. */
  name: string | undefined;
  /** The mandate or representation by which they began it holds, as far as it is known here: no register is asked. */
  stands: boolean;
}

/** By draft; whoever acts for the owner is told nothing of others who do. */
export async function startersOf(
  app: App,
  actor: PersonActor,
  drafts: readonly Pick<Draft, 'id' | 'begunBy'>[],
): Promise<Map<string, DraftStarter>> {
  const begun = drafts.flatMap(({ id, begunBy }) => (begunBy ? [{ id, ...begunBy }] : []));
  if (actor.acting || begun.length === 0) return new Map();
  const accounts = begun.map(({ account }) => account);
  const names = await namesForGiver(app, accounts);
  const standing = await standingRights(
    app,
    begun.map(({ mandate }) => mandate),
  );
  const keys = await registerIdsOf(app, accounts);
  const dead = await deceasedAmong(app.db, [...keys.values()]);
  return new Map(
    begun.map(({ id, account, mandate }) => [
      id,
      { name: names.get(account), stands: standing.has(mandate) && !dead.has(keys.get(account) ?? '') },
    ]),
  );
}
