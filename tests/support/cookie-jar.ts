// A browser without a screen: fetch with cookies, following redirects one by one, so that tests see each step.

interface Stored {
  value: string;
  path: string;
}

/** Cookies of one browser at one origin. */
export class CookieJar {
  readonly origin: string;
  readonly #cookies = new Map<string, Stored>();

  constructor(origin: string) {
    this.origin = origin;
  }

  get(name: string): string | undefined {
    return [...this.#cookies].find(([key]) => key.startsWith(`${name}\n`))?.[1].value;
  }

  set(name: string, value: string, path = '/'): void {
    this.#cookies.set(`${name}\n${path}`, { value, path });
  }

  clear(): void {
    this.#cookies.clear();
  }

  /** One request; redirects are not followed. */
  async fetch(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, this.origin);
    const headers = new Headers(init.headers);
    if (!headers.has('accept')) headers.set('accept', 'text/html');
    const cookies = [...this.#cookies]
      .filter(
        ([, { path }]) =>
          url.pathname === path || url.pathname.startsWith(path.endsWith('/') ? path : `${path}/`),
      )
      .map(([key, { value }]) => `${key.split('\n')[0]}=${value}`);
    if (cookies.length > 0 && url.origin === this.origin) headers.set('cookie', cookies.join('; '));
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    if (url.origin === this.origin) this.#keep(response);
    return response;
  }

  /** Follows redirects until a page, or until `until` says that the next address is the one to look at. */
  async follow(
    address: string,
    until: (next: URL) => boolean = () => false,
  ): Promise<{ response: Response; url: URL }> {
    let url = new URL(address, this.origin);
    for (let steps = 0; steps < 20; steps++) {
      const response = await this.fetch(url.href);
      const location = response.headers.get('location');
      if (location === null) return { response, url };
      url = new URL(location, url);
      if (until(url)) return { response, url };
    }
    throw new Error(`Redirects without end at ${url.href}`);
  }

  /** Posts a form as a browser does. */
  post(
    address: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return this.fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: this.origin, ...headers },
      body: new URLSearchParams(fields).toString(),
    });
  }

  #keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(pair.indexOf('=') + 1);
      const attribute = (wanted: string) =>
        attributes.find((each) => each.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
      const path = attribute('path') ?? '/';
      const expires = attribute('expires');
      const gone =
        attribute('max-age') === '0' || (expires !== undefined && Date.parse(expires) < Date.now());
      if (gone) this.#cookies.delete(`${name}\n${path}`);
      else this.#cookies.set(`${name}\n${path}`, { value, path });
    }
  }
}

/** The value of the form's hidden field `_csrf`. */
export function csrfOf(html: string): string {
  const found = /name="_csrf" value="([^"]+)"/.exec(html)?.[1];
  if (found === undefined) throw new Error('The page has no form with a token');
  return found;
}
