// What tells nobody’s data, with or without a block, walked with persons who have blocked disclosure.
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { everyone } from '../../../src/kernel/permission.ts';
import { atOnce } from '../../../src/modules/dialogue/testing/as-identities.ts';
import { beginEid, fetchRequest } from '../../../src/modules/identity/testing/eid-wallet.ts';
import { begin, billOfCard, openAs, providerIdOf, send } from '../../../src/modules/money/testing/billing.ts';
import { keepLog } from '../../../src/modules/transparency/actions/keep-log.ts';
import { finished, lineOf, resultsOf, sendBatch } from '../../support/batch.ts';
import { CookieJar } from '../../support/cookie-jar.ts';
import {
  blockedPersons,
  expectNothingOfHers,
  type BlockedPersons,
  walkWays,
} from '../../support/blocked-persons.ts';

let as: BlockedPersons['as'];
let person: BlockedPersons['person'];
let program: BlockedPersons['program'];
let rows: BlockedPersons['rows'];
beforeAll(async () => {
  ({ as, person, program, rows } = await blockedPersons());
}, 600_000);
afterAll(() => program.stop());

walkWays('never', {
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
  'payment-service': async () => {
    const service = program.provider?.url ?? '';
    const said = vi.spyOn(globalThis, 'fetch');
    const bill = await billOfCard(program);
    const anna = await openAs(program, 'resident-anna');
    // Paid, and given back: all that is ever said to the service.
    const { path, id } = await begin(anna, bill);
    await anna.fetch(path);
    program.provider?.store.settle(await providerIdOf(program, id), 'captured');
    await anna.fetch(path);
    const page = `/geld/rechnungen/${bill.id}`;
    const wish = { art: 'refund', betrag: '5', grund: 'Anna Beispiel, Härtefall' };
    await send(await openAs(program, 'clerk-nora'), page, page, wish);
    const [relief] = await rows<{ id: string }>('select id from money.relief where bill_id = $1', [bill.id]);
    await send(await openAs(program, 'head-otto'), page, `${page}/freigaben/${relief?.id}`, {
      schritt: 'approve',
    });
    await program.settle();
    const calls = said.mock.calls.filter(([to]) => typeof to === 'string' && to.startsWith(service));
    said.mockRestore();
    const bodies = calls.flatMap(([, init]) =>
      typeof init?.body === 'string' ? [JSON.parse(init.body) as Record<string, unknown>] : [],
    );
    expect(bodies.map((each) => Object.keys(each).sort())).toEqual([
      ['amount', 'currency', 'method', 'notify', 'reference'],
      ['amount', 'notify', 'reference'],
    ]);
    for (const call of calls) {
      const all = JSON.stringify(call);
      expectNothingOfHers(all);
      for (const of of [person.id, bill.id, bill.case_ref, bill.reference]) expect(all).not.toContain(of);
    }
  },
});
