// Colleagues of the demonstration for tests: as actors of actions, and as browsers.
import { CookieJar, csrfOf } from '../../../../tests/support/cookie-jar.ts';
import type { TestProgram } from '../../../../tests/support/test-program.ts';
import { barePool } from '../../../../tests/support/unguarded.ts';
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import { demoActor } from '../../identity/index.ts';
import { signIn } from '../../identity/testing/sign-in.ts';

/** Of demo/community.yaml. */
export const seeded = {
  open: 'c0a00000-0000-4000-8000-000000000001',
  withGuest: 'c0a00000-0000-4000-8000-000000000002',
  closed: 'c0a00000-0000-4000-8000-000000000003',
  question: 'c0e00000-0000-4000-8000-000000000001',
  post: 'c0e00000-0000-4000-8000-000000000002',
  openQuestion: 'c0e00000-0000-4000-8000-000000000003',
  hidden: 'c0e00000-0000-4000-8000-000000000004',
  document: 'c0d00000-0000-4000-8000-000000000001',
  event: 'c0b00000-0000-4000-8000-000000000001',
  chosen: 'c0f00000-0000-4000-8000-000000000001',
  idea: 'c0f00000-0000-4000-8000-000000000002',
};

export async function colleague({ app }: TestProgram, id: string): Promise<StaffActor> {
  const actor = await demoActor(app, id);
  if (actor.kind !== 'staff') throw new Error(`${id} does not work here`);
  return actor;
}

export async function guestOf({ app }: TestProgram, id: string): Promise<PersonActor> {
  const actor = await demoActor(app, id);
  if (actor.kind !== 'person') throw new Error(`${id} is no person of the public`);
  return actor;
}

export async function browser(program: TestProgram, identity: string): Promise<CookieJar> {
  const jar = new CookieJar(program.origin);
  await signIn(jar, identity);
  return jar;
}

/** Posts a form of a page, with its token and its id. */
export async function postForm(
  jar: CookieJar,
  page: string,
  fields: Record<string, string>,
  action = page,
): Promise<Response> {
  const html = await (await jar.fetch(page)).text();
  const id = /name="_id" value="([^"]+)"/.exec(html)?.[1];
  return jar.post(action, { _csrf: csrfOf(html), ...(id === undefined ? {} : { _id: id }), ...fields });
}

export const rowsOf = async <Row>(
  { app }: TestProgram,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> => (await barePool(app).query(text, [...values])).rows as Row[];

/** The codes of what was refused, and how much was done. */
export function outcomes(settled: readonly PromiseSettledResult<unknown>[]): {
  done: number;
  codes: string[];
} {
  const refused = settled.filter((each) => each.status === 'rejected');
  return {
    done: settled.length - refused.length,
    codes: [...new Set(refused.map(({ reason }) => (reason as { code?: string }).code ?? String(reason)))],
  };
}
