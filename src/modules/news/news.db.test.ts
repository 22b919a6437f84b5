// From a draft to the public: four languages, second pair of eyes, clock, corrections, withdrawal, feed, search; and bad input.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../kernel/i18n/texts.ts';
import { runAt } from '../../kernel/clock.ts';
import type { StaffActor } from '../../kernel/actor.ts';
import { CookieJar, csrfOf } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { demoActor } from '../identity/index.ts';
import { signIn } from '../identity/testing/sign-in.ts';
import { approveNews, publishDue, publishNews, scheduleNews } from './actions/publish-news.ts';
import { beginNews, saveNews } from './actions/save-news.ts';
import { correctNews, withdrawNews } from './actions/change-published.ts';
import { announceNews } from './announce.ts';
import type { Content } from './item.ts';
import { itemById } from './queries/items.ts';
import { content, four } from './testing/content.ts';

let program: TestProgram;
let mia: StaffActor;
let hanna: StaffActor;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  const staff = async (id: string) => {
    const actor = await demoActor(program.app, id);
    if (actor.kind !== 'staff') throw new Error(`${id} works for the canton`);
    return actor;
  };
  mia = await staff('editor-mia');
  hanna = await staff('head-hanna');
}, 240_000);
afterAll(() => program.stop());

async function draft(title: string, more: Partial<Content> = {}): Promise<string> {
  const id = randomUUID();
  await beginNews(program.app, mia, id, content(title, more));
  return id;
}
async function published(title: string, more: Partial<Content> = {}): Promise<string> {
  const id = await draft(title, more);
  await publishNews(program.app, mia, { id, revision: 1 });
  return id;
}
const get = async (path: string) => (await program.server.inject(path)).body;

describe('a draft', () => {
  it('is seen by nobody else, may have gaps, and is published in four languages only', async () => {
    const gap = content('Lücke');
    gap.texts.it.lead = '';
    const id = randomUUID();
    await beginNews(program.app, mia, id, gap);
    await expect(publishNews(program.app, mia, { id, revision: 1 })).rejects.toThrow('NEWS_INCOMPLETE');
    expect((await program.server.inject(`/aktuell/${id}`)).statusCode).toBe(404);
    expect((await program.server.inject(`/api/v1/news/${id}`)).statusCode).toBe(404);
    const jar = new CookieJar(program.origin);
    await signIn(jar, 'editor-mia');
    expect(await (await jar.fetch(`/redaktion/${id}`)).text()).toContain('Italienisch: Kurztext');
  });

  it('is begun once, and a save from an older page replaces nothing', async () => {
    const id = randomUUID();
    await beginNews(program.app, mia, id, content('Einmal'));
    await beginNews(program.app, mia, id, content('Einmal'));
    await expect(beginNews(program.app, mia, id, content('Anders'))).rejects.toThrow('SENT_BEFORE');
    await saveNews(program.app, mia, { id, revision: 1 }, content('Zwei'));
    await saveNews(program.app, mia, { id, revision: 1 }, content('Zwei'));
    // From another tab, by the same person: it is not the same form.
    for (const who of [mia, hanna])
      await expect(saveNews(program.app, who, { id, revision: 1 }, content('Drei'))).rejects.toThrow(
        'REVISION_CONFLICT',
      );
    expect((await itemById(program.app.db, id))?.texts.de.title).toBe('Zwei de');
  });

  it('needs somebody else where it asks for a second pair of eyes, who saw it as it is', async () => {
    const id = await draft('Vier Augen', { fourEyes: true });
    const at = (revision: number) => ({ id, revision });
    await expect(publishNews(program.app, mia, at(1))).rejects.toThrow('NEWS_NOT_APPROVED');
    await expect(approveNews(program.app, mia, at(1))).rejects.toThrow('NEWS_OWN_TEXT');
    await approveNews(program.app, hanna, at(1));
    await saveNews(program.app, mia, at(2), content('Danach geändert', { fourEyes: true }));
    await expect(publishNews(program.app, mia, at(3))).rejects.toThrow('NEWS_NOT_APPROVED');
    await approveNews(program.app, hanna, at(3));
    await publishNews(program.app, mia, at(4));
    expect(await get(`/aktuell/${id}`)).toContain('Danach geändert de');
    // A correction of the spelling does not lift it, and its form does not offer that; sent twice it is one.
    const jar = new CookieJar(program.origin);
    await signIn(jar, 'editor-mia');
    const form = await (await jar.fetch(`/redaktion/${id}/bearbeiten`)).text();
    expect(form).toContain('name="art"');
    expect(form).not.toContain('name="vier-augen"');
    const correct = () =>
      correctNews(program.app, mia, at(5), content('Berichtigt'), { kind: 'spelling', note: four('') });
    await correct();
    await correct();
    expect(await itemById(program.app.db, id)).toMatchObject({ fourEyes: true, revision: 6 });
  });

  it('appears by the clock, also in the night in which clocks change, once', async () => {
    const { app } = program;
    const id = await draft('Um halb drei');
    // 2.30 in summer time, the first of the two on 25 October 2026 a year later.
    const at = new Date('2027-10-31T00:30:00Z');
    await scheduleNews(app, mia, { id, revision: 1 }, at);
    await runAt(app.clock, new Date(at.getTime() - 1000), () => publishDue(app));
    expect((await itemById(app.db, id))?.state).toBe('scheduled');
    await runAt(app.clock, at, () => Promise.all([publishDue(app), publishDue(app)]));
    const item = await itemById(app.db, id);
    expect(item).toMatchObject({ state: 'published', revision: 3 });
    expect(item?.publishedAt?.getTime()).toBeGreaterThanOrEqual(at.getTime());
    // It is the newest of all others now: later tests must not meet it.
    await withdrawNews(app, mia, { id, revision: 3 }, four('Test'));
  });
});

describe('what is published', () => {
  it('is on the page, in lists by topic, area and unit, on home, service and unit pages, in feed, API and search', async () => {
    const id = await published('Hundewiese offen');
    await program.settle();
    const shown = [
      `/aktuell/${id}`,
      '/aktuell?topic=tiere',
      '/aktuell?topic=tiere&area=riehen&unit=veterinaeramt',
      '/aktuell?service=hund-anmelden',
      '/news.atom?topic=tiere',
      '/api/v1/news?area=riehen',
      `/api/v1/news/${id}`,
      '/leistungen/hund-anmelden',
      '/stellen/veterinaeramt',
      '/stellen/gd',
      '/',
      '/suche?q=hundewiese',
    ];
    for (const path of shown) expect(await get(path), path).toContain('Hundewiese offen');
    for (const path of ['/aktuell?topic=steuern', '/aktuell?area=basel', '/news.atom?unit=steuerverwaltung'])
      expect(await get(path), path).not.toContain('Hundewiese offen');
    expect(await get(`/aktuell/${id}?lang=it`)).toContain('Hundewiese offen it');
    expect(await announceNews(program.app, id, {})).toMatchObject({
      key: `news:${id}`,
      path: `/aktuell/${id}`,
      about: { topic: ['tiere'], area: ['riehen'], unit: ['veterinaeramt'], service: ['hund-anmelden'] },
    });
  });

  it('is corrected with a note that everyone sees, and says when', async () => {
    const id = await published('Mit Fehler');
    const jar = new CookieJar(program.origin);
    await signIn(jar, 'editor-mia');
    const address = `/redaktion/${id}/bearbeiten`;
    const html = await (await jar.fetch(address)).text();
    const text = (part: string) =>
      Object.fromEntries(languages.map((each) => [`${part}-${each}`, `Neu ${each}`]));
    const fields = {
      ...{ _csrf: csrfOf(html), stand: '2', thema: 'tiere', stelle: 'veterinaeramt' },
      ...{ ...text('title'), ...text('lead'), ...text('body') },
    };
    expect((await jar.post(address, { ...fields, art: 'facts' })).status).toBe(422);
    expect(
      (await jar.post(address, { ...fields, art: 'facts', ...text('vermerk'), 'title-it': '' })).status,
    ).toBe(422);
    const before = await itemById(program.app.db, id);
    expect(before?.texts.de.title).toBe('Mit Fehler de');
    const done = await jar.post(address, { ...fields, art: 'facts', ...text('vermerk') });
    expect(done.status).toBe(303);
    const page = await get(`/aktuell/${id}`);
    expect(page).toMatch(/berichtigt am 24\..*Angaben berichtigt.*Neu de/s);
    // Sent twice, it is corrected once.
    expect((await jar.post(address, { ...fields, art: 'facts', ...text('vermerk') })).status).toBe(303);
    const { corrections } = JSON.parse(await get(`/api/v1/news/${id}?lang=fr`)) as { corrections: unknown[] };
    expect(corrections).toEqual([{ kind: 'facts', note: 'Neu fr', at: expect.any(String) as string }]);
    expect(await (await jar.fetch(`/redaktion/${id}/verlauf`)).text()).toMatch(
      /Berichtigt.*Veröffentlicht.*Begonnen/s,
    );
  });

  it('keeps its address when it is withdrawn, and says so everywhere', async () => {
    const id = await published('Falsche Meldung');
    await withdrawNews(program.app, mia, { id, revision: 2 }, four('Sie war falsch.'));
    await program.settle();
    const page = await program.server.inject(`/aktuell/${id}`);
    expect(page.statusCode).toBe(200);
    expect(page.body).toMatch(/Zurückgezogen am.*Sie war falsch\./s);
    expect(page.body).toContain('noindex');
    expect(page.body).not.toContain('<p>Text</p>');
    expect(await get('/news.atom')).toContain('Zurückgezogen: Falsche Meldung de');
    expect(JSON.parse(await get(`/api/v1/news/${id}`))).toMatchObject({
      state: 'withdrawn',
      withdrawnReason: 'Sie war falsch.',
      html: '',
    });
    expect(await get('/')).not.toContain('Falsche Meldung');
    expect(await get('/suche?q=falsche+meldung')).not.toContain(`/aktuell/${id}`);
    expect(await announceNews(program.app, id, {})).toBeUndefined();
  });
});

describe('the editors’ form', () => {
  it('shows an editor who comes too late what both wrote, and loses nothing', async () => {
    const id = await draft('Gleichzeitig');
    const jar = new CookieJar(program.origin);
    await signIn(jar, 'editor-mia');
    const address = `/redaktion/${id}/bearbeiten`;
    const html = await (await jar.fetch(address)).text();
    await saveNews(program.app, hanna, { id, revision: 1 }, content('Von Hanna'));
    const late = await jar.post(address, { _csrf: csrfOf(html), stand: '1', 'title-de': 'Von Mia' });
    const page = await late.text();
    expect(late.status).toBe(409);
    expect(page).toContain('Hanna Probst hat ihn am');
    expect(page).toContain('value="Von Mia"');
    expect((await itemById(program.app.db, id))?.texts.de.title).toBe('Von Hanna de');
    expect((await jar.post(address, { _csrf: csrfOf(page), stand: '2', 'title-de': 'Von Mia' })).status).toBe(
      303,
    );
  });

  it('refuses bad input at its field and shows scripts as text', async () => {
    const jar = new CookieJar(program.origin);
    await signIn(jar, 'editor-mia');
    const token = { _csrf: csrfOf(await (await jar.fetch('/redaktion/neu')).text()) };
    for (const [wrong, field] of [
      [{ 'title-de': 'x'.repeat(10_000) }, 'title-de'],
      [{ 'lead-fr': 'x'.repeat(10_000) }, 'lead-fr'],
      [{ 'body-it': 'x'.repeat(10_000) }, 'body-it'],
      [{ 'title-en': 'a\nb' }, 'title-en'],
      [{ 'body-de': '[x](javascript:alert)' }, 'body-de'],
      [{ thema: 'atlantis' }, 'thema'],
      [{ gebiet: 'atlantis' }, 'gebiet'],
      [{ stelle: 'atlantis' }, 'stelle'],
      [{ seiten: '/leistungen/atlantis' }, 'seiten'],
    ] as const) {
      const answer = await jar.post('/redaktion/neu', { ...token, ...wrong });
      expect(answer.status, field).toBe(422);
      expect(await answer.text()).toContain(`href="#${field}"`);
    }
    expect((await jar.post('/redaktion/neu', { ...token, 'title-de': 'a\u202Eb\u0000' })).status).toBe(422);
    const script = '<script>alert(1)</script>';
    const id = randomUUID();
    const text = Object.fromEntries(
      ['title', 'lead', 'body'].flatMap((part) => languages.map((each) => [`${part}-${each}`, script])),
    );
    const made = await jar.post('/redaktion/neu', {
      ...token,
      _id: id,
      ...text,
      thema: 'tiere',
      stelle: 'gd',
    });
    expect(made.headers.get('location')).toBe(`/redaktion/${id}`);
    const preview = await (await jar.fetch(`/redaktion/${id}`)).text();
    expect(preview).not.toContain('<script>alert');
    await publishNews(program.app, mia, { id, revision: 1 });
    await program.settle();
    for (const path of ['/', '/aktuell', `/aktuell/${id}`, '/news.atom', '/suche?q=script'])
      expect(await get(path), path).not.toContain('<script>alert');
    const wrongDay = { 'am.day': '30', 'am.month': '2', 'am.year': '2027', 'am.time': '08:00' };
    const other = await draft('Datum');
    const page = await jar.post(`/redaktion/${other}`, {
      ...token,
      stand: '1',
      schritt: 'schedule',
      ...wrongDay,
    });
    expect(page.status).toBe(422);
    expect(await page.text()).toContain('href="#am"');
  });

  it('is for editors: others neither see drafts nor write', async () => {
    const id = await draft('Geheim');
    const open = async (who: string) => {
      const jar = new CookieJar(program.origin);
      await signIn(jar, who);
      return async (path: string) => (await jar.fetch(path)).status;
    };
    const clerk = await open('clerk-fiona');
    for (const path of ['/redaktion', '/redaktion/neu', `/redaktion/${id}`])
      expect(await clerk(path)).toBe(403);
    const head = await open('head-hanna');
    expect(await head(`/redaktion/${id}`)).toBe(200);
    expect(await head(`/redaktion/${id}/bearbeiten`)).toBe(403);
  });

  it('answers odd questions with 400 or 404, never with a fault of its own', async () => {
    for (const [path, status] of [
      ['/aktuell?topic=<script>', 400],
      ['/aktuell?service=a&topic=b', 400],
      ['/aktuell?nach=gestern', 400],
      ['/news.atom?nach=2026-02-31T00:00:00.000Z_x', 400],
      ['/api/v1/news?cursor=x', 400],
      ['/aktuell/nichts', 404],
      ['/aktuell?topic=gibt-es-nicht', 200],
    ] as const)
      expect((await program.server.inject(path)).statusCode, path).toBe(status);
  });
});
