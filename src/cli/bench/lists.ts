// Pages over lists that grow: each with many rows behind it against the same page with few, which should cost the same.
import { join } from 'node:path';
import { CookieJar } from '../../../tests/support/cookie-jar.ts';
import { signIn } from '../../modules/identity/testing/sign-in.ts';
import { byTurns, median, type Figure, type Sample } from './figures.ts';
import { exactAnswer } from './pages.ts';
import { startProgram } from './program.ts';

/** Persons of `SEED=scale:N`; each has a case, five reports, a comment and a subscription. */
const few = 100;
const many = 20_000;
/** For one round; one after the other, as a person clicks. */
const calls = 25;

/** Signed in, so that no page comes from the store of those that are the same for everyone. */
const pages = [
  { task: 'list-process', who: 'resident-anna', path: '/mitreden/buergerraete' },
  { task: 'list-comments', who: 'resident-anna', path: '/mitreden/buergerraete/beitraege' },
  { task: 'list-reports', who: 'resident-anna', path: '/meldungen' },
  { task: 'list-open311', who: 'resident-anna', path: '/open311/v2/requests.json' },
  { task: 'list-subscriptions', who: 'resident-anna', path: '/konto/abos' },
  { task: 'list-worklist', who: 'clerk-fiona', path: '/arbeitsliste' },
  { task: 'list-reports-of-unit', who: 'clerk-gian', path: '/meldungen/bearbeiten' },
] as const;

async function cookieOf(origin: string, who: string): Promise<string> {
  const jar = new CookieJar(origin);
  await signIn(jar, who);
  return `session=${jar.get('session') ?? ''}`;
}

/** @returns the middle time of a call in milliseconds @throws Error when an answer is not a page */
async function timeOf(url: string, cookie: string): Promise<Sample> {
  const times: number[] = [];
  for (let call = 0; call < calls; call++) {
    const since = performance.now();
    const { status } = await exactAnswer(url, { cookie });
    times.push(performance.now() - since);
    if (status !== 200) throw new Error(`${url} answered ${status}`);
  }
  return { value: median(times), n: calls };
}

/** Two programs side by side, with few and with many invented persons. */
export async function lists(folder: string): Promise<Figure[]> {
  const small = await startProgram(join(folder, 'few'), { SEED: `scale:${few}` });
  const large = await startProgram(join(folder, 'many'), { SEED: `scale:${many}` });
  await Promise.all([small.settle(), large.settle()]);
  const figures: Figure[] = [];
  for (const { task, who, path } of pages) {
    const [ours, limit] = await Promise.all([cookieOf(large.origin, who), cookieOf(small.origin, who)]);
    const result = await byTurns(
      5,
      () => timeOf(`${large.origin}${path}`, ours),
      () => timeOf(`${small.origin}${path}`, limit),
    );
    const subject = `${path}, ${many} persons`;
    figures.push({
      task,
      ...result,
      unit: 'ms',
      against: `the same with ${few} persons`,
      better: 'lower',
      subject,
    });
  }
  await Promise.all([small.stop(), large.stop()]);
  return figures;
}
