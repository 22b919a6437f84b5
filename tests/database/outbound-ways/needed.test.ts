// What goes out in spite of a block because the matter can’t be done without, and how little it is.
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, expect } from 'vitest';
import { resolveDayTokens } from '../../../src/engine/index.ts';
import { examplesOf } from '../../../src/modules/catalogue/index.ts';
import { atOnce, byStaff } from '../../../src/modules/dialogue/testing/as-identities.ts';
import { htmlOf } from '../../../src/modules/mandates/testing/mandates.ts';
import { billOfCard, openAs, send } from '../../../src/modules/money/testing/billing.ts';
import { camtFile } from '../../../src/payments/camt/testing/camt-file.ts';
import { CookieJar, csrfOf } from '../../support/cookie-jar.ts';
import { readPdf } from '../../support/read-pdf.ts';
import { pdf, upload } from '../../support/upload.ts';
import {
  blockedPersons,
  expectNothingOfHers,
  type BlockedPersons,
  walkWays,
} from '../../support/blocked-persons.ts';

let as: BlockedPersons['as'];
let anna: BlockedPersons['anna'];
let bruno: BlockedPersons['bruno'];
let erik: BlockedPersons['erik'];
let person: BlockedPersons['person'];
let program: BlockedPersons['program'];
let rows: BlockedPersons['rows'];
let staff: BlockedPersons['staff'];
let scanner: Server;
let scanned = '';
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
  ({ as, anna, bruno, erik, person, program, rows, staff } = await blockedPersons({
    CLAMAV_URL: `tcp://127.0.0.1:${(scanner.address() as AddressInfo).port}`,
  }));
}, 600_000);
afterAll(async () => {
  await program.stop();
  scanner.close();
});

walkWays('needed', {
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
  bills: async () => {
    const bill = await billOfCard(program);
    const nora = await openAs(program, 'clerk-nora');
    // What the bank tells of who has paid: the name is kept, the address is not.
    const entry = { amount: '25.50', reference: '', payer: 'Anna Beispiel', bankId: 'of-anna' };
    const xml = camtFile([entry], { version: '08', iban: 'CH7531999000000000042' }).replace(
      '</Nm>',
      '</Nm><PstlAdr><StrtNm>Oetlingerstrasse</StrtNm><TwnNm>Basel</TwnNm></PstlAdr>',
    );
    const brought = new FormData();
    brought.set('_csrf', csrfOf(await htmlOf(nora, '/geld/auszuege')));
    brought.set('auszug', new File([xml], 'gutschriften.xml', { type: 'application/xml' }));
    const read = await nora.fetch('/geld/auszuege', { method: 'POST', body: brought });
    const statement = read.headers.get('location') ?? '';
    await program.settle();
    const [check] = await rows<{ id: string }>('select id from money.entry where payer = $1', [entry.payer]);
    const page = `/geld/rechnungen/${bill.id}`;
    // The name of whoever owes or has paid, and nothing else of the person; staff are told of the block.
    for (const address of ['/geld', page, statement, '/geld/abgleich', `/geld/abgleich/${check?.id}`]) {
      const html = await htmlOf(nora, address);
      expect(html, address).toContain('Anna Beispiel');
      expect(html, address).not.toMatch(/Oetlingerstrasse|756\.9999|anna@example\.org/);
      for (const other of [anna, bruno, erik]) expect((await other.fetch(address)).status, address).toBe(403);
    }
    for (const address of ['/geld', page])
      expect(await htmlOf(nora, address), address).toContain('Bekanntgabe gesperrt');
    // A fault of what was typed shows no more.
    const faulty = await (await send(nora, page, page, { art: 'waiver', betrag: 'viel', grund: '' })).text();
    expect(faulty).not.toMatch(/Oetlingerstrasse|756\.9999|anna@example\.org/);
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
});
