// A program whose log knows the uses that a breach may have exposed, and the officer who records breaches by the pages; for tests.
import { randomUUID } from 'node:crypto';
import { CookieJar, csrfOf } from '../../../../tests/support/cookie-jar.ts';
import { testProgram } from '../../../../tests/support/test-program.ts';
import { barePool } from '../../../../tests/support/unguarded.ts';
import type { Access } from '../../../kernel/audit/write-access.ts';
import { runAt } from '../../../kernel/clock.ts';
import { transact } from '../../../kernel/transaction.ts';
import { demoActor } from '../../identity/index.ts';
import { signIn } from '../../identity/testing/sign-in.ts';
import { typedInstant, type Typed } from '../../../engine/index.ts';

const hour = 3_600_000;

/** The program at work, with two residents, the clerk who used their data about 5000 hours ago, and the officer. */
export async function recordedBreaches() {
  const program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  const { app } = program;
  const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await barePool(app).query(text, values)).rows as Row[];
  const ago = (hours: number) => {
    const instant = new Date(app.clock.now().getTime() - hours * hour);
    instant.setUTCSeconds(0, 0);
    return instant;
  };
  const staff = async (identity: string) => {
    const actor = await demoActor(app, identity);
    if (actor.kind !== 'staff') throw new Error('The demonstration has changed');
    return actor;
  };
  const person = async (identity: string) => {
    const actor = await demoActor(app, identity);
    if (actor.kind !== 'person') throw new Error('The demonstration has changed');
    return actor.id;
  };
  const [fiona, dpo] = [await staff('clerk-fiona'), await staff('dpo-jonas')];
  const [anna, bruno] = [await person('resident-anna'), await person('resident-bruno')];
  const use = (subjects: string[], fields: string[], more: Partial<Access> = {}) =>
    transact(app, fiona, (tx) =>
      tx.recordAccess(
        ...subjects.map((subject): Access => ({
          kind: 'read',
          subject,
          fields,
          purpose: 'worklist',
          ...more,
        })),
      ),
    );
  // The seed writes uses of its own; these are long before it.
  await runAt(app.clock, ago(5000), () => use([anna, bruno], ['address', 'ahv']));
  await runAt(app.clock, ago(4990), () => use([anna], ['name'], { caseRef: '2026-7KQ4-M2XD' }));
  // Still hidden from Bruno by a law: the notice would give it away.
  const hidden = { until: ago(-1000), basis: 'StPO' };
  await runAt(app.clock, ago(4985), () => use([bruno], ['ahv'], { hidden }));
  await program.settle();
  const jonas = new CookieJar(program.origin);
  await signIn(jonas, 'dpo-jonas');

  /** What the officer types; 5010 to 4980 hours ago by default. */
  const form = (more: Typed = {}): Typed => ({
    what: 'Ein Laptop wurde gestohlen.',
    ...typedInstant('noticed', ago(10)),
    ...typedInstant('from', ago(5010)),
    ...typedInstant('until', ago(4980)),
    account: 'clerk-fiona@example.org',
    ...more,
  });
  const text = async (path: string) => spaced(await (await jonas.fetch(path)).text());
  async function post(path: string, fields: Typed): Promise<Response> {
    const html = await text(path.replace(/\?.*/, ''));
    return jonas.post(path, {
      _csrf: csrfOf(html),
      ...(path.endsWith('/neu') ? { _id: randomUUID() } : { revision: fieldOf(html, 'revision') }),
      ...(fields as Record<string, string>),
    });
  }
  /** Reads whom the notice reaches, and confirms. */
  async function confirm(path: string): Promise<Response> {
    const html = await text(`${path}/informieren`);
    return post(path, { do: 'confirm', persons: fieldOf(html, 'persons') });
  }
  /** Records consequences and measures, and says that the authority was told. */
  async function tellAuthority(path: string): Promise<Response> {
    const said = {
      authorityConsequences: 'Erpressung ist möglich.',
      authorityMeasures: 'Das Konto ist gesperrt.',
    };
    await post(path, { do: 'describe', ...said });
    return post(path, { do: 'authority' });
  }
  /** Records a breach by the form; gives the path of its page. */
  async function recorded(more: Typed = {}): Promise<string> {
    const sent = await post('/aufsicht/vorfaelle/neu', form(more));
    if (sent.status !== 303) throw new Error(`The breach was not recorded: ${String(sent.status)}`);
    return sent.headers.get('location') ?? '';
  }
  const mailsOf = (path: string) =>
    rows<{ recipient: string; subject: string }>(
      'select recipient, subject from kernel.mail where key like $1 order by recipient',
      [`incident/${idOf(path)}/%`],
    );
  return {
    ...{ program, rows, ago, fiona, dpo, anna, bruno, use, jonas },
    ...{ form, text, post, confirm, tellAuthority, recorded, mailsOf },
  };
}

/** The page with common spaces for those that don't break. */
export const spaced = (html: string) => html.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');

/** The value of a hidden field. */
export const fieldOf = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

/** The breach that a page is about. */
export const idOf = (path: string) => path.split('/').at(-1) ?? '';
