// What everyone sees of questions: nothing before it is masked and released; articles of knowledge with versions; times without single cases.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csrfOf } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { runAt } from '../../kernel/clock.ts';
import { handleQuestion } from './actions/handle-question.ts';
import { announceQuestion } from './announce.ts';
import { asking, field } from './testing/asking.ts';
import { responseTimes } from './times/response-times.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
}, 240_000);
afterAll(() => program.stop());
const { ask, idOf, open, question, rows, staff, visitor } = asking(() => program);

describe('publication', () => {
  it('shows nothing before staff have released it, nothing that was masked, and nothing after the asker takes it back', async () => {
    const jar = await open('resident-luis');
    const { answer } = await ask(jar, {
      titel: 'Darf man das wissen?',
      text: 'Ich heisse Luis Geheim, ７５６.１２３４.５６７８.９７, l u i s @ e x a m p l e . o r g',
      sichtbar: 'alle',
      zu: '/stellen/veterinaeramt',
    });
    const id = await idOf('Darf man das wissen?');
    expect((await visitor().fetch(`/fragen/${id}`)).status).toBe(404);
    const clerk = await open('clerk-fiona');
    const path = `/fragen/bearbeiten/${id}`;
    const html = await (await clerk.fetch(path)).text();
    const proposed = /<textarea[^>]*id="neuer-text"[^>]*>([^<]*)/.exec(html)?.[1] ?? '';
    expect(proposed).toMatch(/\[Name\].*\[AHV-Nummer\].*\[E-Mail\]/);
    const send = (text: string, more: Record<string, string> = {}) =>
      clerk.post(path, {
        _csrf: csrfOf(html),
        schritt: 'publish',
        revision: field(html, 'revision'),
        'neuer-titel': 'Darf man das wissen?',
        'neuer-text': text,
        ...more,
      });
    // Left in by mistake: staff have to say that they have seen it.
    expect((await send('Rufen Sie 061 123 45 67 an.')).status).toBe(422);
    expect((await send(proposed)).status).toBe(303);
    const shown = await (await visitor().fetch(`/fragen/${id}`)).text();
    expect(shown).not.toMatch(/Luis|Geheim|756|７５６|e x a m/);
    expect((await announceQuestion(program.app, id, { first: true }))?.about).toMatchObject({
      unit: ['veterinaeramt'],
    });

    await handleQuestion(program.app, await staff('clerk-fiona'), id, (await question(id)).revision, {
      step: 'answer',
      text: 'Ja.',
      links: [],
    });
    expect(await (await visitor().fetch(`/fragen/${id}`)).text()).not.toContain('>Ja.<');
    const at = (answer.headers.get('location') ?? '').replace('?gestellt=1', '');
    const own = await (await jar.fetch(at)).text();
    await jar.post(at, { _csrf: csrfOf(own), schritt: 'refuse' });
    expect((await visitor().fetch(`/fragen/${id}`)).status).toBe(404);
    const again = await (await clerk.fetch(path)).text();
    const refused = await clerk.post(path, {
      _csrf: csrfOf(again),
      schritt: 'publish',
      revision: field(again, 'revision'),
      'neuer-titel': 'Darf man das wissen?',
    });
    expect(refused.status).toBe(409);
  });

  it('is found, also with words that look like operators; a feed and the API say the same', async () => {
    for (const q of ["hund & | ! <-> ':*", '(((', '%', 'der die das', '\\', 'x'.repeat(5000)])
      expect((await visitor().fetch(`/fragen?q=${encodeURIComponent(q)}`)).status).toBe(200);
    expect(await (await visitor().fetch('/fragen?q=Parkkarte')).text()).toContain('Ersatzauto');
    const feed = await (await visitor().fetch('/fragen/feed.atom?stelle=veterinaeramt')).text();
    expect(feed).toContain('abmelden');
    const api = (await (await visitor().fetch('/api/v1/questions?state=answered')).json()) as {
      items: { id: string; text: string }[];
    };
    expect(api.items.length).toBeGreaterThan(5);
    expect(JSON.stringify(api)).not.toContain('BS 123456');
    const [first] = api.items;
    expect((await visitor().fetch(`/api/v1/questions/${first?.id}`)).status).toBe(200);
  });

  it('is offered before one asks, but not for one word that it shares', async () => {
    const offered = async (q: string) => {
      const html = await (await visitor().fetch(`/fragen/neu?q=${encodeURIComponent(q)}`)).text();
      return [
        ...html.matchAll(/href="(?:http:\/\/[^/"]+)?\/((?:wissen|leistungen|fragen)\/[a-z0-9-]+)"/g),
      ].map(([, path]) => path);
    };
    expect(await offered('Wie werde ich ein altes Sofa los?')).toContain('wissen/sperrgut-wie');
    const puppy = await offered('Muss ich einen Welpen anmelden?');
    expect(puppy).toContain('leistungen/hund-anmelden');
    expect(puppy).not.toContain('wissen/sperrgut-wie');
  });

  it('that helped is counted, and keeps nobody', async () => {
    const jar = visitor();
    const [{ id } = { id: '' }] = await rows<{ id: string }>(
      `select question_id as id from questions.published where state = 'answered' limit 1`,
    );
    const html = await (await jar.fetch(`/fragen/${id}`)).text();
    await jar.post(`/fragen/${id}/geholfen`, { _csrf: csrfOf(html), geholfen: 'ja' });
    expect((await jar.post(`/fragen/${id}/geholfen`, { _csrf: csrfOf(html), geholfen: 'x' })).status).toBe(
      400,
    );
    const [{ helped } = { helped: 0 }] = await rows<{ helped: number }>(
      'select helped from questions.published where question_id = $1',
      [id],
    );
    expect(helped).toBe(1);
  });
});

describe('knowledge', () => {
  it('is changed by its unit, version by version; a translation that stays is older', async () => {
    const clerk = await open('clerk-fiona');
    const path = '/wissen/hund-neu/bearbeiten';
    expect((await (await open('clerk-mfk')).fetch(path)).status).toBe(404);
    const html = await (await clerk.fetch(path)).text();
    const form: Record<string, string> = { _csrf: csrfOf(html), version: field(html, 'version') };
    for (const each of ['de', 'fr'])
      Object.assign(form, { [`titel-${each}`]: `Titel ${each}`, [`text-${each}`]: `Text ${each}` });
    expect((await clerk.post(path, form)).headers.get('location')).toBe('/wissen/hund-neu');
    // The page was of the version before.
    expect((await clerk.post(path, form)).status).toBe(409);
    await clerk.post(path, { ...form, version: '2', 'text-de': 'Neuer Text' });
    const french = await (await visitor().fetch('/wissen/hund-neu?lang=fr')).text();
    expect(french).toContain('cette traduction est plus ancienne');
    const english = await (await visitor().fetch('/wissen/hund-neu?lang=en')).text();
    expect(english).toContain('does not exist in your language yet');
    expect(await (await visitor().fetch('/wissen/hund-neu/versionen/1')).text()).toContain('neu einen Hund');
    await program.settle();
    const found = (await (await visitor().fetch('/api/v1/search?q=Titel%20de&type=knowledge')).json()) as {
      items: { url: string }[];
    };
    expect(found.items[0]?.url).toMatch(/\/wissen\/hund-neu$/);
  });

  it('is made of an answer, once under one name', async () => {
    await ask(await open('resident-luis'), { titel: 'Was wissen alle?', zu: '/stellen/veterinaeramt' });
    const id = await idOf('Was wissen alle?');
    const clerk = await open('clerk-fiona');
    const path = `/fragen/bearbeiten/${id}`;
    await handleQuestion(program.app, await staff('clerk-fiona'), id, 1, {
      step: 'answer',
      text: 'So.',
      links: [],
    });
    const make = async () => {
      const html = await (await clerk.fetch(path)).text();
      return clerk.post(path, {
        _csrf: csrfOf(html),
        schritt: 'article',
        revision: field(html, 'revision'),
        'titel-de': 'Für alle «Übersetzt»',
        'text-de': 'So ist es.',
        leistungen: 'hund-anmelden',
      });
    };
    expect((await make()).status).toBe(303);
    expect(await (await visitor().fetch('/wissen/fuer-alle-uebersetzt')).text()).toContain('So ist es.');
    expect((await make()).status).toBe(409);
  });
});

describe('response times', () => {
  it('count each first answer once, and never say fewer than five', async () => {
    const before = await responseTimes(program.app);
    await ask(await open('resident-luis'), { titel: 'Wie schnell?', zu: '/stellen/veterinaeramt' });
    const id = await idOf('Wie schnell?');
    const clerk = await staff('clerk-fiona');
    await runAt(program.app.clock, new Date('2026-11-26T10:00:00+01:00'), async () => {
      await handleQuestion(program.app, clerk, id, 1, { step: 'answer', text: 'So.', links: [] });
      await handleQuestion(program.app, clerk, id, 2, { step: 'answer', text: 'Besser so.', links: [] });
    });
    const after = await responseTimes(program.app);
    expect((after.all.answered ?? 0) - (before.all.answered ?? 0)).toBe(1);
    const [row] = await rows<{ count: number }>(
      `select sum(count)::int as count from questions.response where unit = 'veterinaeramt' and month = '2026-11-01' and days = 2`,
    );
    expect(row?.count).toBeGreaterThanOrEqual(1);
    for (const { answered, open: waiting } of after.units)
      for (const count of [answered, waiting]) expect(count === null || count === 0 || count >= 5).toBe(true);
    expect(after.units.filter(({ answered }) => answered === null).length).not.toBe(1);
  });
});
