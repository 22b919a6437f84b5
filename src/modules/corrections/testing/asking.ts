// For tests: asks for corrections and decides about them as the forms do.
import { CookieJar, csrfOf } from '../../../../tests/support/cookie-jar.ts';
import type { TestProgram } from '../../../../tests/support/test-program.ts';
import { barePool } from '../../../../tests/support/unguarded.ts';
import { signIn } from '../../identity/testing/sign-in.ts';

export const rowsOf = async <Row>(
  { app }: TestProgram,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> => (await barePool(app).query(text, values)).rows as Row[];

export async function openAs({ origin }: TestProgram, identity: string): Promise<CookieJar> {
  const jar = new CookieJar(origin);
  await signIn(jar, identity);
  return jar;
}

export const gesehen = (html: string) =>
  (/name="gesehen" value="([^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&quot;', '"');

/** Asks as the form does. */
export async function ask(jar: CookieJar, angabe: string, right: Record<string, string>) {
  const html = await (await jar.fetch(`/konto/register/berichtigen?angabe=${angabe}`)).text();
  return jar.post('/konto/register/berichtigen', {
    ...{ _csrf: csrfOf(html), angabe, gesehen: gesehen(html) },
    ...Object.fromEntries(Object.entries(right).map(([part, value]) => [`richtig${part}`, value])),
    bemerkung: 'Seit dem Umbau',
  });
}

export const address = (houseNumber: string) => ({
  '.street': 'Freie Strasse',
  '.houseNumber': houseNumber,
  '.postalCode': '4051',
  '.town': 'Basel',
});

export async function latestRequest(program: TestProgram) {
  const [row] = await rowsOf<{ id: string; state: string; stale: boolean }>(
    program,
    'select id, state, stale from corrections.request order by asked_at desc limit 1',
  );
  if (!row) throw new Error('Nobody has asked');
  return row;
}

export async function decide(jar: CookieJar, id: string, entscheidung: string, begruendung = '') {
  const html = await (await jar.fetch(`/berichtigungen/${id}`)).text();
  return jar.post(`/berichtigungen/${id}`, { _csrf: csrfOf(html), entscheidung, begruendung });
}
