// For tests: those who lead, steer and work, and initiatives that are begun and published in one line.
import { CookieJar, csrfOf } from '../../../../tests/support/cookie-jar.ts';
import type { TestProgram } from '../../../../tests/support/test-program.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import { languages } from '../../../kernel/i18n/texts.ts';
import { demoActor } from '../../identity/index.ts';
import { signIn } from '../../identity/testing/sign-in.ts';
import { beginInitiative, publishInitiative } from '../actions/save-initiative.ts';
import type { Content } from '../initiative.ts';

export async function staffOf({ app }: TestProgram, id: string): Promise<StaffActor> {
  const actor = await demoActor(app, id);
  if (actor.kind !== 'staff') throw new Error(`${id} works for the canton`);
  return actor;
}

/** Whole in four languages, of the unit that head-hanna leads. */
export function content(title: string, more: Partial<Content> = {}): Content {
  const text = (language: string) => ({
    ...{ title: `${title} ${language}`, goal: 'Einfacher', people: 'Alle' },
    ...{ before: 'Papier', future: 'Online' },
  });
  return {
    texts: Object.fromEntries(languages.map((each) => [each, text(each)])) as Content['texts'],
    ...{ unit: 'veterinaeramt', topics: ['tiere'], services: [], partnerUnits: [], partners: [] },
    ...{ needs: [], obstacles: [], origins: [], startsOn: '2026-01-01', endsOn: '2027-12-31' },
    ...more,
  };
}

export async function published(
  { app }: TestProgram,
  staff: StaffActor,
  id: string,
  more: Partial<Content> = {},
): Promise<void> {
  await beginInitiative(app, staff, id, content(id, more));
  await publishInitiative(app, staff, { id, revision: 1 });
}

export async function open({ origin }: TestProgram, identity: string): Promise<CookieJar> {
  const jar = new CookieJar(origin);
  await signIn(jar, identity);
  return jar;
}

/** Fills in a form as it stands on its page. */
export async function send(jar: CookieJar, page: string, fields: Record<string, string>): Promise<Response> {
  const html = await (await jar.fetch(page)).text();
  return jar.post(page, { _csrf: csrfOf(html), ...fields });
}
