// Questions about uses of data from the person to the officer and back; uses that a law hides; staff who look at too many people.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar, csrfOf } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import type { StaffActor } from '../../kernel/actor.ts';
import { bareDb, barePool } from '../../../tests/support/unguarded.ts';
import { accessesOf } from '../../kernel/audit/accesses-of.ts';
import { transact } from '../../kernel/transaction.ts';
import { demoActor } from '../identity/index.ts';
import { signIn } from '../identity/testing/sign-in.ts';
import { fieldOf } from './testing/recorded-breaches.ts';
import { noticeUnusual } from './actions/notice-unusual.ts';
import { removeOld } from './actions/remove-old.ts';

let program: TestProgram;
let anna: { id: string };
let fiona: StaffActor;
let gian: StaffActor;
beforeAll(async () => {
  program = await testProgram();
  const person = await demoActor(program.app, 'resident-anna');
  const clerk = await demoActor(program.app, 'clerk-fiona');
  const other = await demoActor(program.app, 'clerk-gian');
  if (person.kind !== 'person' || clerk.kind !== 'staff' || other.kind !== 'staff')
    throw new Error('The demonstration has changed');
  anna = person;
  fiona = clerk;
  gian = other;
});
afterAll(() => program.stop());

const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await barePool(program.app).query(text, values)).rows as Row[];

async function open(identity: string): Promise<CookieJar> {
  const jar = new CookieJar(program.origin);
  await signIn(jar, identity);
  return jar;
}

async function look(subject: string, hidden?: { until: Date; basis: string }): Promise<string> {
  await transact(program.app, fiona, (tx) =>
    tx.recordAccess({
      kind: 'read',
      subject,
      fields: ['address'],
      purpose: 'worklist',
      ...(hidden ? { hidden } : {}),
    }),
  );
  // Jobs of the seed write entries of others meanwhile.
  const [row] = await rows<{ id: string }>(
    'select max(id)::text as id from kernel.access_entry where subject_id = $1',
    [subject],
  );
  return row?.id ?? '';
}

const ask = async (jar: CookieJar, entries: string, question: string) => {
  const html = await (await jar.fetch(`/konto/zugriffe/frage?eintrag=${entries}`)).text();
  return jar.post('/konto/zugriffe/frage', { _csrf: csrfOf(html), eintrag: entries, question });
};
const inMails = async (to: string) =>
  rows<{ subject: string; text: string }>(
    "select subject, convert_from(message, 'UTF8') as text from kernel.mail where recipient = $1 order by at, id",
    [to],
  );

describe('a question about a use of one’s data', () => {
  it('that is sent three times is asked once; another one by the same form is told', async () => {
    const entry = await look(anna.id);
    const jar = await open('resident-anna');
    const html = await (await jar.fetch(`/konto/zugriffe/frage?eintrag=${entry}`)).text();
    const id = fieldOf(html, '_id');
    const send = (question: string) =>
      jar.post('/konto/zugriffe/frage', { _csrf: csrfOf(html), _id: id, eintrag: entry, question });
    const sent = await Promise.all([send('Wozu?'), send('Wozu?'), send('Wozu?')]);
    expect(sent.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await rows('select id from oversight.question where question = $1', ['Wozu?'])).toEqual([{ id }]);
    const other = await send('Weshalb?');
    const again = await other.text();
    expect([other.status, again]).toEqual([409, expect.stringContaining('Weshalb?')]);
    expect(again).toContain('haben Sie schon gesendet');
    expect(fieldOf(again, '_id')).not.toBe(id);
    await rows('delete from oversight.question where id = $1', [id]);
    await program.settle();
    await rows("delete from kernel.mail where recipient = 'dpo-jonas@example.org'");
  });

  it('reaches the officer with a clock, is answered, and every look at it is logged', async () => {
    const entry = await look(anna.id);
    const jar = await open('resident-anna');
    expect(await (await jar.fetch('/konto/zugriffe')).text()).toContain(`frage?eintrag=${entry}`);
    const sent = await ask(jar, entry, 'Ich kenne diese Stelle nicht.');
    expect(sent.headers.get('location')).toBe('/konto/zugriffe/fragen?gestellt=1');
    await program.settle();
    const toOfficer = await inMails('dpo-jonas@example.org');
    expect(toOfficer).toHaveLength(1);
    // Nothing of it in the mail itself.
    expect(toOfficer[0]?.text).not.toMatch(/Anna|kenne/);

    const jonas = await open('dpo-jonas');
    const list = await (await jonas.fetch('/aufsicht')).text();
    expect(list).toContain('Ich kenne diese Stelle nicht.');
    const [, id = ''] = /\/aufsicht\/fragen\/([0-9a-f-]{36})/.exec(list) ?? [];
    const shown = await (await jonas.fetch(`/aufsicht/fragen/${id}`)).text();
    // The officer sees who it was; the person never does.
    expect(shown).toContain(fiona.name);
    expect(await (await jar.fetch('/konto/zugriffe')).text()).not.toContain(fiona.name);
    const answer = (text: string) =>
      jonas.post(`/aufsicht/fragen/${id}`, { _csrf: csrfOf(shown), answer: text });
    expect((await answer('  ')).status).toBe(422);
    expect((await answer('Das war für die Liste der Geschäfte nötig.')).status).toBe(303);
    expect((await answer('Noch eine.')).status).toBe(409);
    await program.settle();
    const own = await (await jar.fetch('/konto/zugriffe/fragen')).text();
    expect(own).toContain('Das war für die Liste der Geschäfte nötig.');
    expect((await inMails('anna@example.org')).at(-1)?.subject).toBe(
      'Antwort auf Ihre Frage zu einem Zugriff',
    );
    const entries = await accessesOf(bareDb(program.app), anna.id, {
      now: program.app.clock.now(),
      limit: 20,
    });
    expect(
      entries.filter((each) => each.purpose === 'access-question' && each.actorRole === 'dpo').length,
    ).toBe(3 + 1);
  });

  it('is only about entries of one’s own, and only the officer reads it', async () => {
    const entry = await look(anna.id);
    const bruno = await open('resident-bruno');
    expect((await bruno.fetch(`/konto/zugriffe/frage?eintrag=${entry}`)).status).toBe(404);
    for (const wrong of [
      '',
      'x',
      '1.',
      '1'.repeat(20),
      Array.from({ length: 101 }, (_, index) => index + 1).join('.'),
    ])
      expect((await bruno.fetch(`/konto/zugriffe/frage?eintrag=${wrong}`)).status).toBe(400);
    expect((await bruno.fetch('/aufsicht')).status).toBe(403);
    const clerk = await open('clerk-fiona');
    expect((await clerk.fetch('/aufsicht')).status).toBe(403);
    const jonas = await open('dpo-jonas');
    for (const id of [randomUUID(), 'x'])
      expect((await jonas.fetch(`/aufsicht/fragen/${id}`)).status).toBe(404);
    for (const key of ['x', '2026-01-01', `2026-13-01_${randomUUID()}`])
      expect((await jonas.fetch(`/aufsicht?cursor=${key}`)).status).toBe(400);
  });

  it('loses nothing when it is empty or too long, and stops at twenty', async () => {
    const entry = await look(anna.id);
    const jar = await open('resident-anna');
    expect((await ask(jar, entry, ' ')).status).toBe(422);
    const long = await ask(jar, entry, 'ä'.repeat(2001));
    expect(long.status).toBe(422);
    expect(await long.text()).toContain('ä'.repeat(2001));
    const hostile = '<script>alert(1)</script>';
    for (let count = 0; count < 20; count++) expect((await ask(jar, entry, hostile)).status).toBe(303);
    const tooMany = await ask(jar, entry, 'Und noch eine?');
    expect(tooMany.status).toBe(422);
    expect(await tooMany.text()).toContain('Und noch eine?');
    expect(await (await jar.fetch('/konto/zugriffe/fragen')).text()).not.toContain('<script>alert');
  });
});

describe('a use that a law hides', () => {
  it('is not shown, not asked about, in no receipt; and appears by itself when its time is over', async () => {
    const now = program.app.clock.now();
    const day = 86_400_000;
    const tomorrow = new Date(now.getTime() + day);
    const hidden = await look(anna.id, { until: tomorrow, basis: 'Beispielgesetz § 1' });
    const over = await look(anna.id, { until: new Date(now.getTime() - 1), basis: 'Beispielgesetz § 2' });
    const jar = await open('resident-anna');
    const html = await (await jar.fetch('/konto/zugriffe')).text();
    expect(html).not.toContain('Beispielgesetz § 1');
    expect(html).toContain('Beispielgesetz § 2');
    expect((await jar.fetch(`/konto/zugriffe/frage?eintrag=${hidden}`)).status).toBe(404);
    expect((await jar.fetch(`/konto/zugriffe/beleg?eintrag=${hidden}`)).status).toBe(404);
    expect((await jar.fetch(`/konto/zugriffe/frage?eintrag=${over}`)).status).toBe(200);
    // Nobody has to do anything for it: only the day changes.
    const seen = async (at: Date) =>
      (await accessesOf(bareDb(program.app), anna.id, { now: at, ids: [hidden] })).length;
    expect([await seen(now), await seen(new Date(tomorrow.getTime() + 1))]).toEqual([0, 1]);
  });

  it('needs both an end and a law', async () => {
    await expect(
      barePool(program.app).query(
        `insert into kernel.access_entry (at, kind, actor_kind, subject_id, fields, purpose, hidden_until)
          values (now(), 'read', 'staff', $1, '{name}', 'worklist', now())`,
        [anna.id],
      ),
    ).rejects.toThrow('access_entry_hidden');
  });
});

describe('someone who reads the data of five hundred people in an hour', () => {
  it('is noticed once, by name, and the officer hears of it', async () => {
    const before = (await inMails('dpo-jonas@example.org')).length;
    const read = (persons: number) =>
      transact(program.app, fiona, (tx) =>
        tx.recordAccess(
          ...Array.from({ length: persons }, () => ({
            kind: 'read' as const,
            subject: randomUUID(),
            fields: ['name'],
            purpose: 'worklist',
          })),
        ),
      );
    await read(200);
    const found = () => rows('select persons from oversight.unusual_reading where actor_id = $1', [fiona.id]);
    await barePool(program.app).query('delete from oversight.unusual_reading');
    await noticeUnusual(program.app);
    // Two hundred and Anna: more than the canton lets pass.
    expect(await found()).toEqual([{ persons: 201 }]);
    // Once noticed, who goes on is shown with all of them.
    await read(299);
    await noticeUnusual(program.app);
    expect(await found()).toEqual([{ persons: 500 }]);
    await program.settle();
    expect((await inMails('dpo-jonas@example.org')).length).toBe(before + 1);
    const jonas = await open('dpo-jonas');
    const html = await (await jonas.fetch('/aufsicht')).text();
    expect(html).toMatch(/Daten von\s500\sPersonen/);
    expect(html).toContain(fiona.name);
  });

  it('is noticed by the day who stays below the limit of each hour, and is told of once', async () => {
    const pool = barePool(program.app);
    const before = (await inMails('dpo-jonas@example.org')).length;
    const found = () => rows('select persons from oversight.unusual_reading where actor_id = $1', [gian.id]);
    // Nineteen people every six minutes from a while ago: 190 in any hour.
    const spread = (count: number, hoursAgo: number) =>
      pool.query(
        `insert into kernel.access_entry (at, kind, actor_kind, actor_id, actor_unit, subject_id, fields, purpose)
         select now() - make_interval(hours => $2) - make_interval(mins => 6 * (n / 19)), 'read', 'staff', $1,
           'allmendverwaltung', gen_random_uuid(), '{name}', 'worklist' from generate_series(1, $3::int) n`,
        [gian.id, hoursAgo, count],
      );
    await spread(790, 2);
    await noticeUnusual(program.app);
    expect(await found()).toEqual([]);
    await spread(30, 8);
    await noticeUnusual(program.app);
    expect(await found()).toEqual([{ persons: 820 }]);
    // More within the same hour is counted in, and is not told a second time.
    await spread(205, 0);
    await noticeUnusual(program.app);
    expect(await found()).toEqual([{ persons: expect.any(Number) as number }]);
    await program.settle();
    expect((await inMails('dpo-jonas@example.org')).length).toBe(before + 1);
  });

  it('is forgotten after two years; answered questions after ten; open ones stay', async () => {
    await barePool(program.app).query(
      "update oversight.unusual_reading set noticed_at = now() - interval '25 months'",
    );
    await barePool(program.app).query(
      "update oversight.question set answered_at = now() - interval '121 months' where answered_at is not null",
    );
    const [{ open: before } = { open: 0 }] = await rows<{ open: number }>(
      'select count(*)::int as open from oversight.question where answered_at is null',
    );
    await removeOld(program.app);
    expect(await rows('select 1 from oversight.unusual_reading')).toEqual([]);
    expect(await rows('select 1 from oversight.question where answered_at is not null')).toEqual([]);
    expect(before).toBeGreaterThan(0);
    expect(await rows('select 1 from oversight.question')).toHaveLength(before);
  });
});
