// Questions through the real program: asked with and without account, answered by two at once, sent in a circle, masked, forgotten.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar, csrfOf } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { barePool } from '../../../tests/support/unguarded.ts';
import type { StaffActor } from '../../kernel/actor.ts';
import { runAt } from '../../kernel/clock.ts';
import { demoActor } from '../identity/index.ts';
import { signIn } from '../identity/testing/sign-in.ts';
import { forgetQuestions } from './actions/forget-questions.ts';
import { handleQuestion } from './actions/handle-question.ts';
import { announceQuestion } from './announce.ts';
import { responseTimes } from './times/response-times.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
}, 240_000);
afterAll(() => program.stop());

const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await barePool(program.app).query(text, values)).rows as Row[];
const visitor = () => new CookieJar(program.origin);

async function open(identity: string): Promise<CookieJar> {
  const jar = visitor();
  await signIn(jar, identity);
  return jar;
}

const field = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

/** Each test has an address of its own, so that the limit of the route does not stop the next. */
async function ask(jar: CookieJar, more: Record<string, string> = {}) {
  const html = await (await jar.fetch('/fragen/neu?q=Worum')).text();
  const form = {
    _csrf: csrfOf(html),
    _id: field(html, '_id'),
    titel: 'Wie geht das?',
    text: 'Ich weiss es nicht.',
    sichtbar: 'privat',
    ...more,
  };
  return { form, answer: await jar.post('/fragen/neu', form) };
}
const idOf = async (title: string): Promise<string> =>
  (await rows<{ id: string }>('select id from questions.question where title = $1', [title]))[0]?.id ?? '';

async function staff(identity: string): Promise<StaffActor> {
  const actor = await demoActor(program.app, identity);
  if (actor.kind !== 'staff') throw new Error(`${identity} is no staff`);
  return actor;
}
const question = async (id: string) =>
  (
    await rows<{ unit: string; due: string; state: string; revision: number; reroutes: number }>(
      'select unit, due::text, state, revision, reroutes from questions.question where id = $1',
      [id],
    )
  )[0] ?? { unit: '', due: '', state: '', revision: 0, reroutes: 0 };

describe('a question without account', () => {
  it('leads to a secret address; sent twice it is one, and a stranger with its id does not get there', async () => {
    const jar = visitor();
    const { form, answer } = await ask(jar, { titel: 'Zweimal geklickt?', zu: '/leistungen/umzug-melden' });
    const at = answer.headers.get('location') ?? '';
    expect(at).toMatch(/^\/fragen\/meine\/[\w-]{43}\?gestellt=1$/);
    expect((await jar.post('/fragen/neu', form)).headers.get('location')).toBe(at);
    expect((await rows(`select id from questions.question where title = 'Zweimal geklickt?'`)).length).toBe(
      1,
    );
    expect(await question(await idOf('Zweimal geklickt?'))).toMatchObject({
      unit: 'einwohneramt',
      due: '2026-12-01',
    });
    const stranger = visitor();
    const { answer: other } = await ask(stranger, { titel: 'Zweimal geklickt?', _id: form['_id'] ?? '' });
    expect(other.headers.get('location')).not.toBe(at);
    expect(await (await jar.fetch(at)).text()).toContain('Ihre Frage ist angekommen');
    expect((await visitor().fetch(`/fragen/meine/${'x'.repeat(43)}`)).status).toBe(404);
  });

  it('tells its mail address only once it is confirmed, and never what it is about', async () => {
    const { answer } = await ask(visitor(), { titel: 'Geheime Sache?', mail: 'Frager@example.org' });
    expect(answer.status).toBe(303);
    await program.settle();
    const mails = () =>
      rows<{ text: string }>(
        `select convert_from(message, 'UTF8') as text from kernel.mail where recipient = 'frager@example.org' order by id`,
      );
    expect(await mails()).toHaveLength(1);
    const id = await idOf('Geheime Sache?');
    const clerk = await staff('clerk-staatskanzlei');
    await handleQuestion(program.app, clerk, id, 1, { step: 'answer', text: 'Streng geheim.', links: [] });
    await program.settle();
    expect(await mails()).toHaveLength(1);

    const [first] = await mails();
    const link =
      /\/fragen\/bestaetigen\/[\w-]{43}/.exec((first?.text ?? '').replace(/=\r?\n/g, ''))?.[0] ?? '';
    const jar = visitor();
    const html = await (await jar.fetch(link)).text();
    const confirmed = () => rows('select 1 from questions.address where confirmed_at is not null');
    expect(await confirmed()).toHaveLength(0);
    await jar.post(link, { _csrf: csrfOf(html) });
    expect(await confirmed()).toHaveLength(1);
    await handleQuestion(program.app, clerk, id, 2, {
      step: 'answer',
      text: 'Streng geheim, ergänzt.',
      links: [],
    });
    await program.settle();
    const [, told] = await mails();
    expect(told?.text).toMatch(/\/fragen\/meine\//);
    expect(told?.text).not.toMatch(/geheim(?!e)|Sache/i);
  });

  it('of hostile, long, hidden or empty texts is refused or shown as written', async () => {
    const jar = visitor();
    expect((await ask(jar, { titel: 'x'.repeat(10_000) })).answer.status).toBe(422);
    expect((await ask(jar, { titel: ' ' })).answer.status).toBe(422);
    expect((await ask(jar, { titel: '\u202eumgedreht' })).answer.status).toBe(422);
    expect((await ask(jar, { text: 'y'.repeat(10_000) })).answer.status).toBe(422);
    const kept = await ask(jar, { titel: '<script>alert(1)</script>', zu: 'https://boese.example/x' });
    const html = await (await jar.fetch(kept.answer.headers.get('location') ?? '')).text();
    expect(html).toMatch(/&lt;script(?:>|&gt;)alert/);
    expect(html).not.toMatch(/<script>alert|boese/);
    // A page of another host never becomes a link of the form.
    const form = await (await jar.fetch('/fragen/neu?q=a&zu=//boese.example/x')).text();
    expect(form).not.toContain('href="//boese');
  });

  it('fifty times a second is stopped, and nothing falls over', async () => {
    const jar = visitor();
    const html = await (await jar.fetch('/fragen/neu?q=Flut')).text();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        jar.post('/fragen/neu', {
          _csrf: csrfOf(html),
          _id: `00000000-0000-4000-8000-0000000000${String(index + 10)}`,
          titel: 'Flut',
          sichtbar: 'privat',
        }),
      ),
    );
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].filter((each) => each !== 303)).toEqual([429]);
    expect(answers.filter(({ status }) => status === 303).length).toBeLessThanOrEqual(10);
  });
});

describe('a question with an account', () => {
  it('is seen by its unit only, and the asker sees who has read it', async () => {
    const jar = await open('resident-luis');
    const { answer } = await ask(jar, { titel: 'Wer liest mit?', zu: '/stellen/veterinaeramt' });
    const at = answer.headers.get('location') ?? '';
    const id = await idOf('Wer liest mit?');
    const clerk = await open('clerk-fiona');
    expect((await (await open('clerk-mfk')).fetch(`/fragen/bearbeiten/${id}`)).status).toBe(404);
    expect((await (await open('resident-anna')).fetch(`/konto/fragen/${id}`)).status).toBe(404);
    expect(await (await jar.fetch(at)).text()).toContain('Noch niemand.');
    expect((await clerk.fetch(`/fragen/bearbeiten/${id}`)).status).toBe(200);
    expect(await (await jar.fetch(at)).text()).not.toContain('Noch niemand.');
    const [entry] = await rows<{ purpose: string }>(
      `select purpose from kernel.access_entry where actor_kind = 'staff' and fields = '{question}' order by id desc limit 1`,
    );
    expect(entry?.purpose).toBe('questions');
  });

  it('answered by two at once has one answer, and the other one keeps what was typed', async () => {
    const jar = await open('resident-luis');
    await ask(jar, { titel: 'Wer ist schneller?', zu: '/stellen/veterinaeramt' });
    const id = await idOf('Wer ist schneller?');
    const path = `/fragen/bearbeiten/${id}`;
    const both = await Promise.all([open('clerk-fiona'), open('head-hanna')]);
    const pages = await Promise.all(both.map(async (each) => (await each.fetch(path)).text()));
    const answers = await Promise.all(
      both.map((each, index) =>
        each.post(path, {
          _csrf: csrfOf(pages[index] ?? ''),
          schritt: 'answer',
          revision: field(pages[index] ?? '', 'revision'),
          antworttext: `Antwort Nummer ${index}`,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409]);
    const lost = answers.findIndex(({ status }) => status === 409);
    expect(await answers[lost]?.text()).toContain(`Antwort Nummer ${lost}`);
  });

  it('asked back has a clock that rests, and goes on with the reply', async () => {
    const jar = await open('resident-luis');
    const { answer } = await ask(jar, { titel: 'Was fehlt noch?', zu: '/stellen/veterinaeramt' });
    const id = await idOf('Was fehlt noch?');
    const { app } = program;
    await handleQuestion(app, await staff('clerk-fiona'), id, 1, { step: 'ask', text: 'Welcher Hund?' });
    const at = (answer.headers.get('location') ?? '').replace('?gestellt=1', '');
    const html = await (await jar.fetch(at)).text();
    expect(html).toContain('Welcher Hund?');
    const empty = await jar.post(at, { _csrf: csrfOf(html), schritt: 'reply', antworten: ' ' });
    expect(empty.status).toBe(422);
    await jar.post(at, { _csrf: csrfOf(html), schritt: 'reply', antworten: 'Der kleine.' });
    expect(await question(id)).toMatchObject({ state: 'open', due: '2026-12-01' });
    // The second of two clicks comes too late.
    expect(
      (await jar.post(at, { _csrf: csrfOf(html), schritt: 'reply', antworten: 'Der kleine.' })).status,
    ).toBe(409);
  });

  it('sent on in a circle goes to the unit that coordinates, with its first deadline; what that one decides stays', async () => {
    await ask(await open('resident-luis'), { titel: 'Wer ist zuständig?', zu: '/stellen/veterinaeramt' });
    const id = await idOf('Wer ist zuständig?');
    const on = async (identity: string, unit: string) =>
      handleQuestion(program.app, await staff(identity), id, (await question(id)).revision, {
        step: 'reroute',
        text: 'Nicht bei uns.',
        unit,
      });
    await on('clerk-fiona', 'mfk');
    await on('clerk-mfk', 'veterinaeramt');
    await on('clerk-fiona', 'mfk');
    expect(await question(id)).toMatchObject({ unit: 'staatskanzlei', due: '2026-12-01', reroutes: 3 });
    await on('clerk-staatskanzlei', 'mfk');
    await expect(on('clerk-mfk', 'veterinaeramt')).rejects.toMatchObject({ code: 'QUESTION_STAYS' });
    const [counted] = await rows<{ sum: number }>(
      `select (select sum(count)::int from questions.response_open) - (select count(*)::int from questions.question
        where first_answer_at is null and state <> 'withdrawn') as sum`,
    );
    expect(counted?.sum).toBe(0);
  });
});

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
    expect(found.items[0]?.url).toBe('/wissen/hund-neu');
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

describe('forgetting', () => {
  it('takes addresses before questions, and leaves what was published', async () => {
    const [before] = await rows<{ published: number }>(
      'select count(*)::int as published from questions.published',
    );
    await runAt(program.app.clock, new Date('2027-01-20T03:00:00Z'), () => forgetQuestions(program.app));
    expect(await rows('select 1 from questions.address')).toHaveLength(0);
    expect((await rows(`select 1 from questions.question where state = 'answered'`)).length).toBeGreaterThan(
      0,
    );
    await runAt(program.app.clock, new Date('2027-12-20T03:00:00Z'), () => forgetQuestions(program.app));
    expect(await rows('select 1 from questions.question where ended_at is not null')).toHaveLength(0);
    expect(await rows('select count(*)::int as published from questions.published')).toEqual([before]);
  });
});
