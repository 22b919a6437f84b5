// Mandates at the counter, for tests only: signed papers that are recorded, and the invented people in the register.
import { csrfOf, type CookieJar } from '../../../../tests/support/cookie-jar.ts';
import type { TestProgram } from '../../../../tests/support/test-program.ts';
import { bareDb } from '../../../../tests/support/unguarded.ts';
import { dateFields, htmlOf } from './mandates.ts';

export const ahv = { anna: '756.9999.0010.14', carla: '756.9999.0030.32', rosa: '756.9999.0040.46' };

const pdf = new Blob(['%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'], {
  type: 'application/pdf',
});

/** Posts the form of the counter with these fields over good ones. */
export async function recordPaper(
  program: TestProgram,
  clerk: CookieJar,
  fields: Record<string, string>,
  scan: Blob = pdf,
): Promise<Response> {
  const body = new FormData();
  const today = program.app.clock.today();
  const all = {
    _csrf: csrfOf(await htmlOf(clerk, '/vertretung/schalter')),
    scope: 'some',
    services: 'hund-anmelden',
    accepted: 'yes',
    ...dateFields('from', today),
    ...dateFields('until', `${Number(today.slice(0, 4)) + 1}-01-31`),
    ...fields,
  };
  for (const [name, value] of Object.entries(all)) body.set(name, value);
  body.set('scan', scan, 'vollmacht.pdf');
  return clerk.fetch('/vertretung/schalter', { method: 'POST', body, headers: { 'accept-language': 'de' } });
}

export const latestMandate = (program: TestProgram) =>
  bareDb(program.app)
    .selectFrom('mandates.mandate')
    .selectAll()
    .orderBy('offered_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
