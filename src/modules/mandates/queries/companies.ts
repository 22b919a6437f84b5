// Who signs for a company now: the register is asked before anything of the company is read, for whoever does not act for it yet.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { actorByLaw } from './acting-by-law.ts';
import { selfOf } from './mandates.ts';
import type { Representation } from '../representation.ts';

/**
 * The company as an actor, for whom somebody signs.
 * @param representation one of theirs, as the register last said
 * @returns undefined where the register does not name them (any more), or is silent
 */
export async function asSignatory(
  app: App,
  actor: PersonActor,
  { id, representedId }: Pick<Representation, 'id' | 'representedId'>,
): Promise<PersonActor | undefined> {
  // Asked already, when this request began.
  const found = actor.acting && actor.id === representedId ? actor : await actorByLaw(app, id, selfOf(actor));
  return found?.acting?.byLaw?.kind === 'signatory' && !found.acting.lapsed ? found : undefined;
}
