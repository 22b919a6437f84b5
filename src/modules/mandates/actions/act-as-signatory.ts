// The demonstration acts for a company through one of those who sign for it, as the register of companies names them.
import { actingRules } from '../../../kernel/acting.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { representedBy } from '../queries/representatives.ts';
import { learnRepresentations } from './learn-representations.ts';

/** @returns undefined where the register does not (now) say that they sign for the company */
export async function actAsSignatory(
  app: App,
  self: PersonActor,
  organisationId: string,
): Promise<PersonActor | undefined> {
  await learnRepresentations(app, self, 'de');
  const found = (await representedBy(app, self.id)).find(
    ({ register, representedKey }) => register === 'companies' && representedKey === organisationId,
  );
  const actor = found && (await actingRules(app).actorFor(app, found.id, self));
  return actor?.acting?.lapsed === false ? actor : undefined;
}
