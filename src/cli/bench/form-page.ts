// What a page of a form costs: processor time of the web process for the whole answer, session and draft included.
import { CookieJar } from '../../../tests/support/cookie-jar.ts';
import { signIn } from '../../modules/identity/testing/sign-in.ts';
import { median, type Figure } from './figures.ts';
import { operationsPerSecond } from './load.ts';
import type { RunningProgram } from './program.ts';

/** The building application: the longest form of the canton, on the page that it begins with. */
const form = '/leistungen/baubegehren-einreichen/formular';
/** Milliseconds. Set, not measured: it is what a page may cost. */
const limit = 2;
const connections = 8;

/** As somebody who is signed in, over and over on one draft. */
export async function formPage(program: RunningProgram): Promise<Figure> {
  const jar = new CookieJar(program.origin);
  await signIn(jar, 'resident-anna');
  const { response, url } = await jar.follow(form);
  const size = (await response.arrayBuffer()).byteLength;
  if (response.status !== 200) throw new Error(`${url.pathname} answered ${response.status}`);
  const cookie = ['session', 'draft']
    .map((name) => [name, jar.get(name)] as const)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
  const open = async () => {
    const answer = await fetch(url, { headers: { cookie } });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${url.pathname} answered ${answer.status}`);
  };
  await operationsPerSecond(connections, 1, open);
  const values: number[] = [];
  let n = 0;
  for (let round = 0; round < 3; round++) {
    const before = await program.metric('process_cpu_seconds_total');
    const sample = await operationsPerSecond(connections, 3, open);
    const spent = (await program.metric('process_cpu_seconds_total')) - before;
    values.push((spent * 1000) / sample.n);
    n += sample.n;
  }
  return {
    task: 'form-page',
    value: median(values),
    unit: 'ms',
    limit,
    against: `${limit} ms of processor time for a page, which is set`,
    better: 'lower',
    n,
    subject: `${url.pathname}, ${size} bytes`,
  };
}
