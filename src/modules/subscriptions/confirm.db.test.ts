// Subscribing and unsubscribing through the whole program and a real mail server: confirmed, ended by one click and by nothing else.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { smtpSink, type SmtpSink } from '../../../tests/support/smtp-sink.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { bareDb } from '../../../tests/support/unguarded.ts';
import { mostToAddress } from './actions/ask-to-confirm.ts';
import { clean } from './actions/clean.ts';
import { following, linkIn } from './testing/following.ts';

let program: TestProgram;
let sink: SmtpSink;
let visitors: ReturnType<typeof following>;

beforeAll(async () => {
  sink = await smtpSink();
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00', SMTP_URL: sink.url });
  visitors = following(program, sink);
  await program.settle();
}, 240_000);
afterAll(async () => {
  await program.stop();
  await sink.stop();
});
beforeEach(async () => {
  sink.received.length = 0;
  await bareDb(program.app).deleteFrom('subscriptions.request').execute();
});

describe('double opt-in', () => {
  test('nothing but a question goes out before the address is confirmed; opening the link confirms nothing', async () => {
    await visitors.ask('opt@example.org', ['term', 'service:hund-anmelden']);
    const link = await visitors.confirmLink();
    await visitors.announce();
    expect(visitors.recipients()).toEqual([]);
    expect((await fetch(link)).status).toBe(200);
    expect(await visitors.rows('subscriptions.subscriber')).toEqual([]);
    const first = await fetch(link, { method: 'POST', redirect: 'manual' });
    expect(first.headers.get('location')).toMatch(/^\/abos\/[\w-]{43}\?gut=confirmed$/);
    // The same once more.
    expect((await fetch(link, { method: 'POST', redirect: 'manual' })).status).toBe(404);
    expect(await visitors.rows('subscriptions.request')).toEqual([]);
    await visitors.announce();
    expect(visitors.recipients()).toEqual(['opt@example.org']);
  });

  test('forged tokens of every kind are refused', async () => {
    const uuid = '11111111-2222-4333-8444-555555555555';
    await visitors.ask('forged@example.org', ['term', 'service:hund-anmelden']);
    const link = await visitors.confirmLink();
    const changed = `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`;
    for (const each of [
      changed,
      `${link}x`,
      link.slice(0, -1),
      `${program.origin}/abonnieren/bestaetigen/${uuid}`,
    ])
      expect((await fetch(each, { method: 'POST', redirect: 'manual' })).status, each).toBe(404);
    // The token of one use is none of another.
    const token = link.split('/').at(-1) ?? '';
    expect((await fetch(`${program.origin}/abos/${token}`)).status).toBe(404);
    expect((await fetch(`${program.origin}/abos/feed/${token}`)).status).toBe(404);
  });

  test('an old question and its mail are gone after a day', async () => {
    await visitors.ask('old@example.org', ['term', 'service:hund-anmelden']);
    const link = await visitors.confirmLink();
    const db = bareDb(program.app);
    const yesterday = new Date(program.app.clock.now().getTime() - 25 * 3_600_000);
    await db.updateTable('subscriptions.request').set({ at: yesterday }).execute();
    await db
      .updateTable('kernel.mail')
      .set({ at: yesterday })
      .where('recipient', '=', 'old@example.org')
      .execute();
    expect((await fetch(link, { method: 'POST' })).status).toBe(404);
    await clean(program.app);
    expect(await visitors.rows('subscriptions.request')).toEqual([]);
    expect(
      await db.selectFrom('kernel.mail').select('id').where('recipient', '=', 'old@example.org').execute(),
    ).toEqual([]);
  });

  test.each([
    'a@b.example\r\nBcc: eve@example.org',
    'anna@example.org, eve@example.org',
    '',
    'Anna <anna@example.org>',
    'x',
  ])('%j is no address, and what was typed stays', async (email) => {
    const answer = await visitors.ask(email, ['term', 'service:hund-anmelden']);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('value="service:hund-anmelden" selected');
    expect(await visitors.rows('subscriptions.request')).toEqual([]);
  });

  test('an address with umlauts is one; upper and lower case are the same mailbox', async () => {
    const first = await visitors.follow('jürg@müller.example', ['term', 'service:hund-anmelden']);
    const second = await visitors.follow('JÜRG@MÜLLER.example', ['term', 'topic:bauen']);
    expect(second).toBe(first);
  });
});

describe('unsubscribing (RFC 8058)', () => {
  test('the header says how; opening it ends nothing, a POST without session ends it, twice is once', async () => {
    await bareDb(program.app).deleteFrom('subscriptions.subscriber').execute();
    const page = await visitors.follow('bye@example.org', ['term', 'service:hund-anmelden']);
    await visitors.announce();
    const mail = sink.received.splice(0)[0];
    expect(mail?.parsed.headers.get('list')).toMatchObject({
      unsubscribe: { url: expect.stringContaining('/abmelden?abo=') },
    });
    expect(mail?.raw.toString()).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    const url = linkIn(mail, /http\S+\/abmelden\?abo=[0-9a-f-]{36}/);
    const opened = await fetch(url);
    expect(opened.status).toBe(200);
    expect(await opened.text()).toContain('<button');
    expect(await visitors.rows('subscriptions.subscription')).toHaveLength(1);
    const click = (contentType: string, body: BodyInit) =>
      fetch(url, { method: 'POST', headers: { 'content-type': contentType }, body });
    const once = await click('application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click');
    expect(once.status).toBe(200);
    expect(await visitors.rows('subscriptions.subscription')).toEqual([]);
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(200);
    await visitors.announce();
    expect(visitors.recipients()).toEqual([]);
    expect((await fetch(page)).status).toBe(200);
  });

  test('the secret address of a feed can be revoked; all can be deleted', async () => {
    await bareDb(program.app).deleteFrom('subscriptions.subscriber').execute();
    const page = await visitors.follow('feed@example.org', ['term', 'service:hund-anmelden']);
    const html = await (await fetch(page)).text();
    const feed = /http[^<]+\/abos\/feed\/[\w-]{43}/.exec(html)?.[0] ?? '';
    expect((await fetch(feed)).status).toBe(200);
    const abo = /name="abo" value="([0-9a-f-]{36})"/.exec(html)?.[1] ?? '';
    const change = (fields: Record<string, string>) =>
      fetch(page, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });
    expect((await change({ tun: 'renew', abo })).status).toBe(303);
    expect((await fetch(feed)).status).toBe(404);
    expect((await change({ tun: 'change', abo, pace: 'weekly', way: 'feed' })).status).toBe(303);
    expect((await visitors.rows('subscriptions.subscription'))[0]).toMatchObject({ pace: 2, by_mail: false });
    expect((await change({ tun: 'nonsense', abo })).status).toBe(400);
    expect((await change({ tun: 'forget' })).headers.get('location')).toBe('/abonnieren/beendet');
    expect(await visitors.rows('subscriptions.subscriber')).toEqual([]);
    expect((await fetch(page)).status).toBe(404);
  });
});

// Last: after it this sender has to wait for a minute.
describe('floods', () => {
  test('nobody can bomb a stranger, nor flood us, and nobody learns of it', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => visitors.ask('victim@example.org', ['term', 'service:hund-anmelden'])),
    );
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].every((status) => status === 303 || status === 429)).toBe(true);
    await program.settle();
    expect(sink.received.length).toBeLessThanOrEqual(mostToAddress);
    expect(sink.received.length).toBeGreaterThan(0);
  }, 60_000);
});
