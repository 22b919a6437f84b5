// Actors and drafts under a mandate, for tests of the whole program.
import { resolveDayTokens } from '../../src/engine/index.ts';
import { actingRules } from '../../src/kernel/acting.ts';
import type { PersonActor } from '../../src/kernel/actor.ts';
import { examplesOf, serviceById } from '../../src/modules/catalogue/index.ts';
import { demoActor } from '../../src/modules/identity/index.ts';
import { saveAnswers } from '../../src/modules/intake/actions/save-answers.ts';
import { startDraft } from '../../src/modules/intake/actions/start-draft.ts';
import type { TestProgram } from './test-program.ts';

/** The id in the address of a mandate. */
export const idOf = (address: string) => address.split('/').at(-1) ?? '';

export const personOf = async ({ app }: TestProgram, identity: string) =>
  (await demoActor(app, identity)) as PersonActor;

/** The giver of a mandate, as somebody who acts for them. */
export async function actingBy(
  program: TestProgram,
  identity: string,
  address: string,
): Promise<PersonActor> {
  const by = await personOf(program, identity);
  const acting = await actingRules(program.app).actorFor(program.app, idOf(address), by);
  if (!acting) throw new Error('Nobody to act for');
  return acting;
}

/** A draft of the dog registration that is ready to be sent. @returns its id */
export async function readyDraft({ app }: TestProgram, person: PersonActor): Promise<string> {
  const definition = serviceById(app, 'hund-anmelden');
  const example = examplesOf(app, 'hund-anmelden').find(({ name }) => name === 'Ein Hund, sofort bestätigt');
  if (!definition || !example) throw new Error('The service has changed');
  const draft = await startDraft(app, person, definition, 'de');
  const typed = resolveDayTokens(example.answers, app.clock.today()) as Record<string, unknown>;
  await saveAnswers(app, person, draft.id, { answers: (answers) => void Object.assign(answers, typed) });
  return draft.id;
}
