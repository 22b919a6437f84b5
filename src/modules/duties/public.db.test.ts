// Duties without an account: the rules of the canton by API, page and calendar file; hostile facts.
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-27T09:00:00+01:00' });
}, 240_000);
afterAll(() => program.stop());

interface Item {
  id: string;
  due: string | null;
  why: string;
  service: string | null;
}

async function post(body: unknown, lang = 'de') {
  const response = await fetch(`${program.origin}/api/v1/duties/evaluate?lang=${lang}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return {
    response,
    body: (await response.json()) as {
      items: Item[];
      code: string;
      errors: { pointer: string; code: string; detail: string }[];
    },
  };
}

describe('what follows from facts', () => {
  it.each<[string, Record<string, unknown>, Record<string, string | null>]>([
    ['nothing', {}, {}],
    [
      'a dog since a Wednesday: the tenth day is a Saturday',
      { hund: true, hundSeit: '2026-11-18' },
      { 'hund-anmelden': '2026-11-30', hundesteuer: null, 'hund-haftpflicht': null },
    ],
    [
      'a date says yes to its fact',
      { hundSeit: '2026-11-18' },
      { 'hund-anmelden': '2026-11-30', hundesteuer: null, 'hund-haftpflicht': null },
    ],
    ['no dog, whatever the date', { hund: false, hundSeit: '2026-11-18' }, {}],
    [
      'moved here; Good Friday moves the end',
      { zugezogenAm: '2027-03-12' },
      { 'zuzug-melden': '2027-03-30', 'krankenversicherung-abschliessen': '2027-06-12' },
    ],
    [
      'moved within, with a car',
      { umgezogenAm: '2026-12-11', auto: true, ersteZulassung: '2024-05-01' },
      {
        'umzug-melden': '2026-12-28',
        'fahrzeug-adresse-melden': '2026-12-28',
        motorfahrzeugsteuer: '2027-02-15',
        fahrzeugpruefung: '2029-05-01',
      },
    ],
    [
      'employs staff',
      { mitarbeitende: true, quellensteuer: true },
      {
        'quellensteuer-arbeitgeber': '2026-11-30',
        'ahv-lohnmeldung': '2027-01-30',
        lohnausweis: '2027-01-31',
      },
    ],
    ['tax at source without staff', { quellensteuer: true }, {}],
    [
      'builds after the new year',
      { bautKlein: true, baubeginn: '2027-01-15' },
      { 'bau-melden': '2026-12-31' },
    ],
    ['self-employed', { einzelfirma: true }, { 'handelsregister-pflicht': null }],
    ['fells a tree', { baum: true }, { 'baum-schonzeit': '2027-02-28' }],
  ])('%s', async (_name, facts, expected) => {
    const { response, body } = await post({ facts });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(body.items.map(({ id, due }) => [id, due]))).toEqual(expected);
  });

  it.each([
    ['de', 'Grund: Ich habe einen Hund.', 'Samstag'],
    ['fr', 'Motif: J’ai un chien.', 'samedi'],
    ['it', 'Motivo: Ho un cane.', 'sabato'],
    ['en', 'Reason: I have a dog.', 'Saturday'],
  ])('says why in %s, and names the service', async (lang, because, why) => {
    const { body } = await post({ facts: { hund: true, hundSeit: '2026-11-18' } }, lang);
    expect(body.items[0]?.why).toContain(because);
    expect(body.items[0]?.why).toContain(why);
    expect(body.items[0]?.service).toBe('hund-anmelden');
  });

  it('never shows a duty that was abolished', async () => {
    const { items, facts } = (await (await fetch(`${program.origin}/api/v1/duties`)).json()) as {
      items: { id: string }[];
      facts: { id: string; type: string }[];
    };
    const everything = Object.fromEntries(
      facts.map(({ id, type }) => [id, type === 'date' ? '2026-11-01' : true]),
    );
    const { body } = await post({ facts: everything });
    expect(body.items).toHaveLength(items.length);
    expect(JSON.stringify([items, body.items])).not.toMatch(/feuerwehr/i);
    const page = await (await fetch(`${program.origin}/pflichten`)).text();
    expect(page).not.toMatch(/feuerwehr/i);
  });
});

describe('facts that are none', () => {
  it.each<[string, Record<string, unknown>, string, string]>([
    ['a day that does not exist', { hundSeit: '2026-02-30' }, '/facts/hundSeit', 'DATE_INVALID'],
    ['no leap year', { hundSeit: '2027-02-29' }, '/facts/hundSeit', 'DATE_INVALID'],
    ['with a time', { hundSeit: '2026-02-01T00:00:00Z' }, '/facts/hundSeit', 'DATE_INVALID'],
    ['another year', { hundSeit: '9999-12-31' }, '/facts/hundSeit', 'DATE_INVALID'],
    ['a number', { hund: 1 }, '/facts/hund', 'TYPE'],
    ['a list', { hund: [true] }, '/facts/hund', 'TYPE'],
    ['an unknown fact', { katze: true }, '/facts/katze', 'UNKNOWN_FIELD'],
    ['a key that must be escaped', { 'a/b~c': true }, '/facts/a~1b~0c', 'UNKNOWN_FIELD'],
    ['a name of the language', { constructor: true }, '/facts/constructor', 'UNKNOWN_FIELD'],
  ])('%s', async (_name, facts, pointer, code) => {
    const { response, body } = await post({ facts });
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(body.code).toBe('INVALID');
    expect(body.errors).toMatchObject([{ pointer, code }]);
    expect(body.errors[0]?.detail).not.toBe('');
  });

  it.each<[string, unknown, number]>([
    ['no facts', {}, 422],
    ['a text', { facts: 'hund' }, 422],
    ['a list', { facts: [] }, 422],
    ['something besides', { facts: {}, more: 1 }, 422],
    ['broken JSON', '{"facts":', 400],
    ['a key twice', '{"facts":{"hund":true,"hund":false}}', 400],
    ['__proto__', '{"facts":{"__proto__":{"hund":true}}}', 422],
    ['2 MB', JSON.stringify({ facts: { hundSeit: 'x'.repeat(2_000_000) } }), 413],
  ])('%s', async (_name, body, status) => {
    const { response } = await post(body);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  it('10,000 unknown names are answered with some of them, quickly', async () => {
    const facts = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`x${index}`, true]));
    const { body } = await post({ facts });
    expect(body.errors).toHaveLength(50);
  });
});

describe('page and calendar file', () => {
  const query =
    'f=hund&f=zugezogen&f=nothing&hundSeit.day=18&hundSeit.month=11&hundSeit.year=2026&zugezogenAm.day=31&zugezogenAm.month=2&zugezogenAm.year=2026';

  it('shows day, reason and service; a wrong day stands at its question', async () => {
    const page = await (await fetch(`${program.origin}/pflichten/ergebnis?${query}`)).text();
    expect(page).toContain('/leistungen/hund-anmelden');
    expect(page).toMatch(/30\.\s(&nbsp;)?November/);
    expect(page).toContain('href="#zugezogenAm"');
  });

  it('an independent reader finds the same whole days, and nothing else', async () => {
    const response = await fetch(`${program.origin}/pflichten/kalender.ics?${query}`);
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const events = new ICAL.Component(ICAL.parse(await response.text()))
      .getAllSubcomponents('vevent')
      .map((each) => new ICAL.Event(each));
    expect(
      events.map(({ summary, startDate, endDate }) => [
        summary,
        startDate.isDate,
        startDate.toString(),
        endDate.toString(),
      ]),
    ).toEqual([['Hund anmelden', true, '2026-11-30', '2026-12-01']]);
  });

  it('hostile addresses are answered', async () => {
    for (const bad of [
      'f=%00',
      `f=${'x'.repeat(5000)}`,
      'f=__proto__&hundSeit.day=%27',
      'hundSeit=1&hundSeit.day[]=2',
    ])
      expect((await fetch(`${program.origin}/pflichten/ergebnis?${bad}`)).status).toBeLessThan(500);
  });

  it('the service says which duty it fulfils', async () => {
    const page = await (await fetch(`${program.origin}/leistungen/hund-anmelden`)).text();
    expect(page).toContain('id="pflichten"');
  });
});
