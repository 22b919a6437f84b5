// Who began drafts in their owner's place, for the owner: by name as far as it may be told, and whether they may still go on.
import { actingRules } from '../../../kernel/acting.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { namesForGiver } from '../../data/index.ts';
import { personActor } from '../../identity/index.ts';
import type { Draft } from './draft.ts';

export interface DraftStarter {
  /** Undefined where a block of disclosure withholds it. */
  name: string | undefined;
  /** The mandate or representation by which they began it holds. */
  stands: boolean;
}

/** By draft; whoever acts for the owner is told nothing of others who do. */
export async function startersOf(
  app: App,
  actor: PersonActor,
  drafts: readonly Draft[],
): Promise<Map<string, DraftStarter>> {
  const found = new Map<string, DraftStarter>();
  if (actor.acting) return found;
  const begun = drafts.flatMap(({ id, begunBy }) => (begunBy ? [{ id, ...begunBy }] : []));
  const names = await namesForGiver(
    app,
    begun.map(({ account }) => account),
  );
  for (const { id, account, mandate } of begun) {
    const starter = await personActor(app, account);
    const right = starter && (await actingRules(app).actorFor(app, mandate, starter));
    found.set(id, { name: names.get(account), stands: right?.acting?.lapsed === false });
  }
  return found;
}
