// Guided life events with the whole catalogue and its pages: services and units exist, addresses hold answers, calendars can be read.
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { languages } from '../../kernel/i18n/texts.ts';
import { unitOf } from '../organisation/index.ts';
import { allAnswers, stepsFor } from './guides/steps-for.ts';
import { guidesOf } from './queries/guides.ts';
import { search } from './queries/search.ts';
import { stepTexts } from './queries/step-texts.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram();
});
afterAll(() => program.stop());

const get = (path: string) => fetch(`${program.origin}${path}`, { redirect: 'manual' });
const umzug = '/lebenslagen/umzug';
const answered = 'suche=no&platz=yes&sperrgut=no&auto=yes';
const day = 'tag.day=1&tag.month=12&tag.year=2026';

describe('each guide', () => {
  it('names a title in every language, a service or words, and units that exist, whatever the answers', () => {
    const { app } = program;
    for (const [id, guide] of guidesOf.of(app))
      for (const answers of allAnswers(guide))
        for (const step of stepsFor(guide, answers))
          for (const language of languages) {
            const { title, text, unit, href } = stepTexts(app, step, language);
            const place = `${id} ${step.id} ${language}`;
            expect([place, title !== '' && text !== '']).toEqual([place, true]);
            expect([place, unit === undefined || unitOf(app, unit) !== undefined]).toEqual([place, true]);
            expect([place, (href !== undefined) === (step.service !== undefined)]).toEqual([place, true]);
          }
  });

  it('has a page in every language, with and without answers', async () => {
    for (const [id, guide] of guidesOf.of(program.app))
      for (const language of languages)
        for (const answers of [{}, allAnswers(guide)[0] ?? {}]) {
          const query = new URLSearchParams({ ...answers, lang: language });
          const page = await get(`/lebenslagen/${id}?${query.toString()}`);
          expect([id, language, page.status]).toEqual([id, language, 200]);
        }
  });
});

describe('a guided page', () => {
  it('shows only what the answers leave, and links that hold them', async () => {
    const html = await (await get(`${umzug}?${answered}&${day}`)).text();
    expect(html).toContain('/leistungen/parkverbot-zuegeln');
    expect(html).toContain('id="schritt-umzug-melden"');
    expect(html).not.toContain('id="schritt-sperrgut"');
    expect(html).toMatch(/bis 15\.\sDezember 2026/);
    expect(html).toContain(`${umzug}?suche=no&amp;platz=yes&amp;sperrgut=no&amp;auto=yes&amp;tag.day=01`);
    expect(html).toContain(`${umzug}/kalender.ics?suche=no`);
  });

  it('reckons a step that is a duty as the duty is reckoned, over weekends and holidays, and leads to it', async () => {
    const evaluate = async (facts: Record<string, unknown>) => {
      const reply = await fetch(`${program.origin}/api/v1/duties/evaluate`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ facts }),
      });
      const { items } = (await reply.json()) as { items: { id: string; due: string }[] };
      return new Map(items.map(({ id, due }) => [id, due]));
    };
    // The fourteenth day is a Saturday, Christmas, New Year's Day, and a Tuesday.
    for (const [moved, due] of [
      ['2026-11-21', '2026-12-07'],
      ['2026-12-11', '2026-12-28'],
      ['2026-12-18', '2027-01-04'],
      ['2026-12-01', '2026-12-15'],
    ] as const) {
      const [year = '', month = '', date = ''] = moved.split('-');
      const reckoned = await evaluate({
        umgezogen: true,
        umgezogenAm: moved,
        parkverbot: true,
        zuegeltag: moved,
      });
      expect([moved, reckoned.get('umzug-melden')]).toEqual([moved, due]);
      const typed = `tag.day=${date}&tag.month=${month}&tag.year=${year}`;
      const calendar = await (await get(`${umzug}/kalender.ics?${answered}&${typed}`)).text();
      for (const id of ['umzug-melden', 'parkverbot-bestellen'])
        expect(calendar).toContain(`VALUE=DATE:${reckoned.get(id)?.replaceAll('-', '')}`);
    }
    const html = await (await get(`${umzug}?${answered}&tag.day=21&tag.month=11&tag.year=2026`)).text();
    expect(html).toContain('href="/pflichten#umzug-melden"');
    expect(html).toMatch(/Samstag\); es gilt der nächste: Montag, 7\.\sDezember/);
    expect(await (await get('/pflichten')).text()).toContain('id="umzug-melden"');
  });

  it('says nothing of a day that it does not ask for', async () => {
    const html = await (
      await get('/lebenslagen/auto-verkehr?lage=lernen&tag.day=1&tag.month=12&tag.year=2026')
    ).text();
    expect(html).toContain('href="/pflichten#wab-kurs"');
    expect(html).not.toContain('bis 1.');
  });

  it.each([
    ['an unknown answer', 'auto=vielleicht&suche=yes', 'f-auto', 'Diese Antwort gibt es hier nicht'],
    [
      'a day that does not exist',
      'tag.day=31&tag.month=2&tag.year=2027&auto=yes',
      'f-tag',
      'Diesen Tag gibt es nicht',
    ],
    ['a day in words', `tag.day=morgen&auto=yes`, 'f-tag', 'Diesen Tag gibt es nicht'],
    ['10,000 characters', `auto=${'x'.repeat(10_000)}`, 'f-auto', 'Diese Antwort gibt es hier nicht'],
    ['10,000 characters as a day', `tag.year=${'9'.repeat(10_000)}`, 'f-tag', 'Diesen Tag gibt es nicht'],
  ])('says kindly at its place: %s', async (_what, query, place, message) => {
    const page = await get(`${umzug}?${query}`);
    expect(page.status).toBe(422);
    const html = await page.text();
    expect(html).toContain(`href="#${place}"`);
    expect(html).toContain(`id="${place}-error"`);
    expect(html).toContain(message);
  });

  it('loses nothing that was typed beside a fault', async () => {
    const html = await (await get(`${umzug}?auto=yes&tag.day=31&tag.month=2&tag.year=2027`)).text();
    expect(html).toMatch(/name="auto" value="yes" checked/);
    for (const [part, value] of [
      ['day', '31'],
      ['month', '2'],
      ['year', '2027'],
    ] as const)
      expect(html).toMatch(new RegExp(`name="tag\\.${part}"[^>]*value="${value}"`));
  });

  it('takes hostile text as text', async () => {
    const html = await (
      await get(`${umzug}?tag.day=${encodeURIComponent('"><script>alert(1)</script>')}`)
    ).text();
    expect(html).not.toContain('<script>alert');
    expect((await get(`${umzug}?auto=%00&auto=yes`)).status).toBe(422);
  });

  it('is found under its other addresses, with the answers', async () => {
    const reply = await get('/lebenslagen/zuegeln?auto=yes');
    expect([reply.status, reply.headers.get('location')]).toEqual([303, `${umzug}?auto=yes`]);
    expect((await get('/lebenslagen/nirgends')).status).toBe(404);
  });
});

describe('the calendar file', () => {
  it('holds the dated steps as whole days, twice the same', async () => {
    const path = `${umzug}/kalender.ics?${answered}&${day}`;
    const reply = await get(path);
    expect(reply.headers.get('content-type')).toContain('text/calendar');
    const text = await reply.text();
    const events = new ICAL.Component(ICAL.parse(text) as unknown[])
      .getAllSubcomponents('vevent')
      .map((each) => new ICAL.Event(each));
    expect(events.map((event) => [event.startDate.toString(), event.startDate.isDate])).toEqual([
      ['2026-11-20', true],
      ['2026-12-15', true],
      ['2026-12-15', true],
    ]);
    expect(events[1]?.summary).toContain('Umzug');
    expect(events[1]?.location).toContain('Einwohneramt');
    const again = await (await get(path)).text();
    expect(again.match(/^UID:.*$/gm)).toEqual(text.match(/^UID:.*$/gm));
  });

  it.each(['', `?${answered}`, '?tag.day=31&tag.month=2&tag.year=2027', `?auto=vielleicht&${day}`])(
    'leads to the page where it can’t be made: %s',
    async (query) => {
      const reply = await get(`${umzug}/kalender.ics${query}`);
      expect([reply.status, reply.headers.get('location')]).toEqual([303, `${umzug}${query}`]);
    },
  );

  it('is not there for a life event without dates or guide', async () => {
    expect((await get('/lebenslagen/schule-kita/kalender.ics')).status).toBe(303);
    expect((await get('/lebenslagen/steuern/kalender.ics')).status).toBe(404);
  });
});

describe('search', () => {
  it.each([
    ['Pensionierung', 'pensionierung'],
    ['in Rente gehen', 'pensionierung'],
    ['Kind bekommen', 'geburt'],
    ['schwanger', 'geburt'],
    ['heiraten', 'heirat'],
    ['jemand ist gestorben', 'todesfall'],
    ['auswandern', 'wegzug'],
    ['Stelle verloren', 'arbeit'],
    ['Unternehmen gründen', 'firma-gruenden'],
    ['Velo gestohlen', 'auto-verkehr'],
    ['einbürgern', 'einbuergerung-aufenthalt'],
    ['nach Basel ziehen', 'zuzug'],
  ])('finds «%s» among the first', async (q, id) => {
    const { items } = await search(program.app, { q, lang: 'de', limit: 5 });
    expect(items.map((item) => `${item.type} ${item.id}`)).toContain(`life-event ${id}`);
  });

  it.each([
    ['Auf einen Zahlungsbefehl reagieren', 'zahlungsbefehl-reaktion'],
    ['Kehricht bereitstellen', 'abfall-bereitstellen'],
    ['Lohnausweise ausstellen', 'lohnausweis'],
  ])('finds the duty «%s», which leads to its place', async (q, id) => {
    const { items } = await search(program.app, { q, lang: 'de', limit: 8 });
    expect(items.map((item) => `${item.type} ${item.url}`)).toContain(`duty /pflichten#${id}`);
  });
});
