// Reports through the real program: made once, looked at before words are seen, worked on, merged, reopened, forgotten; and hostile ones.
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar, csrfOf } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { barePool } from '../../../tests/support/unguarded.ts';
import { runAt } from '../../kernel/clock.ts';
import { signIn } from '../identity/testing/sign-in.ts';
import { forgetReporters } from './actions/forget-reporters.ts';
import { announceStep } from './announce.ts';
import { seedManyReports } from './seed-many-reports.ts';
import { act, desk, made, page, place, post, report, textOf } from './testing/report-forms.ts';
import { wrongCounts } from './testing/wrong-counts.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
}, 240_000);
afterAll(() => program.stop());

const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await barePool(program.app).query(text, values)).rows as Row[];
const open = async (identity?: string): Promise<CookieJar> => {
  const jar = new CookieJar(program.origin);
  if (identity !== undefined) await signIn(jar, identity);
  return jar;
};
const text = (path: string, jar = new CookieJar(program.origin)) => textOf(jar, path);

const state = async (id: string) =>
  (
    await rows<{ state: string; unit: string; due: string; supports: number }>(
      'select state, unit, due_on::text as due, supports from reports.report where id = $1',
      [id],
    )
  )[0];
const expectCounts = async () => expect(await wrongCounts(program.app)).toEqual([]);

describe('a report', () => {
  it('is made without name or account; its place is seen at once, its words only once the unit has looked', async () => {
    const { own, id } = await made(await open(), { text: 'Frau Beispiel sagt <script>alert(1)</script>' });
    expect(await text(own)).toMatch(/&lt;script(?:>|&gt;)/);
    const before = await text(`/meldungen/${id}`);
    expect(before).toContain('Brunnen');
    expect(before).not.toContain('Frau Beispiel');
    expect((await fetch(`${program.origin}/meldungen/${id}/eigene/${'x'.repeat(43)}`)).status).toBe(404);
    expect(await rows('select from reports.reporter where report_id = $1', [id])).toEqual([]);
    const staff = await open('clerk-tiefbauamt');
    expect((await staff.fetch(desk(id))).status).toBe(403);
    await rows(`update reports.report set unit = 'tiefbauamt' where id = $1`, [id]);
    await rows(
      `update reports.tally set count = count - 1 where unit = 'iwb' and category = 'brunnen' and state = 'reported'`,
    );
    await rows(`insert into reports.tally values ('brunnen', 'basel', 'tiefbauamt', 'reported', 1)`);
    const checked = await act(staff, id, { schritt: 'check', zeigen: 'worte', wortlaut: 'Jemand sagt <b>' });
    expect(checked.status).toBe(303);
    const after = await text(`/meldungen/${id}`);
    expect(after).toContain('Jemand sagt &lt;b');
    expect(after).not.toContain('Frau Beispiel');
  });

  it('sent twice is there once; the same form with other words is another', async () => {
    const jar = await open();
    const form = { _id: '6b1f3a52-6c0e-4b7e-9d38-0b6f8a5a2c11' };
    const [one, again] = [await made(jar, { ...form, text: 'a' }), await made(jar, { ...form, text: 'a' })];
    expect(again).toEqual(one);
    expect((await made(jar, { ...form, text: 'b' })).id).not.toBe(one.id);
    await expectCounts();
  });

  it.each([
    ['at sea', { 'ort.point': '0, 0' }],
    ['in Paris', { 'ort.point': '48.8566, 2.3522' }],
    ['in Bern', { 'ort.point': '46.9480, 7.4474' }],
    ['nowhere', { 'ort.point': 'NaN, NaN' }],
    ['without a place', {}],
    ['in a street without a municipality', { 'ort.text': 'Beispielgasse 1' }],
  ])('%s is asked again, with words', async (_where, fields) => {
    const answer = await fetch(`${program.origin}/melden?${new URLSearchParams({ weiter: '1', ...fields })}`);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('ds-error-summary');
  });

  it('in words or with swapped coordinates finds its municipality', async () => {
    const to = async (fields: Record<string, string>) =>
      (await text(`/melden/was?${new URLSearchParams(fields)}`)).match(/Gemeinde\s(\w+)/)?.[1];
    expect(await to({ 'ort.text': 'Beispielgasse 1, 4125' })).toBe('Riehen');
    expect(await to({ 'ort.point': '7.6641, 47.5706' })).toBe('Bettingen');
    expect(await to({ 'ort.place': 'marktplatz' })).toBe('Basel');
  });

  it('nearby and open is shown before the same is sent again, and counts who is affected once', async () => {
    const jar = await open();
    const { id } = await made(jar, { 'ort.point': '47.5655, 7.5565' });
    const near = await text(page({ 'ort.point': '47.5656, 7.5566', art: 'brunnen' }), jar);
    expect(near).toContain('Schon gemeldet?');
    expect(near).toContain(`/abonnieren?report=${id}`);
    expect(await text(page({ 'ort.point': '47.5656, 7.5566', art: 'laerm' }))).not.toContain(
      'Schon gemeldet?',
    );
    for (let time = 0; time < 2; time++)
      expect((await post(jar, `/meldungen/${id}`, `/meldungen/${id}/auch`)).status).toBe(303);
    await post(await open(), `/meldungen/${id}`, `/meldungen/${id}/auch`);
    expect((await state(id))?.supports).toBe(2);
  });
});

describe('a photo', () => {
  it('is seen by everyone only once it was looked at, and has lost its place', async () => {
    const picture = await sharp({ create: { width: 60, height: 30, channels: 3, background: '#456' } })
      .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '47/1 33/1 0/1' } })
      .jpeg()
      .toBuffer();
    const { own, id } = await made(await open(), { art: 'schlagloch', 'frage.wo': 'platz' }, [picture]);
    const [photo] = await rows<{ id: string }>(
      'select file_id as id from reports.photo where report_id = $1',
      [id],
    );
    const at = (base: string) => `${program.origin}${base}/foto/${photo?.id}`;
    expect((await fetch(at(`/meldungen/${id}`))).status).toBe(404);
    const bytes = Buffer.from(await (await fetch(at(own))).arrayBuffer());
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
    const staff = await open('clerk-tiefbauamt');
    await act(staff, id, { schritt: 'check', zeigen: `foto:${photo?.id}` });
    const shown = await fetch(at(`/meldungen/${id}`));
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  });

  it.each([
    ['a program', Buffer.from('MZ\0\0')],
    ['a page', Buffer.from('<html><script>alert(1)</script>')],
    ['half a picture', Buffer.from('ffd8ffe000104a46', 'hex')],
  ])('that is %s is refused at its field, and the words stay', async (_what, bytes) => {
    const answer = await report(await open(), { text: 'Bleibt stehen' }, [bytes]);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('href="#foto"');
    expect(html).toContain('Bleibt stehen');
  });
});

describe('the unit', () => {
  const hole = { art: 'schlagloch', 'frage.wo': 'platz' };

  it('a report is taken, passed on with its clock, fixed, and reopened by anybody: back on the list, with mail to whoever works on it', async () => {
    const staff = await open('clerk-tiefbauamt');
    const { id, own } = await made(await open(), { ...hole, text: 'Loch' });
    const due = (await state(id))?.due;
    const late = await act(staff, id, { schritt: 'fix', text: 'Zu spät', stand: '1' });
    expect([late.status, (await late.text()).includes('Zu spät')]).toEqual([409, true]);
    await act(staff, id, { schritt: 'check', zeigen: 'worte', wortlaut: 'Tiefes Loch' });
    await act(staff, id, { schritt: 'forward', stelle: 'stadtgaertnerei', text: 'Bitte übernehmen' });
    expect(await state(id)).toMatchObject({ unit: 'stadtgaertnerei', state: 'reported', due });
    expect((await staff.fetch(desk(id))).status).toBe(403);
    const other = await open('clerk-stadtgaertnerei');
    await act(other, id, { schritt: 'take' });
    await act(other, id, { schritt: 'fix', text: 'Gefüllt' });
    expect((await state(id))?.state).toBe('fixed');
    expect(await text(`/meldungen/${id}`)).toContain('Gefüllt');
    const anybody = await open();
    const form = { _id: '0e0b5f0e-25a7-4f9a-8d0c-6a1f9f2f7a10' };
    for (let time = 0; time < 2; time++)
      await post(anybody, own, `/meldungen/${id}/offen`, { ...form, warum: 'Es ist wieder offen' });
    expect((await state(id))?.state).toBe('reported');
    expect(await text('/meldungen/bearbeiten?pult=reopened', other)).toContain(`>${id}<`);
    await act(other, id, { schritt: 'check' });
    expect(await text(`/meldungen/${id}`)).toContain('Tiefes Loch');
    await program.settle();
    const mails = await rows<{ recipient: string }>(`select recipient from kernel.mail where key like $1`, [
      `report/${id}/unitReopened/%`,
    ]);
    expect(mails).toEqual([{ recipient: 'clerk-stadtgaertnerei@example.org' }]);
    await expectCounts();
  });

  it('merged ones go on in one, never in a circle; merged, it is not reopened by itself', async () => {
    const staff = await open('clerk-tiefbauamt');
    const jar = await open();
    const [a, b, c] = [
      await made(jar, { ...hole, text: '1' }),
      await made(jar, { ...hole, text: '2' }),
      await made(jar, { ...hole, text: '3' }),
    ];
    const merge = (one: string, into: string) => act(staff, one, { schritt: 'merge', nummer: into });
    expect((await merge(a.id, a.id)).status).toBe(422);
    expect((await merge(a.id, b.id)).status).toBe(303);
    expect((await merge(b.id, a.id)).status).toBe(422);
    expect((await merge(b.id, c.id)).status).toBe(303);
    expect((await merge(c.id, a.id)).status).toBe(422);
    expect(await rows('select from reports.report where merged_into = $1', [c.id])).toHaveLength(2);
    expect(await state(c.id)).toMatchObject({ state: 'reported', supports: 2 });
    const again = await post(jar, `/meldungen/${c.id}`, `/meldungen/${a.id}/offen`, { warum: 'doch' });
    expect(again.status).toBe(409);
    const [one, other] = [await made(jar, { ...hole, text: '4' }), await made(jar, { ...hole, text: '5' })];
    const both = await Promise.all([merge(one.id, other.id), merge(other.id, one.id)]);
    expect(both.filter(({ status }) => status === 303)).toHaveLength(1);
    await expectCounts();
  });
});

describe('whoever has reported', () => {
  it('with an account sees who has read it; some time after the end it is nobody’s', async () => {
    const anna = await open('resident-anna');
    const { id } = await made(anna, {
      art: 'wasser',
      'frage.was': 'dole',
      kontakt: 'konto',
      text: 'Von Anna',
    });
    expect(await text('/konto/meldungen', anna)).toContain(`/konto/meldungen/${id}`);
    expect((await (await open('resident-carla')).fetch(`/konto/meldungen/${id}`)).status).toBe(404);
    const staff = await open('clerk-tiefbauamt');
    await act(staff, id, { schritt: 'decline', text: 'Geht nicht' });
    const entries = await rows(
      `select from kernel.access_entry where purpose = 'reports' and 'report' = any(fields)`,
    );
    expect(entries.length).toBeGreaterThan(0);
    const left = async () => (await rows('select from reports.reporter where report_id = $1', [id])).length;
    const night = (day: string) =>
      runAt(program.app.clock, new Date(`${day}T03:00Z`), () => forgetReporters(program.app));
    await night('2027-04-20');
    expect(await left()).toBe(1);
    await night('2027-04-25');
    expect(await left()).toBe(0);
  });
});

it('a long history shows its newest steps, the others by key; the newest is announced', async () => {
  const { id } = await made(await open(), { text: 'Lange' });
  const added = await rows<{ id: number }>(
    `insert into reports.step (report_id, at, kind, state, unit, note, said_by, shown)
     select $1, now(), 'noted', 'working', 'iwb', 'Schritt ' || n || '.', 'unit', 'shown' from generate_series(1, 620) n
     returning id`,
    [id],
  );
  const newest = await text(`/meldungen/${id}`);
  expect(newest).toContain('Schritt 620.');
  expect(newest).not.toContain('Schritt 1.');
  const key = /cursor=(\d+)#verlauf/.exec(newest)?.[1];
  const older = await text(`/meldungen/${id}?cursor=${key}`);
  expect(older).toContain('Schritt 520.');
  expect(older).not.toContain('Schritt 521.');
  const announced = await announceStep(program.app, id, { step: Number(added.at(-1)?.id) });
  expect(announced?.text.de).toContain('Schritt 620.');
});

it('of a flood from one address others notice nothing', async () => {
  const flooding = await open();
  const html = await text(page(place), flooding);
  const flood = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      flooding.post('/melden/angaben', { _csrf: csrfOf(html), ...place, text: `Spam ${index}` }),
    ),
  );
  expect(flood.some(({ status }) => status === 429)).toBe(true);
  const anna = await open('resident-anna');
  expect((await report(anna, { text: 'Trotzdem' })).status).toBe(303);
  await expectCounts();
});

it('thousands more are in the lists by key, on the map as counts, and in the counts', async () => {
  await seedManyReports(program.app, 0, 1500);
  await expectCounts();
  const map = (await (
    await fetch(`${program.origin}/api/v1/reports/map?bbox=7.5,47.5,7.7,47.61`)
  ).json()) as {
    clusters: { count: number }[];
    points: unknown[];
  };
  expect(map.points).toEqual([]);
  const [{ n } = { n: 0 }] = await rows<{ n: number }>(
    `select count(*)::int as n from reports.report where state in ('reported', 'working') and lon is not null`,
  );
  expect(map.clusters.reduce((sum, { count }) => sum + count, 0)).toBe(n);
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const list: { items: { id: string }[]; next: string | null } = await (
      await fetch(`${program.origin}/api/v1/reports?category=abfall&state=fixed&cursor=${cursor}`)
    ).json();
    ids.push(...list.items.map(({ id }) => id));
    cursor = list.next;
  }
  const [{ all } = { all: 0 }] = await rows<{ all: number }>(
    `select count(*)::int as all from reports.report where category = 'abfall' and state = 'fixed'`,
  );
  expect(new Set(ids).size).toBe(all);
});
