// Each way on which data of a person goes out, walked with persons who have blocked that: what is withheld, and what is not and why.
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveDayTokens } from '../../src/engine/index.ts';
import type { PersonActor, StaffActor } from '../../src/kernel/actor.ts';
import { everyone } from '../../src/kernel/permission.ts';
import { examplesOf } from '../../src/modules/catalogue/index.ts';
import { openEmergency } from '../../src/modules/cases/actions/open-emergency.ts';
import { outboundWays, type OutboundWayId } from '../../src/modules/data/disclosure/outbound-ways.ts';
import {
  asIdentities,
  atOnce,
  byStaff,
  type Client,
} from '../../src/modules/dialogue/testing/as-identities.ts';
import { demoActor } from '../../src/modules/identity/index.ts';
import { confirmedBreach } from '../../src/modules/oversight/testing/confirmed-breach.ts';
import { beginEid, fetchRequest } from '../../src/modules/identity/testing/eid-wallet.ts';
import {
  act,
  browserOf,
  dateFields,
  giveAndAccept,
  htmlOf,
} from '../../src/modules/mandates/testing/mandates.ts';
import words from '../../src/modules/data/texts/disclosure/de.json' with { type: 'json' };
import { keepLog } from '../../src/modules/transparency/actions/keep-log.ts';
import { batchNow, finished, lineOf, resultsOf, sendBatch } from '../support/batch.ts';
import { CookieJar, csrfOf } from '../support/cookie-jar.ts';
import { readPdf } from '../support/read-pdf.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { barePool } from '../support/unguarded.ts';
import { pdf, upload } from '../support/upload.ts';

let program: TestProgram;
let as: Client;
let scanner: Server;
let scanned = '';
let anna: CookieJar;
let bruno: CookieJar;
let rosa: CookieJar;
let dario: CookieJar;
let erik: CookieJar;
let person: PersonActor;

/** What tells of Anna. */
const hers = ['Anna Beispiel', 'anna@example.org', 'Oetlingerstrasse', '756.9999.0010.14'];
const expectNothingOfHers = (text: string, where?: string) => {
  for (const each of hers) expect(text, where).not.toContain(each);
};
const rows = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await barePool(program.app).query<Row>(text, values)).rows;
const staff = async (identity: string) => (await demoActor(program.app, identity)) as StaffActor;

async function block(jar: CookieJar, sperren: 'ja' | 'nein'): Promise<string | null> {
  const html = await htmlOf(jar, '/konto/bekanntgabe');
  const posted = await jar.post('/konto/bekanntgabe', { _csrf: csrfOf(html), sperren });
  return posted.headers.get('location');
}
async function searched(): Promise<string> {
  const fields = { _csrf: csrfOf(await htmlOf(erik, '/schalter')), ahv: '756.9999.0010.14' };
  return (await erik.post('/schalter/suche', fields, { 'accept-language': 'de' })).text();
}

beforeAll(async () => {
  // Finds nothing in any file, and keeps what it got.
  scanner = createServer((socket) => {
    socket.on('data', (chunk) => {
      scanned += chunk.toString('latin1');
      if (chunk.subarray(-4).equals(Buffer.alloc(4))) socket.end('stream: OK\0');
    });
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => scanner.once('listening', resolve));
  program = await testProgram({
    NOW: batchNow,
    CLAMAV_URL: `tcp://127.0.0.1:${(scanner.address() as AddressInfo).port}`,
  });
  as = asIdentities(program);
  [anna, bruno, rosa, dario, erik] = (await Promise.all(
    ['resident-anna', 'resident-bruno', 'resident-rosa', 'company-delta', 'counter-erik'].map((each) =>
      browserOf(program, each),
    ),
  )) as [CookieJar, CookieJar, CookieJar, CookieJar, CookieJar];
  person = (await demoActor(program.app, 'resident-anna')) as PersonActor;
  expect(await searched()).toContain('Oetlingerstrasse');
  expect(await block(anna, 'ja')).toBe('/konto/bekanntgabe?jetzt=blocked');
  expect(await block(dario, 'ja')).toBe('/konto/bekanntgabe?jetzt=blocked');
}, 600_000);
afterAll(async () => {
  await program.stop();
  scanner.close();
});

const walks: Record<OutboundWayId, () => Promise<void>> = {
  'counter-search': async () => {
    const html = await searched();
    expect(html).toContain('Anna Beispiel');
    expect(html).toContain('Bekanntgabe gesperrt: keine Auskunft');
    for (const each of ['Oetlingerstrasse', 'anna@example.org']) expect(html).not.toContain(each);
  },
  'unit-information': async () => {
    const [hersRef, others] = [await as.submit(byStaff), await as.submit(byStaff, 'resident-carla')];
    expect((await as.get(`/faelle/${hersRef}`, 'clerk-fiona')).text).toContain('Geben Sie niemandem sonst');
    expect((await as.get(`/faelle/${others}`, 'clerk-fiona')).text).not.toContain(
      'Geben Sie niemandem sonst',
    );
  },
  representative: async () => {
    const path = await giveAndAccept(program, rosa, dario, { to: 'CHE-999.000.108' });
    const example = examplesOf(program.app, 'hund-anmelden').find(({ name }) => name === atOnce);
    const sent = await fetch(`${program.origin}/api/v1/services/hund-anmelden/submissions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await program.token('company-delta')}`,
        'content-type': 'application/json',
        'idempotency-key': 'by-mandate',
        'acting-mandate': path.split('/').at(-1) ?? '',
      },
      body: JSON.stringify({ answers: resolveDayTokens(example?.answers ?? {}, program.app.clock.today()) }),
    });
    const { case: made } = (await sent.json()) as { case: { ref: string } };
    const used = await rows(
      `select 1 from kernel.access_entry e join identity.account a on a.id = e.actor_id
       where e.actor_kind = 'mandatary' and a.subject = 'company-delta'`,
    );
    expect(used, 'he has used data of Rosa').not.toEqual([]);
    const [uses, history] = [
      await htmlOf(rosa, '/konto/zugriffe'),
      await htmlOf(rosa, `/faelle/${made.ref}`),
    ];
    expect(history).toContain('In Vertretung für ');
    const api = (await as.get('/api/v1/me/accesses', 'resident-rosa')).text;
    for (const seen of [uses, history, api]) expect(seen).not.toContain('Dario Modell');
    // The company is known, its representative is not.
    expect(await htmlOf(rosa, path)).toContain('Delta Beispiel GmbH');
    expect(await block(dario, 'nein')).toBe('/konto/bekanntgabe?jetzt=unblocked');
    expect(await htmlOf(rosa, '/konto/zugriffe')).toContain('Dario Modell');
    expect(await htmlOf(rosa, `/faelle/${made.ref}`)).toContain('Dario Modell für ');
    await block(dario, 'ja');
  },
  'paper-mandate': async () => {
    const body = new FormData();
    const today = program.app.clock.today();
    const fields = {
      ...{ _csrf: csrfOf(await htmlOf(erik, '/vertretung/schalter')), scope: 'all', accepted: 'no' },
      ...{ giver: '756.9999.0040.46', mandatary: '756.9999.0010.14' },
      ...dateFields('from', today),
      ...dateFields('until', `${Number(today.slice(0, 4)) + 1}-01-31`),
    };
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set('scan', new Blob([pdf() as BlobPart], { type: 'application/pdf' }), 'vollmacht.pdf');
    expect((await erik.fetch('/vertretung/schalter', { method: 'POST', body })).status).toBe(303);
    await program.settle();
    const [made] = await rows<{ id: string }>(
      'select id from mandates.mandate order by offered_at desc limit 1',
    );
    const path = `/vertretung/vollmachten/${made?.id}`;
    const offered = await htmlOf(rosa, path);
    expect(offered).toContain('Person auf dem Papier');
    expect(offered).not.toContain('Anna Beispiel');
    const mails = await rows<{ text: string }>(
      `select convert_from(message, 'UTF8') as text from kernel.mail where key = $1`,
      [`mandate/${made?.id}/offered/giver`],
    );
    expect(mails).toHaveLength(1);
    expectNothingOfHers(mails[0]?.text ?? '');
    expect((await act(anna, path, 'accept')).status).toBe(303);
    expect(await htmlOf(rosa, path)).toContain('Anna Beispiel');
  },
  verification: async () => {
    const ref = await as.submit(atOnce);
    await program.settle();
    const [letter] = await rows<{ code: string }>(
      'select verify_code as code from cases.document where case_ref = $1',
      [ref],
    );
    const page = await as.get(`/verify/${letter?.code}`);
    expect(page.status).toBe(200);
    expectNothingOfHers(page.text);
  },
  'open-data': async () => {
    const open = program.app.modules
      .flatMap(({ routes = [] }) => routes)
      .filter(
        ({ method, may, url }) =>
          method === 'GET' && may === everyone && !/:|^\/(demo|anmelden|metrics)/.test(url),
      );
    expect(open.length).toBeGreaterThan(20);
    for (const { url } of open) expectNothingOfHers((await as.get(url)).text, url);
  },
  'company-lookup': async () => {
    expect((await as.get('/api/v1/companies/CHE-999.000.108')).status).toBe(200);
    expect((await as.get('/api/v1/companies/CHE-999.000.226')).status).toBe(404);
  },
  'transparency-log': async () => {
    await keepLog(program.app);
    const [leaf] = await rows('select 1 from transparency.leaf limit 1');
    expect(leaf).toBeDefined();
    for (const table of ['leaf', 'tile', 'checkpoint']) {
      const all = JSON.stringify(await rows(`select * from transparency.${table}`));
      expectNothingOfHers(all, table);
      expect(all, table).not.toContain(person.id);
    }
  },
  'batch-results': async () => {
    const token = await program.token('company-delta');
    const sent = await sendBatch(program, token, lineOf('a'));
    await finished(program, token, sent.body.id);
    const [line] = await resultsOf(program, token, sent.body.id);
    expect(line).toMatchObject({ line: 1, id: 'a' });
    expect(JSON.stringify(line)).not.toMatch(/Dario|Modell|example\.org|756\./);
  },
  'e-id': async () => {
    const asked = await fetchRequest(program.app, await beginEid(new CookieJar(program.origin)));
    expect(asked.purpose).toBeDefined();
    expectNothingOfHers(JSON.stringify(asked));
  },
  mandate: async () => {
    const path = await giveAndAccept(program, anna, bruno, { to: 'bruno@example.org' });
    expect(await htmlOf(bruno, '/vertretung')).toContain('Anna Beispiel');
    expect((await act(anna, path, 'revoke')).status).toBe(303);
    expect(await htmlOf(bruno, '/vertretung')).not.toContain('Anna Beispiel');
  },
  'own-mail': async () => {
    await as.submit(byStaff);
    await program.settle();
    const mails = await rows<{ recipient: string; text: string }>(
      `select recipient, convert_from(message, 'UTF8') as text from kernel.mail where account_id = $1`,
      [person.id],
    );
    expect(mails.length).toBeGreaterThan(0);
    for (const { recipient, text } of mails) {
      expect(recipient).toBe('anna@example.org');
      expect(text).not.toMatch(/Oetlingerstrasse|756\.9999/);
    }
  },
  'second-signature': async () => {
    const api = async (identity: string, path: string, init: RequestInit = {}) => {
      const headers = { authorization: `Bearer ${await program.token(identity)}` };
      const list = await fetch(`${program.origin}/api/v1/me/mandates`, { headers });
      const { items } = (await list.json()) as { items: { mandate: string; by: string }[] };
      const acting = items.find(({ by }) => by === 'signatory')?.mandate ?? '';
      return fetch(program.origin + path, {
        ...init,
        headers: { ...headers, 'acting-mandate': acting, ...init.headers },
      });
    };
    const [example] = examplesOf(program.app, 'nacht-sonntagsarbeit');
    const answers = resolveDayTokens(example?.answers ?? {}, program.app.clock.today());
    const sent = await api('company-delta', '/api/v1/services/nacht-sonntagsarbeit/submissions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'by-two' },
      body: JSON.stringify({ answers }),
    });
    expect(sent.status).toBe(202);
    const { submission } = (await sent.json()) as { submission: { id: string } };
    // Nobody signs beside somebody whose name they may not know; nobody else learns it.
    const read = (identity: string) => api(identity, `/api/v1/submissions/${submission.id}`);
    expect(await (await read('delta-cosigner')).text()).toContain('Dario Modell');
    expect((await read('resident-giulia')).status).toBe(404);
    await program.settle();
    const mails = await rows<{ recipient: string }>('select recipient from kernel.mail where key like $1', [
      `joint/${submission.id}/%`,
    ]);
    expect(mails).toEqual([{ recipient: 'denise@example.org' }]);
    // Signed, the name stands with the case: for the company and the office.
    const signed = await api('delta-cosigner', `/api/v1/submissions/${submission.id}/signature`, {
      method: 'POST',
    });
    const { case: made } = (await signed.json()) as { case: { ref: string } };
    for (const other of ['resident-giulia', 'resident-bruno', 'delta-bookkeeper'])
      expect((await as.get(`/faelle/${made.ref}`, other)).text, other).not.toContain('Dario Modell');
  },
  post: async () => {
    const ref = await as.submit(atOnce);
    await rows("update cases.matter set delivery = 'post', unit = $2 where ref = $1", [
      ref,
      (await staff('counter-erik')).unit,
    ]);
    await program.settle();
    await erik.post('/versand', { _csrf: csrfOf(await htmlOf(erik, '/versand')) });
    await program.settle();
    const [run] = await rows<{ id: string }>('select id from cases.postal_run order by made_at desc limit 1');
    const address = `/versand/${run?.id}/briefe.pdf`;
    const read = await readPdf(Buffer.from(await (await erik.fetch(address)).arrayBuffer()));
    expect(read.pages[0]).toContain('Anna Beispiel');
    await read.close();
    for (const other of [anna, bruno]) expect((await other.fetch(address)).status).toBe(403);
  },
  'sign-in': async () => {
    const { response, url } = await new CookieJar(program.origin).follow('/anmelden');
    expect(response.status).toBe(200);
    expectNothingOfHers(decodeURIComponent(url.href));
    // Signing out gives the provider back what it has said itself.
    const [session] = await rows<{ id_token: string }>(
      'select id_token from identity.session where account_id = $1 and id_token is not null limit 1',
      [person.id],
    );
    const claims = JSON.parse(
      Buffer.from(session?.id_token.split('.')[1] ?? '', 'base64url').toString(),
    ) as Record<string, unknown>;
    expect(Object.keys(claims)).not.toContain('address');
  },
  'virus-scan': async () => {
    scanned = '';
    const token = await program.token('resident-anna');
    expect((await upload(program, token, pdf('probe'), 'Anna Beispiel.pdf')).status).toBe(201);
    expect(scanned).toContain('% probe');
    expectNothingOfHers(scanned);
  },
  registers: async () => {
    const told = program.register?.store.disclosures('anna') ?? [];
    expect(told.length).toBeGreaterThan(0);
    // An office, a purpose and a law (or the person's own wish), each time; nobody else.
    expect(new Set(told.map(({ client }) => client)).size).toBe(1);
    for (const each of told) expect([each.reader, each.purpose, each.legalBasis]).not.toContain('');
  },
  'by-law': async () => {
    const [luis, giulia] = [
      await browserOf(program, 'resident-luis'),
      await browserOf(program, 'resident-giulia'),
    ];
    const at = '/schalter/bekanntgabe';
    const fields = { ahv: '756.9999.0191.94', what: 'set', identification: 'document' };
    const set = await erik.post(at, { _csrf: csrfOf(await htmlOf(erik, at)), ...fields });
    // He has no mail address: the counter writes to him.
    const done = set.headers.get('location') ?? '';
    expect(done).toBe(`${at}?jetzt=blocked&brief=ja`);
    expect(await htmlOf(erik, done)).toContain('Schreiben Sie ihr einen Brief');
    expect(await htmlOf(luis, '/vertretung')).toContain('Mateo Ejemplo');
    expect(await htmlOf(giulia, '/vertretung')).not.toContain('Mateo Ejemplo');
    const [right] = await rows<{ id: string; child: string }>(
      `select id, represented_id as child from mandates.representation
       where represented_key = 'mateo' and representative_key = 'luis'`,
    );
    expect(
      await rows('select 1 from data.disclosure_block where account_id = $1 and lifted_at is null', [
        right?.child,
      ]),
    ).toHaveLength(1);
    const example = examplesOf(program.app, 'hund-anmelden').find(({ name }) => name === byStaff);
    const sent = await fetch(`${program.origin}/api/v1/services/hund-anmelden/submissions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await program.token('resident-luis')}`,
        'content-type': 'application/json',
        'idempotency-key': 'by-law',
        'acting-mandate': right?.id ?? '',
      },
      body: JSON.stringify({ answers: resolveDayTokens(example?.answers ?? {}, program.app.clock.today()) }),
    });
    expect(sent.status).toBe(201);
    const { case: made } = (await sent.json()) as { case: { ref: string } };
    await program.settle();
    // Both parents, as the register names them, and nobody else; the mail tells that there is something, not what.
    const mails = await rows<{ recipient: string; text: string }>(
      `select recipient, convert_from(message, 'UTF8') as text from kernel.mail where key like $1 order by recipient`,
      [`%${made.ref}%`],
    );
    expect(mails.map(({ recipient }) => recipient)).toEqual(['luis@example.org', 'paula@example.org']);
    for (const { text } of mails) expect(text).not.toMatch(/Gundeldingerstrasse|756\.9999/);
  },
  emergency: async () => {
    const ref = await as.submit(byStaff);
    const reason = 'Die Person ist im Spital und braucht sofort eine Auskunft.';
    await openEmergency(program.app, await staff('counter-erik'), { ref, reason });
    await program.settle();
    expect((await as.get(`/faelle/${ref}`, 'counter-erik')).text).toContain('Geben Sie niemandem sonst');
    const [mail] = await rows("select 1 from kernel.mail where key like 'emergency-access.opened/%'");
    expect(mail, 'the data protection officer is told').toBeDefined();
    expect(await htmlOf(anna, '/konto/zugriffe')).toContain('Notfallzugriff');
  },
  oversight: async () => {
    for (const [identity, status] of [
      ['dpo-jonas', 200],
      ['clerk-fiona', 403],
      ['resident-bruno', 403],
    ] as const)
      expect((await as.get('/aufsicht', identity)).status).toBe(status);
    const { id } = await confirmedBreach(program.app, [person.id]);
    const path = `/aufsicht/vorfaelle/${id}/betroffene`;
    expect((await as.get(path, 'dpo-jonas')).text).toContain('Anna Beispiel');
    for (const other of ['clerk-fiona', 'archivist-karin', 'resident-bruno'])
      expectNothingOfHers((await as.get(path, other)).text, other);
    const [look] = await rows(
      "select 1 from kernel.access_entry where subject_id = $1 and purpose = 'breach' and fields = '{name,accesses}'",
      [person.id],
    );
    expect(look, 'she sees that the officer has looked').toBeDefined();
  },
  archive: async () => {
    for (const [identity, status] of [
      ['archivist-karin', 200],
      ['clerk-fiona', 403],
      ['resident-bruno', 403],
    ] as const)
      expect((await as.get('/archiv', identity)).status).toBe(status);
  },
};

describe('with a block', () => {
  it.each(outboundWays.map(({ id, blocking }) => ({ id, blocking })))('$id: $blocking', async ({ id }) => {
    await walks[id]();
  });
});

describe('the block', () => {
  it('is set once, logged, told as an event, shown with every way, and in the copy of one’s own data', async () => {
    expect(await block(anna, 'ja')).toBe('/konto/bekanntgabe?jetzt=same');
    const [{ count } = { count: 0 }] = await rows<{ count: number }>(
      `select count(*)::int as count from kernel.access_entry
       where subject_id = $1 and purpose = 'disclosure-block' and kind = 'change'`,
      [person.id],
    );
    expect(count).toBe(1);
    expect(
      await rows("select 1 from kernel.event where type = 'disclosure.blocked' and subject = $1", [
        person.id,
      ]),
    ).toHaveLength(1);
    const html = await htmlOf(anna, '/konto/bekanntgabe');
    expect(html).toMatch(/Die Bekanntgabe ist gesperrt, seit [^<]*24\.[^<]*2026/);
    for (const { id } of outboundWays) expect(html).toContain(words[`way.${id}.what`]);
    const copy = JSON.parse((await as.get('/api/v1/me/export', 'resident-anna')).text) as {
      disclosureBlocks: unknown[];
    };
    expect(copy.disclosureBlocks).toEqual([
      { setAt: expect.any(String) as string, setAtCounter: false, liftedAt: null, liftedAtCounter: false },
    ]);
  });

  it('is lifted at the counter by a document only, told by mail, and then withholds nothing', async () => {
    const at = '/schalter/bekanntgabe';
    const record = async (fields: Record<string, string>) =>
      erik.post(at, { _csrf: csrfOf(await htmlOf(erik, at)), ahv: '756.9999.0010.14', ...fields });
    expect((await record({ what: 'lift', identification: 'questions' })).status).toBe(422);
    expect((await record({ what: 'lift' })).status).toBe(422);
    expect((await record({ what: 'set', identification: 'document', ahv: '1' })).status).toBe(422);
    expect(await searched()).not.toContain('Oetlingerstrasse');
    const lifted = await record({ what: 'lift', identification: 'document' });
    expect(lifted.headers.get('location')).toBe(`${at}?jetzt=unblocked`);
    expect(await searched()).toContain('Oetlingerstrasse');
    await program.settle();
    const mails = await rows<{ recipient: string }>(
      "select recipient from kernel.mail where key like 'disclosure/%/unblocked'",
    );
    // Dario has lifted his in the account, and is told, too.
    expect(mails.map(({ recipient }) => recipient).toSorted()).toEqual([
      'anna@example.org',
      'dario@example.org',
    ]);
    expect(await htmlOf(anna, '/konto/bekanntgabe')).toContain('Aufgehoben. Am Schalter.');
    expect((await bruno.fetch(at)).status).toBe(403);
  });

  it('counts for every account of the same person', async () => {
    await block(anna, 'ja');
    await rows(
      `update data.disclosure_block set account_id = gen_random_uuid() where account_id = $1 and lifted_at is null`,
      [person.id],
    );
    expect(await searched()).toContain('Oetlingerstrasse');
    await rows(
      `with other as (
         insert into identity.account (id, issuer, subject, kind, name, register_id, roles, language, created_at)
         select gen_random_uuid(), 'urn:test:second', 'anna', kind, name, register_id, roles, language, created_at + interval '1 day'
         from identity.account where id = $1 returning id)
       update data.disclosure_block set account_id = (select id from other) where lifted_at is null
         and account_id not in (select id from identity.account)`,
      [person.id],
    );
    expect(await searched()).not.toContain('Oetlingerstrasse');
    expect(await block(anna, 'nein')).toBe('/konto/bekanntgabe?jetzt=unblocked');
    expect(await searched()).toContain('Oetlingerstrasse');
  });
});
