// A thread from the first message to the deadline: who sees it, double clicks, two answers at once, consent, files, mails without content, and its end.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar, csrfOf } from '../../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { barePool } from '../../../../tests/support/unguarded.ts';
import { transact } from '../../../kernel/transaction.ts';
import { signIn } from '../../identity/testing/sign-in.ts';
import { removeOldThreads, removeThreadsOfCase } from './remove-threads.ts';
import { remindDeadlines } from './tell-by-mail.ts';

let program: TestProgram;
let anna: CookieJar;
let fiona: CookieJar;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  anna = await open('resident-anna');
  fiona = await open('clerk-fiona');
}, 240_000);
afterAll(() => program.stop());

const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await barePool(program.app).query(text, values)).rows as Row[];

async function open(identity: string): Promise<CookieJar> {
  const jar = new CookieJar(program.origin);
  await signIn(jar, identity);
  return jar;
}
const read = async (jar: CookieJar, path: string) => {
  const reply = await jar.fetch(path);
  return { status: reply.status, html: await reply.text() };
};
const fieldOf = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

const mailbox = '/konto/postfach';
let thread = '';
const desk = () => `/nachrichten/${thread.split('/').at(-1)}`;

/** The staff form as it is shown, with these fields. */
async function answer(fields: Record<string, string>) {
  const { html } = await read(fiona, desk());
  const form = { _csrf: csrfOf(html), _id: randomUUID(), letzte: fieldOf(html, 'letzte'), text: 'Antwort' };
  return { form, send: (more = {}) => fiona.post(desk(), { ...form, ...fields, ...more }) };
}

describe('a thread', () => {
  it('is opened once for two clicks; text stays text', async () => {
    const page = await read(anna, `${mailbox}/neu?stelle=veterinaeramt`);
    const fields = {
      _csrf: csrfOf(page.html),
      _id: fieldOf(page.html, '_id'),
      stelle: 'veterinaeramt',
      betreff: 'Geheimes Anliegen <b>',
      text: 'Zeile\n<script>alert(1)</script>',
    };
    const first = await anna.post(`${mailbox}/neu`, fields);
    const second = await anna.post(`${mailbox}/neu`, fields);
    thread = first.headers.get('location') ?? '';
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.headers.get('location')).toBe(thread);
    expect(
      (await rows('select 1 from dialogue.message where thread_id = $1', [thread.split('/').at(-1)])).length,
    ).toBe(1);
    expect((await read(fiona, desk())).html).not.toContain('<script>alert');
    const wrong = await anna.post(`${mailbox}/neu`, { ...fields, betreff: '', text: 'x'.repeat(5001) });
    expect(wrong.status).toBe(422);
    const hidden = await anna.post(`${mailbox}/neu`, { ...fields, text: 'a\u202Eb' });
    expect(hidden.status).toBe(422);
  });

  it('exists for its person and the unit only, and each look of staff is logged', async () => {
    for (const who of ['resident-bruno', 'company-delta'])
      expect((await read(await open(who), thread)).status, who).toBe(404);
    expect((await read(await open('counter-erik'), desk())).status).toBe(404);
    const looks = await rows(
      `select 1 from kernel.access_entry where purpose = 'dialogue' and actor_kind = 'staff' and kind = 'read'`,
    );
    expect(looks.length).toBeGreaterThan(0);
  });

  it('is answered by one of two at once; the other reads first, and loses nothing', async () => {
    const one = await answer({ text: 'Die eine Antwort' });
    const other = await answer({ text: 'Die andere Antwort' });
    const replies = await Promise.all([one.send(), other.send()]);
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 409]);
    const lost = replies.find(({ status }) => status === 409);
    expect(await lost?.text()).toMatch(/Die (eine|andere) Antwort<\/textarea>/);
  });

  it('says only what is known: opened when it was opened', async () => {
    const before = (await read(fiona, desk())).html;
    expect(before).toContain('Noch nicht geöffnet.');
    await read(anna, thread);
    expect((await read(fiona, desk())).html).not.toContain('Noch nicht geöffnet.');
  });

  it('has deadlines that raise alarms: on the account, in a calendar, by a mail without content, once', async () => {
    const { send } = await answer({ 'frist.day': '26', 'frist.month': '11', 'frist.year': '2026' });
    expect((await send({ 'frist.day': '31', 'frist.month': '2' })).status).toBe(422);
    expect((await send({ 'frist.year': '2025' })).status).toBe(422);
    expect((await send()).status).toBe(303);
    expect((await read(anna, '/konto')).html).toContain('Geheimes Anliegen');
    const calendar = (await read(anna, `${mailbox}/fristen.ics`)).html;
    expect(calendar).toContain('DTSTART;VALUE=DATE:20261126');
    expect(calendar).not.toContain('Geheimes');
    await program.settle();
    await remindDeadlines(program.app);
    await remindDeadlines(program.app);
    const mails = await rows<{ key: string; message: Buffer }>(
      `select key, message from kernel.mail where key like 'message/%' or key like 'deadline/%'`,
    );
    expect(mails.filter(({ key }) => key.startsWith('deadline/')).length).toBe(1);
    for (const { message } of mails) expect(message.toString()).not.toMatch(/Geheimes|Die eine|Zeile/);
    const { html } = await read(anna, thread);
    const done = await anna.post(`${thread}/erledigt`, {
      _csrf: csrfOf(html),
      nachricht: fieldOf(html, 'nachricht'),
    });
    expect(done.status).toBe(303);
    expect((await read(anna, `${mailbox}/fristen.ics`)).html).not.toContain('20261126');
  });

  it('takes official letters only with consent, which can be taken back', async () => {
    const official = await answer({ amtlich: 'yes' });
    expect((await official.send()).status).toBe(409);
    const choose = async (wahl: string) => {
      const { html } = await read(anna, mailbox);
      return (await anna.post(`${mailbox}/amtlich`, { _csrf: csrfOf(html), wahl })).status;
    };
    expect(await choose('ja')).toBe(303);
    expect((await (await answer({ amtlich: 'yes' })).send()).status).toBe(303);
    expect((await read(fiona, desk())).html).not.toContain('Gilt als zugestellt');
    expect((await read(anna, thread)).html).toMatch(/Gilt als zugestellt am 24\.\sNovember\s2026/);
    expect(await choose('nein')).toBe(303);
    expect((await (await answer({ amtlich: 'yes' })).send()).status).toBe(409);
  });

  it('carries files that were examined, for those who see the thread', async () => {
    const attach = async (content: string, name: string) => {
      const { html } = await read(anna, thread);
      const body = new FormData();
      body.set('_csrf', csrfOf(html));
      body.set('_id', fieldOf(html, '_id'));
      body.set('text', 'Mit Datei');
      body.set('dateien', new Blob([content]), name);
      return (await anna.fetch(thread, { method: 'POST', body })).status;
    };
    expect(await attach('MZ\u0090', 'a.exe')).toBe(422);
    expect(await attach('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n', 'a<b>.pdf')).toBe(303);
    const file = /\/dateien\/[0-9a-f-]+/.exec((await read(anna, thread)).html)?.[0] ?? '';
    expect((await anna.fetch(thread + file)).status).toBe(200);
    expect((await fiona.fetch(desk() + file)).status).toBe(200);
    expect((await (await open('resident-bruno')).fetch(thread + file)).status).toBe(404);
  });

  it('of many messages shows the newest, the others by key; only what was shown counts as opened', async () => {
    const id = thread.split('/').at(-1);
    await rows(
      `insert into dialogue.message (id, thread_id, from_unit, author_id, body, at, official)
       select gen_random_uuid(), $1, true, m.author_id, 'Nummer ' || n || '.',
         timestamptz '2026-11-01 08:00Z' + n * interval '1 second', false
       from generate_series(1, 150) n, lateral (select author_id from dialogue.message where thread_id = $1 limit 1) m`,
      [id],
    );
    const unopened = async () =>
      (
        await rows(
          `select 1 from dialogue.message where thread_id = $1 and body like 'Nummer %' and opened_at is null`,
          [id],
        )
      ).length;
    const newest = (await read(anna, thread)).html;
    expect(newest).toContain('Nummer 150.');
    expect(newest).toContain('Mit Datei');
    expect(newest).not.toContain('Nummer 1.');
    const left = await unopened();
    expect(left).toBeGreaterThan(50);
    const older = /cursor=([0-9a-f-]+)/.exec(newest)?.[1] ?? '';
    const { html } = await read(anna, `${thread}?cursor=${older}`);
    expect(html).toContain('Nummer 1.');
    expect(html).not.toContain('Nummer 150.');
    expect(html).not.toContain('name="text"');
    expect(await unopened()).toBe(0);
    const atUnit = (await read(fiona, desk())).html;
    expect(atUnit).toContain('Nummer 150.');
    const [last] = await rows<{ id: string }>(
      `select id from dialogue.message where thread_id = $1 order by at desc, id desc limit 1`,
      [id],
    );
    expect(fieldOf(atUnit, 'letzte')).toBe(last?.id);
    expect((await read(fiona, `${desk()}?cursor=${older}`)).html).toContain('Nummer 1.');
  });

  it('about a case obeys the policy of the case, and goes with it', async () => {
    const [matter] = await rows<{ ref: string; account: string }>(
      `select m.ref, m.owner_id as account from cases.matter m join identity.account a on a.id = m.owner_id
       where a.subject = 'resident-carla' and m.unit = 'veterinaeramt' limit 1`,
    );
    const carla = await open('resident-carla');
    const page = await read(carla, `${mailbox}/neu?geschaeft=${matter?.ref}`);
    expect(page.status).toBe(200);
    expect((await read(anna, `${mailbox}/neu?geschaeft=${matter?.ref}`)).status).toBe(404);
    const sent = await carla.post(`${mailbox}/neu`, {
      _csrf: csrfOf(page.html),
      _id: fieldOf(page.html, '_id'),
      geschaeft: matter?.ref ?? '',
      betreff: 'Zum Geschäft',
      text: 'Frage',
    });
    const id = sent.headers.get('location')?.split('/').at(-1);
    expect((await read(fiona, `/nachrichten/${id}`)).status).toBe(200);
    expect((await read(await open('counter-erik'), `/nachrichten/${id}`)).status).toBe(404);
    // Both find it on the page of the case, each at their own address of it.
    expect((await read(carla, `/faelle/${matter?.ref}`)).html).toContain(`href="${mailbox}/${id}"`);
    expect((await read(fiona, `/faelle/${matter?.ref}`)).html).toContain(`href="/nachrichten/${id}"`);
    const removed = await transact(program.app, { kind: 'programme', task: 'archive.end' }, (tx) => {
      tx.impersonal('expire');
      return removeThreadsOfCase(tx, matter?.ref ?? '');
    });
    expect(removed.rows).toMatchObject({ 'dialogue.thread': 1, 'dialogue.message': 1 });
  });

  it('ends two years after its last message, with its files', async () => {
    await rows(`update dialogue.thread set last_at = '2024-11-01' where id = $1`, [thread.split('/').at(-1)]);
    await removeOldThreads(program.app);
    expect((await read(anna, thread)).status).toBe(404);
    expect((await rows('select 1 from dialogue.attachment')).length).toBe(0);
  });
});
