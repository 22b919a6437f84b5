// The bytes of a first visit: the home page with all that a browser fetches for it, as they come over the line.
import { exactAnswer } from './pages.ts';
import type { Figure } from './figures.ts';

/** What a browser fetches without being asked: style sheets, icons, preloaded fonts, scripts, images. */
function fetchedBy(html: string): string[] {
  const links = [...html.matchAll(/<link\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => /\brel="[^"]*\b(stylesheet|icon|preload|modulepreload|manifest)\b/.test(tag))
    .map((tag) => /\bhref="([^"]+)"/.exec(tag)?.[1]);
  const sources = [...html.matchAll(/<(?:script|img|source|iframe)\b[^>]*\bsrc="([^"]+)"/g)].map(
    (each) => each[1],
  );
  return [...links, ...sources].filter((each) => each !== undefined);
}

const namedInStyles = (css: string) =>
  [...css.matchAll(/url\(["']?([^"')]+)["']?\)/g)].map((each) => each[1] ?? '');

/** Each address once, heads of the answers included. */
export async function firstVisit(origin: string): Promise<Figure> {
  const seen = new Set<string>();
  let total = 0;
  const visit = async (url: URL): Promise<void> => {
    if (url.protocol === 'data:' || seen.has(url.href)) return;
    seen.add(url.href);
    const answer = await exactAnswer(url.href, { 'accept-encoding': 'gzip, deflate, br' });
    if (answer.status !== 200) throw new Error(`${url.href} answered ${answer.status}`);
    total += answer.received;
    const type = answer.headers['content-type'] ?? '';
    if (!/^text\/(html|css)/.test(type)) return;
    const text = await (await fetch(url)).text();
    const next = type.startsWith('text/html') ? fetchedBy(text) : namedInStyles(text);
    for (const address of next) await visit(new URL(address, url));
  };
  await visit(new URL('/', origin));
  return {
    task: 'first-visit',
    value: total / 1000,
    unit: 'kB',
    limit: 60,
    against: '60 kB for the page, styles, font, icon and heads together, compressed',
    better: 'lower',
    n: seen.size,
    subject: `/ and ${seen.size - 1} files`,
  };
}
