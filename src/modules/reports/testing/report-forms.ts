// The forms of reports, filled in as people and their units do.
import { csrfOf, type CookieJar } from '../../../../tests/support/cookie-jar.ts';

export const textOf = async (jar: CookieJar, path: string): Promise<string> => (await jar.fetch(path)).text();

/** Far from the invented ones. */
export const place = { 'ort.point': '47.5650, 7.5560', art: 'brunnen' };
export const page = (fields: Record<string, string>) => `/melden/angaben?${new URLSearchParams(fields)}`;

/** @returns the address of one's own report */
export async function report(
  jar: CookieJar,
  fields: Record<string, string>,
  photos: Buffer[] = [],
): Promise<Response> {
  const given = { ...place, ...fields };
  const html = await textOf(jar, page({ 'ort.point': given['ort.point'], art: given.art }));
  const form = new FormData();
  for (const [name, value] of Object.entries({ _csrf: csrfOf(html), ...given })) form.set(name, value);
  photos.forEach((bytes, index) => form.append('foto', new Blob([bytes as BlobPart]), `bild${index}.exe`));
  return jar.fetch('/melden/angaben', { method: 'POST', body: form, headers: { origin: jar.origin } });
}
export async function made(jar: CookieJar, fields: Record<string, string> = {}, photos: Buffer[] = []) {
  const answer = await report(jar, fields, photos);
  if (answer.status !== 303) throw new Error(`${answer.status}: ${await answer.text()}`);
  const own = (answer.headers.get('location') ?? '').split('?')[0] ?? '';
  return { own, id: own.split('/')[2] ?? '' };
}
export async function post(jar: CookieJar, at: string, to: string, fields: Record<string, string> = {}) {
  const html = await textOf(jar, at);
  const stand = /name="stand" value="(\d+)"/.exec(html)?.[1] ?? '';
  return jar.post(to, { _csrf: csrfOf(html), stand, ...fields });
}
export const desk = (id: string) => `/meldungen/bearbeiten/${id}`;
/** A step of the unit by its own form. */
export const act = (jar: CookieJar, id: string, fields: Record<string, string>) =>
  post(jar, desk(id), desk(id), fields);
