// Questions through the real program: asked with and without account, answered by two at once, sent in a circle, forgotten.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csrfOf } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { runAt } from '../../kernel/clock.ts';
import { forgetQuestions } from './actions/forget-questions.ts';
import { handleQuestion } from './actions/handle-question.ts';
import { asking, field } from './testing/asking.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
}, 240_000);
afterAll(() => program.stop());
const { ask, idOf, open, question, rows, staff, visitor } = asking(() => program);

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
    // What was kept in the same second has no order.
    const told = (await mails()).find(({ text }) => !text.includes('/fragen/bestaetigen/'));
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
