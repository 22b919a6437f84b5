// Asks and answers through the real program, for the tests of questions.
import { CookieJar, csrfOf } from '../../../../tests/support/cookie-jar.ts';
import type { TestProgram } from '../../../../tests/support/test-program.ts';
import { barePool } from '../../../../tests/support/unguarded.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import { demoActor } from '../../identity/index.ts';
import { signIn } from '../../identity/testing/sign-in.ts';

/** Value of a hidden field. */
export const field = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

/** @param program asked for late: it starts before the tests do, not before they are described */
export function asking(program: () => TestProgram) {
  const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await barePool(program().app).query(text, values)).rows as Row[];
  const visitor = () => new CookieJar(program().origin);
  return {
    rows,
    visitor,
    async open(identity: string): Promise<CookieJar> {
      const jar = visitor();
      await signIn(jar, identity);
      return jar;
    },
    async ask(jar: CookieJar, more: Record<string, string> = {}) {
      const html = await (await jar.fetch('/fragen/neu?q=Worum')).text();
      const form = {
        _csrf: csrfOf(html),
        _id: field(html, '_id'),
        titel: 'Wie geht das?',
        text: 'Ich weiss es nicht.',
        sichtbar: 'privat',
        ...more,
      };
      return { form, answer: await jar.post('/fragen/neu', form) };
    },
    async idOf(title: string): Promise<string> {
      const [row] = await rows<{ id: string }>('select id from questions.question where title = $1', [title]);
      return row?.id ?? '';
    },
    async staff(identity: string): Promise<StaffActor> {
      const actor = await demoActor(program().app, identity);
      if (actor.kind !== 'staff') throw new Error(`${identity} is no staff`);
      return actor;
    },
    async question(id: string) {
      const [row] = await rows<{
        unit: string;
        due: string;
        state: string;
        revision: number;
        reroutes: number;
      }>('select unit, due::text, state, revision, reroutes from questions.question where id = $1', [id]);
      if (!row) throw new Error(`There is no question ${id}`);
      return row;
    },
  };
}
