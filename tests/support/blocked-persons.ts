// Invented persons who have blocked the disclosure of their data, for trials of every way on which data goes out.
import { expect, it } from 'vitest';
import type { PersonActor, StaffActor } from '../../src/kernel/actor.ts';
import { outboundWays, type OutboundWayOf } from '../../src/modules/data/disclosure/outbound-ways.ts';
import { asIdentities, type Client } from '../../src/modules/dialogue/testing/as-identities.ts';
import { demoActor } from '../../src/modules/identity/index.ts';
import { browserOf, htmlOf } from '../../src/modules/mandates/testing/mandates.ts';
import { batchNow } from './batch.ts';
import { csrfOf, type CookieJar } from './cookie-jar.ts';
import { testProgram, type TestProgram } from './test-program.ts';
import { barePool } from './unguarded.ts';

/** What tells of Anna. */
const hers = ['Anna Beispiel', 'anna@example.org', 'Oetlingerstrasse', '756.9999.0010.14'];

export function expectNothingOfHers(text: string, where?: string): void {
  for (const each of hers) expect(text, where).not.toContain(each);
}

export interface BlockedPersons {
  program: TestProgram;
  as: Client;
  /** Anna and Dario have blocked; Anna is `person`. */
  anna: CookieJar;
  bruno: CookieJar;
  rosa: CookieJar;
  dario: CookieJar;
  /** At the counter. */
  erik: CookieJar;
  person: PersonActor;
  rows<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  staff(identity: string): Promise<StaffActor>;
  /** Sets or lifts a block in the account. @returns where it leads */
  block(jar: CookieJar, sperren: 'ja' | 'nein'): Promise<string | null>;
  /** What the counter sees when it looks for Anna. */
  searched(): Promise<string>;
}

export async function blockedPersons(env: Record<string, string> = {}): Promise<BlockedPersons> {
  const program = await testProgram({ NOW: batchNow, ...env });
  const [anna, bruno, rosa, dario, erik] = (await Promise.all(
    ['resident-anna', 'resident-bruno', 'resident-rosa', 'company-delta', 'counter-erik'].map((each) =>
      browserOf(program, each),
    ),
  )) as [CookieJar, CookieJar, CookieJar, CookieJar, CookieJar];
  const block = async (jar: CookieJar, sperren: 'ja' | 'nein') => {
    const html = await htmlOf(jar, '/konto/bekanntgabe');
    const posted = await jar.post('/konto/bekanntgabe', { _csrf: csrfOf(html), sperren });
    return posted.headers.get('location');
  };
  const searched = async () => {
    const fields = { _csrf: csrfOf(await htmlOf(erik, '/schalter')), ahv: '756.9999.0010.14' };
    return (await erik.post('/schalter/suche', fields, { 'accept-language': 'de' })).text();
  };
  expect(await searched()).toContain('Oetlingerstrasse');
  expect(await block(anna, 'ja')).toBe('/konto/bekanntgabe?jetzt=blocked');
  expect(await block(dario, 'ja')).toBe('/konto/bekanntgabe?jetzt=blocked');
  return {
    ...{ program, as: asIdentities(program), anna, bruno, rosa, dario, erik, block, searched },
    person: (await demoActor(program.app, 'resident-anna')) as PersonActor,
    staff: async (identity) => (await demoActor(program.app, identity)) as StaffActor,
    rows: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await barePool(program.app).query<Row>(text, values)).rows,
  };
}

type Blocking = (typeof outboundWays)[number]['blocking'];

/** A trial for each way of this kind; one that is missing does not compile. */
export function walkWays<Kind extends Blocking>(
  kind: Kind,
  walks: Record<OutboundWayOf<Kind>, () => Promise<void>>,
): void {
  const ids = outboundWays.filter(({ blocking }) => blocking === kind).map(({ id }) => id);
  it.each(ids)(`with a block, ${kind}: %s`, (id) => walks[id as OutboundWayOf<Kind>]());
}
