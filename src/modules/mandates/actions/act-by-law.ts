// The demonstration acts for a company or a child through one of those whom the register names.
import { actingRules } from '../../../kernel/acting.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { representedBy } from '../queries/representatives.ts';
import { learnRepresentations } from './learn-representations.ts';

/** @returns undefined where no register says (now) that they act for the company or person of this key */
export async function actByLaw(app: App, self: PersonActor, key: string): Promise<PersonActor | undefined> {
  await learnRepresentations(app, self, 'de');
  const found = (await representedBy(app, self.id)).find(({ representedKey }) => representedKey === key);
  const actor = found && (await actingRules(app).actorFor(app, found.id, self));
  return actor?.acting?.lapsed === false ? actor : undefined;
}
