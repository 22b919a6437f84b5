// A dog registration as a program sends it, in which the register says what it knows.
import type { TestProgram } from '../../../../tests/support/test-program.ts';
import { resolveDayTokens } from '../../../engine/index.ts';
import { examplesOf, serviceById } from '../../catalogue/index.ts';
import { submitAnswers } from '../../../../tests/support/submit-answers.ts';

/** A dog that the rules confirm at once; what the register knows is left out, so that it says it. */
export async function knownDog(
  program: TestProgram,
  identity: string,
  example = 'Ein Hund, sofort bestätigt',
): Promise<string> {
  const found = examplesOf(program.app, 'hund-anmelden').find(({ name }) => name === example);
  const sourced = (serviceById(program.app, 'hund-anmelden')?.pages ?? [])
    .flatMap(({ fields }) => fields)
    .flatMap(({ id, source }) => (source === undefined ? [] : [id]));
  const all = resolveDayTokens(found?.answers ?? {}, program.app.clock.today()) as Record<string, unknown>;
  const answers = Object.fromEntries(Object.entries(all).filter(([id]) => !sourced.includes(id)));
  return submitAnswers(program, identity, 'hund-anmelden', answers);
}
