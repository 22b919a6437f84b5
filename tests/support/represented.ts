// People who represent somebody by law, with the registers that say so, for tests of the whole program.
import type { CookieJar } from './cookie-jar.ts';
import type { TestProgram } from './test-program.ts';
import { bareDb } from './unguarded.ts';
import { browserOf, htmlOf } from '../../src/modules/mandates/testing/mandates.ts';

export const storeOf = (program: TestProgram) => {
  if (!program.register) throw new Error('There are no registers');
  return program.register.store;
};

export const residentOf = (program: TestProgram, id: string) => {
  const entry = storeOf(program).resident(id);
  if (!entry) throw new Error(`There is no ${id}`);
  return entry;
};

/** Dates keep together by no-break spaces. */
export const plain = (html: string) => html.replaceAll('\u00a0', ' ');

/** The id of a representation, after the register was asked for it. */
export async function representation(
  { app }: TestProgram,
  jar: CookieJar,
  who: string,
  whom: string,
): Promise<string> {
  await htmlOf(jar, '/vertretung');
  const { id } = await bareDb(app)
    .selectFrom('mandates.representation')
    .select('id')
    .where('representative_key', '=', who)
    .where('represented_key', '=', whom)
    .executeTakeFirstOrThrow();
  return id;
}

/** Browsers of `resident-<name>`. */
export const browsersOf = (program: TestProgram, names: readonly string[]): Promise<CookieJar[]> =>
  Promise.all(names.map((name) => browserOf(program, `resident-${name}`)));
