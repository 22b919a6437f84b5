// Addresses that somebody types into a form and nobody has confirmed: only their mailbox confirms them, and no form fills it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking } from '../../src/modules/questions/testing/asking.ts';
import { act, desk, made, post, textOf } from '../../src/modules/reports/testing/report-forms.ts';
import { csrfOf, type CookieJar } from '../support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
}, 240_000);
afterAll(() => program.stop());
const { ask, open, rows, visitor } = asking(() => program);
const text = (path: string, jar: CookieJar = visitor()) => textOf(jar, path);

/** Text of a mail without the breaks of quoted-printable. */
const unfolded = (message: Buffer) => message.toString().replace(/=\r\n/g, '').replace(/=3D/g, '=');

describe('whoever reports', () => {
  it('confirms an address before there are further mails, answers, and becomes nobody', async () => {
    const jar = visitor();
    const { own, id } = await made(jar, {
      art: 'wasser',
      'frage.was': 'dole',
      mail: 'jemand@example.org',
      text: 'Nass',
    });
    await program.settle();
    const mails = () =>
      rows<{ key: string }>(`select key from kernel.mail where recipient = 'jemand@example.org'`);
    expect(await mails()).toHaveLength(1);
    const staff = await open('clerk-tiefbauamt');
    await act(staff, id, { schritt: 'take' });
    await program.settle();
    expect(await mails()).toHaveLength(1);
    // Whoever has typed an address does not have its mailbox by that: only the mail holds what confirms it.
    expect(await text(own, jar)).not.toContain('/bestaetigen');
    for (const adresse of ['', 'x'.repeat(43)])
      expect((await post(jar, own, `${own}/bestaetigen`, { adresse })).status).toBe(404);
    const [mail] = await rows<{ message: Buffer }>(
      `select message from kernel.mail where recipient = 'jemand@example.org'`,
    );
    const link = new URL(/http:\S+\/eigene\/\S+/.exec(unfolded(mail?.message ?? Buffer.alloc(0)))?.[0] ?? '');
    const adresse = link.searchParams.get('adresse') ?? '';
    expect(await text(link.pathname + link.search, jar)).toContain('/bestaetigen');
    expect((await post(jar, own, `${own}/bestaetigen`, { adresse })).status).toBe(303);
    await act(staff, id, { schritt: 'ask', text: 'Wo genau?' });
    await program.settle();
    expect(await mails()).toHaveLength(2);
    expect(await text(`/meldungen/${id}`)).not.toContain('Wo genau?');
    expect((await post(jar, own, `${own}/antwort`, { antworttext: 'Beim Tor' })).status).toBe(303);
    expect(await text(desk(id), staff)).toContain('Beim Tor');
    expect(await text(desk(id), staff)).not.toContain('jemand@example.org');
    await post(jar, own, `${own}/niemand`, { auch: 'worte' });
    expect(await rows('select from reports.reporter where report_id = $1', [id])).toEqual([]);
    expect(await rows('select from reports.words where report_id = $1', [id])).toEqual([]);
    expect(await text(own)).not.toContain('Beim Tor');
    await program.settle();
    expect(await mails()).toEqual([]);
    expect(await rows('select state from reports.report where id = $1', [id])).toEqual([
      { state: 'working' },
    ]);
  });

  it('can’t fill the mailbox of others: few mails a day go to an address, whatever becomes of the reports', async () => {
    let mails = 0;
    for (let round = 0; round < 5; round++) {
      const jar = visitor();
      const { own } = await made(jar, { mail: `Opfer+${round}@example.org` });
      await program.settle();
      const [count] = await rows<{ mails: number }>(
        `select count(*)::int as mails from kernel.mail where recipient ilike 'opfer%'`,
      );
      mails += count?.mails ?? 0;
      await post(jar, own, `${own}/niemand`);
      await program.settle();
    }
    expect(mails).toBe(3);
  });
});

describe('whoever asks', () => {
  it('can’t fill the mailbox of others, not even by deleting each question again', async () => {
    const statuses: number[] = [];
    for (let round = 0; round < 4; round++) {
      const jar = visitor();
      const { answer } = await ask(jar, { titel: `Runde ${round}?`, mail: `ziel+${round}@example.org` });
      statuses.push(answer.status);
      if (answer.status !== 303) break;
      await program.settle();
      const at = (answer.headers.get('location') ?? '').split('?')[0] ?? '';
      for (const schritt of ['withdraw', 'delete']) {
        const html = await (await jar.fetch(at)).text();
        expect((await jar.post(at, { _csrf: csrfOf(html), schritt })).status).toBe(303);
      }
    }
    expect(statuses).toEqual([303, 303, 303, 422]);
    const mails = await rows(`select id from kernel.mail where recipient ilike 'ziel+%@example.org'`);
    expect(mails).toHaveLength(3);
  });
});
