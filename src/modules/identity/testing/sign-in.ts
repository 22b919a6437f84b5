// Signs in as an invented identity the way a browser does, for tests that need someone signed in.
import { CookieJar, csrfOf } from '../../../../tests/support/cookie-jar.ts';

/** From /anmelden to the page on which one chooses an identity. */
export async function openChoicePage(
  jar: CookieJar,
  weiter?: string,
): Promise<{ path: string; html: string }> {
  const start = weiter === undefined ? '/anmelden' : `/anmelden?weiter=${encodeURIComponent(weiter)}`;
  const { response, url } = await jar.follow(start);
  if (response.status !== 200)
    throw new Error(`The choice answered ${response.status}: ${await response.text()}`);
  return { path: url.pathname, html: await response.text() };
}

/** Chooses, and stops before the callback is called. @returns its address */
export async function chooseIdentity(
  jar: CookieJar,
  choice: { path: string; html: string },
  identity: string,
): Promise<URL> {
  const chosen = await jar.post(choice.path, { _csrf: csrfOf(choice.html), identity });
  const { url } = await jar.follow(
    chosen.headers.get('location') ?? '',
    (next) => next.pathname === '/anmelden/zurueck',
  );
  return url;
}

/** @returns where the person landed: the Location after the callback */
export async function signIn(jar: CookieJar, identity: string, weiter?: string): Promise<string | null> {
  const callback = await chooseIdentity(jar, await openChoicePage(jar, weiter), identity);
  return (await jar.fetch(callback.href)).headers.get('location');
}

export async function whoAmI(jar: CookieJar): Promise<{ status: number; name?: string; id?: string }> {
  const response = await jar.fetch('/api/v1/me', { headers: { accept: 'application/json' } });
  const { name, id } = (await response.json()) as { name?: string; id?: string };
  return {
    status: response.status,
    ...(name === undefined ? {} : { name }),
    ...(id === undefined ? {} : { id }),
  };
}
