// A browser that fills in a form before signing in, and what the database holds of it; for tests only.
import { bareDb } from '../../../../tests/support/unguarded.ts';
import { CookieJar, csrfOf } from '../../../../tests/support/cookie-jar.ts';
import type { TestProgram } from '../../../../tests/support/test-program.ts';

export const dog = '/leistungen/hund-anmelden/formular';

/** The first page of `dog` with one answer, which no register has. */
export const halter = {
  vorname: 'Annna',
  nachname: '',
  'adresse.street': '',
  'adresse.houseNumber': '',
  'adresse.postalCode': '',
  'adresse.town': '',
};

/** The value of a hidden field. */
export const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

/** A browser that has begun the form without signing in. */
export async function begin(program: TestProgram, form = dog): Promise<CookieJar> {
  const jar = new CookieJar(program.origin);
  const start = await (await jar.fetch(form)).text();
  const response = await jar.post(form, { _csrf: csrfOf(start) });
  if (response.status !== 303) throw new Error(`${form} answered ${response.status}`);
  return jar;
}

/** Posts a page of a form as it is shown, with these controls. */
export async function answer(
  jar: CookieJar,
  path: string,
  controls: Record<string, string>,
): Promise<Response> {
  const html = await (await jar.fetch(path)).text();
  const asked = [...html.matchAll(/name="(_asked\.[^"]+)"/g)].map((each) => [each[1] ?? '', '1']);
  return jar.post(path, {
    _csrf: csrfOf(html),
    _draft: hidden(html, '_draft'),
    _do: 'next',
    ...Object.fromEntries(asked),
    ...controls,
  });
}

export const drafts = ({ app }: TestProgram) => bareDb(app).selectFrom('intake.draft').selectAll().execute();

export type DraftRow = Awaited<ReturnType<typeof drafts>>[number];

/** The only draft there is. */
export async function theDraft(program: TestProgram): Promise<DraftRow> {
  const [row, ...others] = await drafts(program);
  if (!row || others.length > 0) throw new Error(`There are ${others.length + (row ? 1 : 0)} drafts`);
  return row;
}

/** How many uses of personal data were logged. */
export const accesses = async ({ app }: TestProgram) =>
  (await bareDb(app).selectFrom('kernel.access_entry').select('id').execute()).length;

/** No drafts and none of their files. */
export async function forget({ app }: TestProgram): Promise<void> {
  await bareDb(app).deleteFrom('intake.draft').execute();
  await bareDb(app).deleteFrom('intake.upload').where('draft_id', 'is not', null).execute();
}
