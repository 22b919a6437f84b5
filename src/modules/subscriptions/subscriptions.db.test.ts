// Subscriptions through the whole program and a real mail server: confirmed, told once, ended by one click and by nothing else.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { smtpSink, type ReceivedMail, type SmtpSink } from '../../../tests/support/smtp-sink.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { bareDb, barePool } from '../../../tests/support/unguarded.ts';
import { mostToAddress } from './actions/ask-to-confirm.ts';
import { clean } from './actions/clean.ts';
import { digest } from './actions/digest.ts';
import { hear } from './actions/hear.ts';
import { match } from './actions/match.ts';
import { seedSubscribers } from './actions/seed-many.ts';
import { tell } from './actions/tell.ts';
import { announcePhases } from '../participation/actions/announce-phases.ts';

let program: TestProgram;
let sink: SmtpSink;

beforeAll(async () => {
  sink = await smtpSink();
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00', SMTP_URL: sink.url });
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

/** A visitor's browser: it keeps the cookie with which the form was shown. */
async function post(path: string, fields: [string, string][]): Promise<Response> {
  const form = await fetch(`${program.origin}/abonnieren`);
  const cookie = form.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const csrf = /name="_csrf" value="([^"]+)"/.exec(await form.text())?.[1] ?? '';
  return fetch(`${program.origin}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
    body: new URLSearchParams([['_csrf', csrf], ...fields]).toString(),
  });
}
const ask = (email: string, ...more: [string, string][]) =>
  post('/abonnieren', [['email', email], ['match', 'any'], ['pace', 'now'], ...more]);

const linkIn = (mail: ReceivedMail | undefined, pattern: RegExp): string => {
  const url = pattern.exec(mail?.parsed.text ?? '')?.[0];
  if (url === undefined) throw new Error(`No link in ${mail?.parsed.text}`);
  return url;
};
async function confirmLink(): Promise<string> {
  await program.settle();
  return linkIn(sink.received.splice(0)[0], /http\S+\/abonnieren\/bestaetigen\/[\w-]{43}/);
}
/** @returns the address of the subscriber's page */
async function follow(email: string, ...more: [string, string][]): Promise<string> {
  expect((await ask(email, ...more)).headers.get('location')).toBe('/abonnieren/gesendet');
  const answer = await fetch(await confirmLink(), { method: 'POST', redirect: 'manual' });
  return `${program.origin}${answer.headers.get('location')?.split('?')[0]}`;
}
const rows = (table: 'subscriptions.subscriber' | 'subscriptions.subscription' | 'subscriptions.request') =>
  bareDb(program.app).selectFrom(table).selectAll().execute();

let number = 0;
/** Announces by an event of a service, as a new version does. */
async function announce(service = 'hund-anmelden'): Promise<number> {
  number++;
  await hear(program.app, {
    type: 'service.version-published',
    subject: service,
    data: { version: 100 + number },
  });
  await program.settle();
  return number;
}
const recipients = () =>
  sink.received
    .splice(0)
    .map(({ to }) => to[0])
    .toSorted();

describe('double opt-in', () => {
  test('nothing but a question goes out before the address is confirmed; opening the link confirms nothing', async () => {
    await ask('opt@example.org', ['term', 'service:hund-anmelden']);
    const link = await confirmLink();
    await announce();
    expect(recipients()).toEqual([]);
    expect((await fetch(link)).status).toBe(200);
    expect(await rows('subscriptions.subscriber')).toEqual([]);
    const first = await fetch(link, { method: 'POST', redirect: 'manual' });
    expect(first.headers.get('location')).toMatch(/^\/abos\/[\w-]{43}\?gut=confirmed$/);
    // The same once more.
    expect((await fetch(link, { method: 'POST', redirect: 'manual' })).status).toBe(404);
    expect(await rows('subscriptions.request')).toEqual([]);
    await announce();
    expect(recipients()).toEqual(['opt@example.org']);
  });

  test('forged tokens of every kind are refused', async () => {
    const uuid = '11111111-2222-4333-8444-555555555555';
    await ask('forged@example.org', ['term', 'service:hund-anmelden']);
    const link = await confirmLink();
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
    await ask('old@example.org', ['term', 'service:hund-anmelden']);
    const link = await confirmLink();
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
    expect(await rows('subscriptions.request')).toEqual([]);
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
    const answer = await ask(email, ['term', 'service:hund-anmelden']);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('value="service:hund-anmelden" selected');
    expect(await rows('subscriptions.request')).toEqual([]);
  });

  test('an address with umlauts is one; upper and lower case are the same mailbox', async () => {
    const first = await follow('jürg@müller.example', ['term', 'service:hund-anmelden']);
    const second = await follow('JÜRG@MÜLLER.example', ['term', 'topic:bauen']);
    expect(second).toBe(first);
  });
});

describe('telling', () => {
  test('somebody with two subscriptions that it hits hears once, and a job that runs twice says nothing new', async () => {
    await bareDb(program.app).deleteFrom('subscriptions.subscriber').execute();
    await follow('twice@example.org', ['term', 'service:hund-anmelden']);
    await follow('twice@example.org', ['term', 'unit:veterinaeramt'], ['term', 'service:hund-anmelden']);
    await announce();
    expect(recipients()).toEqual(['twice@example.org']);
    const { id } = await bareDb(program.app)
      .selectFrom('subscriptions.announcement')
      .select('id')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    const again = {
      type: 'service.version-published',
      subject: 'hund-anmelden',
      data: { version: 100 + number },
    };
    await hear(program.app, again);
    await bareDb(program.app).updateTable('subscriptions.announcement').set({ matched_at: null }).execute();
    await match(program.app, { announcement: id, at: 0, after: null });
    await tell(program.app, { announcement: id, after: '00000000-0000-0000-0000-000000000000' });
    // Died after the mail was kept and before it was noted.
    await bareDb(program.app)
      .updateTable('subscriptions.hit')
      .set({ told_at: null })
      .where('announcement_id', '=', id)
      .execute();
    await tell(program.app, { announcement: id, after: '00000000-0000-0000-0000-000000000000' });
    await program.settle();
    expect(recipients()).toEqual([]);
  });

  test('all of several terms: only where all fit', async () => {
    await bareDb(program.app).deleteFrom('subscriptions.subscriber').execute();
    const all: [string, string][] = [
      ['term', 'service:hund-anmelden'],
      ['term', 'area:riehen'],
    ];
    expect(
      (await post('/abonnieren', [['email', 'all@example.org'], ['match', 'all'], ['pace', 'now'], ...all]))
        .status,
    ).toBe(303);
    await fetch(await confirmLink(), { method: 'POST', redirect: 'manual' });
    await announce();
    expect(recipients()).toEqual([]);
  });

  test('a subscriber with an account hears by the account’s address; the same address without one hears once, too', async () => {
    await bareDb(program.app).deleteFrom('subscriptions.subscriber').execute();
    const token = await program.token('resident-anna');
    const answer = await fetch(`${program.origin}/api/v1/me/subscriptions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ about: { service: ['hund-anmelden'] }, pace: 'now' }),
    });
    expect(answer.status).toBe(201);
    const { feed } = (await answer.json()) as { feed: string };
    await follow('anna@example.org', ['term', 'service:hund-anmelden']);
    await announce();
    const mails = sink.received.splice(0);
    expect(mails.map(({ to }) => to[0])).toEqual(['anna@example.org']);
    const atom = await (await fetch(feed)).text();
    expect(atom).toContain('<entry>');
    const unknown = await fetch(`${program.origin}/api/v1/me/subscriptions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ about: { service: ['gibt-es-nicht'] } }),
    });
    expect(unknown.status).toBe(422);
  });

  test('a phase that has begun is an event once', async () => {
    const events = async () =>
      (
        await bareDb(program.app)
          .selectFrom('kernel.event')
          .select('id')
          .where('type', '=', 'process.phase-began')
          .execute()
      ).length;
    await announcePhases(program.app);
    const count = await events();
    expect(count).toBeGreaterThan(2);
    await announcePhases(program.app);
    expect(await events()).toBe(count);
    await program.settle();
    const { about } = await bareDb(program.app)
      .selectFrom('subscriptions.announcement')
      .select('terms as about')
      .where('key', 'like', 'process/%')
      .executeTakeFirstOrThrow();
    expect(about.some((term) => term.startsWith('process:'))).toBe(true);
    const calendar = await (
      await fetch(
        `${program.origin}/abonnieren/kalender.ics?process=${about.find((term) => term.startsWith('process:'))?.slice(8)}`,
      )
    ).text();
    expect(calendar).toContain('BEGIN:VEVENT');
  });

  test('a digest once for its day, with all of it, whoever runs the job', async () => {
    await bareDb(program.app).deleteFrom('subscriptions.subscriber').execute();
    await follow('daily@example.org', ['pace', 'daily'], ['term', 'service:hund-anmelden']);
    await bareDb(program.app).updateTable('subscriptions.subscription').set({ pace: 1 }).execute();
    await announce();
    await announce();
    expect(recipients()).toEqual([]);
    await bareDb(program.app).deleteFrom('subscriptions.digest').execute();
    await Promise.all([digest(program.app), digest(program.app), digest(program.app)]);
    await program.settle();
    const [mail, ...others] = sink.received.splice(0);
    expect(others).toEqual([]);
    expect(mail?.parsed.text).toContain('2 Neuigkeiten');
    await digest(program.app);
    await program.settle();
    expect(recipients()).toEqual([]);
  });
});

describe('many subscribers', () => {
  test('looking up costs what it finds, and everybody who follows it at once hears once', async () => {
    const db = bareDb(program.app);
    await db.deleteFrom('subscriptions.subscriber').execute();
    await seedSubscribers(program.app, 6_000);
    await seedSubscribers(program.app, 6_000);
    expect(await rows('subscriptions.subscriber')).toHaveLength(6_000);
    await barePool(program.app).query('analyze subscriptions.term');
    const { rows: plan } = await barePool(program.app).query<{
      'QUERY PLAN': [{ Plan: Record<string, number> }];
    }>(
      `explain (analyze, buffers, format json) select subscription_id from subscriptions.term
       where key = 'service:hund-anmelden' and subscription_id > '00000000-0000-0000-0000-000000000000'
       order by subscription_id limit 2000`,
    );
    const { Plan: top } = plan[0]?.['QUERY PLAN'][0] ?? { Plan: {} };
    expect((top['Shared Hit Blocks'] ?? 0) + (top['Shared Read Blocks'] ?? 0)).toBeLessThan(60);
    const followers = await db
      .selectFrom('subscriptions.term')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('key', '=', 'service:hund-anmelden')
      .executeTakeFirstOrThrow();
    await announce();
    const hits = await db
      .selectFrom('subscriptions.hit')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    expect(Number(hits.count)).toBe(Number(followers.count));
    const told = recipients();
    expect(new Set(told).size).toBe(told.length);
    const atOnce = await db
      .selectFrom('subscriptions.hit')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('pace', '=', 0)
      .executeTakeFirstOrThrow();
    expect(told).toHaveLength(Number(atOnce.count));
    await db.deleteFrom('subscriptions.subscriber').execute();
  }, 60_000);
});

describe('unsubscribing (RFC 8058)', () => {
  test('the header says how; opening it ends nothing, a POST without session ends it, twice is once', async () => {
    await bareDb(program.app).deleteFrom('subscriptions.subscriber').execute();
    const page = await follow('bye@example.org', ['term', 'service:hund-anmelden']);
    await announce();
    const mail = sink.received.splice(0)[0];
    expect(mail?.parsed.headers.get('list')).toMatchObject({
      unsubscribe: { url: expect.stringContaining('/abmelden?abo=') },
    });
    expect(mail?.raw.toString()).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    const url = linkIn(mail, /http\S+\/abmelden\?abo=[0-9a-f-]{36}/);
    const opened = await fetch(url);
    expect(opened.status).toBe(200);
    expect(await opened.text()).toContain('<button');
    expect(await rows('subscriptions.subscription')).toHaveLength(1);
    const click = (contentType: string, body: BodyInit) =>
      fetch(url, { method: 'POST', headers: { 'content-type': contentType }, body });
    const once = await click('application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click');
    expect(once.status).toBe(200);
    expect(await rows('subscriptions.subscription')).toEqual([]);
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(200);
    await announce();
    expect(recipients()).toEqual([]);
    expect((await fetch(page)).status).toBe(200);
  });

  test('the secret address of a feed can be revoked; all can be deleted', async () => {
    await bareDb(program.app).deleteFrom('subscriptions.subscriber').execute();
    const page = await follow('feed@example.org', ['term', 'service:hund-anmelden']);
    const html = await (await fetch(page)).text();
    const feed = /http[^<]+\/abos\/feed\/[\w-]{43}/.exec(html)?.[0] ?? '';
    expect((await fetch(feed)).status).toBe(200);
    const abo = /name="abo" value="([0-9a-f-]{36})"/.exec(html)?.[1] ?? '';
    const change = (fields: Record<string, string>) =>
      fetch(page, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });
    expect((await change({ tun: 'renew', abo })).status).toBe(303);
    expect((await fetch(feed)).status).toBe(404);
    expect((await change({ tun: 'change', abo, pace: 'weekly', way: 'feed' })).status).toBe(303);
    expect((await rows('subscriptions.subscription'))[0]).toMatchObject({ pace: 2, by_mail: false });
    expect((await change({ tun: 'nonsense', abo })).status).toBe(400);
    expect((await change({ tun: 'forget' })).headers.get('location')).toBe('/abonnieren/beendet');
    expect(await rows('subscriptions.subscriber')).toEqual([]);
    expect((await fetch(page)).status).toBe(404);
  });
});

// Last: after it this sender has to wait for a minute.
describe('floods', () => {
  test('nobody can bomb a stranger, nor flood us, and nobody learns of it', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => ask('victim@example.org', ['term', 'service:hund-anmelden'])),
    );
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].every((status) => status === 303 || status === 429)).toBe(true);
    await program.settle();
    expect(sink.received.length).toBeLessThanOrEqual(mostToAddress);
    expect(sink.received.length).toBeGreaterThan(0);
  }, 60_000);
});
