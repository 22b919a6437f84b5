// Browsers that give, accept and use mandates, for tests only.
import { CookieJar, csrfOf } from '../../../../tests/support/cookie-jar.ts';
import type { TestProgram } from '../../../../tests/support/test-program.ts';
import { signIn } from '../../identity/testing/sign-in.ts';

export async function browserOf(program: TestProgram, identity: string): Promise<CookieJar> {
  const jar = new CookieJar(program.origin);
  await signIn(jar, identity);
  return jar;
}

export const htmlOf = async (jar: CookieJar, path: string) =>
  (await jar.fetch(path, { headers: { 'accept-language': 'de' } })).text();

/** The fields of a date. */
export function dateFields(name: string, day: string): Record<string, string> {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}.day`]: date, [`${name}.month`]: month, [`${name}.year`]: year };
}

/** Posts the form for a mandate with these fields over good ones. */
export async function postOffer(
  program: TestProgram,
  giver: CookieJar,
  fields: Record<string, string>,
): Promise<Response> {
  const today = program.app.clock.today();
  return giver.post('/vertretung/erteilen', {
    _csrf: csrfOf(await htmlOf(giver, '/vertretung/erteilen')),
    scope: 'all',
    ...dateFields('from', today),
    ...dateFields('until', `${Number(today.slice(0, 4)) + 1}-01-31`),
    ...fields,
  });
}

/** Posts what one side does with a mandate. */
export async function act(jar: CookieJar, path: string, action: string): Promise<Response> {
  const html = await htmlOf(jar, '/vertretung/erteilen');
  return jar.post(path, { _csrf: csrfOf(html), action }, { 'accept-language': 'de' });
}

/** Offers, and accepts as the other one. @returns address of the mandate */
export async function giveAndAccept(
  program: TestProgram,
  giver: CookieJar,
  mandatary: CookieJar,
  fields: Record<string, string>,
): Promise<string> {
  const offered = await postOffer(program, giver, fields);
  const path = offered.headers.get('location') ?? '';
  if (offered.status !== 303) throw new Error(`The offer answered ${offered.status}`);
  const accepted = await act(mandatary, path, 'accept');
  if (accepted.status !== 303) throw new Error(`Accepting answered ${accepted.status}`);
  return path;
}

/** Chooses for whom to act; `''` for oneself. */
export async function actFor(jar: CookieJar, mandate: string): Promise<Response> {
  const page = await htmlOf(jar, '/vertretung');
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? csrfOf(await htmlOf(jar, '/abmelden'));
  return jar.post('/vertretung', { _csrf: csrf, mandate: mandate.split('/').at(-1) ?? '' });
}
