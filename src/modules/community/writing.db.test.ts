// Writing in the community, through the real program: hostile texts, floods, two at once, mentions, answers, moderation, digests.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csrfOf } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { runAt } from '../../kernel/clock.ts';
import { readMail } from '../dialogue/demo/read-mail.ts';
import { acceptAnswer, writeComment } from './entries/write-comment.ts';
import { writeEntry } from './entries/write-entry.ts';
import { moderate, report, takeBack } from './entries/moderate.ts';
import { digest } from './telling/digest.ts';
import { browser, colleague, outcomes, postForm, rowsOf, seeded } from './testing/colleagues.ts';
import { toldOf } from './testing/told.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
}, 240_000);
afterAll(() => program.stop());

const write = `/gemeinschaft/gruppen/${seeded.open}/schreiben`;
const entryPage = (id: string) => `/gemeinschaft/beitraege/${id}`;
const kept = (title: string) =>
  rowsOf<{ id: string }>(program, 'select id from community.entry where title = $1', [title]);

async function expectCountsRight(): Promise<void> {
  const wrong = await rowsOf(
    program,
    `select id, entries from community.circle c where entries <> (
       select count(*) from community.entry e where e.circle_id = c.id and e.state = 'shown')
     union all
     select id, comments from community.entry e where comments <> (
       select count(*) from community.comment m where m.entry_id = e.id and m.state = 'shown')`,
  );
  expect(wrong).toEqual([]);
}

describe('a text', () => {
  it('of hostile signs is shown as it was written, and nothing of it runs', async () => {
    const jar = await browser(program, 'clerk-fiona');
    const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    const sent = await postForm(jar, write, { art: 'frage', titel: hostile, text: `{{7*7}} ${hostile}` });
    expect(sent.status).toBe(303);
    const path = sent.headers.get('location') ?? '';
    await postForm(jar, path, { schritt: 'comment', kommentar: hostile });
    for (const page of [path, `/gemeinschaft/gruppen/${seeded.open}`, '/gemeinschaft/suche?q=alert']) {
      const html = await (await jar.fetch(page)).text();
      expect(html, page).toMatch(/&lt;script/);
      expect(html, page).not.toMatch(/<script>alert|<img src=x/);
    }
  });

  it('that is missing or huge is told at its field, with what was typed', async () => {
    const jar = await browser(program, 'clerk-fiona');
    const long = await postForm(jar, write, { art: 'beitrag', titel: 'Kurz', text: 'x'.repeat(20_000) });
    expect(long.status).toBe(422);
    const html = await long.text();
    expect(html).toMatch(/Höchstens 10.?000 Zeichen/);
    expect(html).toContain('value="Kurz"');
    expect((await postForm(jar, write, { art: 'beitrag', titel: '  ', text: '' })).status).toBe(422);
    expect(await kept('Kurz')).toEqual([]);
  });

  it('sent twice at once is one text; other words with the same form are told', async () => {
    const jar = await browser(program, 'clerk-fiona');
    const html = await (await jar.fetch(write)).text();
    const entry = /name="_id" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const send = (text: string) =>
      jar.post(write, { _csrf: csrfOf(html), _id: entry, art: 'beitrag', titel: 'Doppelt', text });
    const answers = await Promise.all([send('Einmal'), send('Einmal')]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect((await kept('Doppelt')).length).toBe(1);
    expect((await send('Anders')).status).toBe(422);
    await expectCountsRight();
  });

  it('at fifty a second from one account stops at the limit, and others still get through', async () => {
    const { app } = program;
    const [gian, hanna] = [await colleague(program, 'clerk-gian'), await colleague(program, 'head-hanna')];
    const say = (who: typeof gian, index: number) =>
      writeComment(app, who, seeded.post, { id: randomUUID(), body: `Flut ${index}`, language: 'de' });
    const all = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => say(gian, index)));
    expect(outcomes(all)).toEqual({ done: 30, codes: ['COMMUNITY_TOO_MANY'] });
    await say(hanna, 0);
    await expectCountsRight();
  });

  it('by a reader who does not belong to the group is not taken', async () => {
    const otto = await colleague(program, 'auditor-otto');
    const wanted = { id: randomUUID(), title: 'Von aussen', body: 'Nein', language: 'de' as const };
    await expect(writeEntry(program.app, otto, seeded.open, 'post', wanted)).rejects.toMatchObject({
      code: 'COMMUNITY_NOT_MEMBER',
    });
  });

  it('goes with its words when it is taken back, and only by its author', async () => {
    const { app } = program;
    const [erik, nora] = [await colleague(program, 'counter-erik'), await colleague(program, 'trainer-nora')];
    const id = randomUUID();
    await writeEntry(app, erik, seeded.open, 'post', { id, title: 'Weg damit', body: 'Oje', language: 'de' });
    await expect(takeBack(app, nora, { entry: id, source: id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await takeBack(app, erik, { entry: id, source: id });
    const [row] = await rowsOf(
      program,
      'select title, body, words::text from community.entry where id = $1',
      [id],
    );
    expect(row).toEqual({ title: '', body: '', words: '' });
    await expectCountsRight();
  });
});

describe('who is called, answered and thanked', () => {
  it('is told once, without what it says', async () => {
    const { app } = program;
    const [erik, nora] = [await colleague(program, 'counter-erik'), await colleague(program, 'trainer-nora')];
    const id = randomUUID();
    const body = `@${nora.name} und nochmals @${nora.name}, und @Niemand Bekannt: Vertraulichwort`;
    await writeEntry(app, erik, seeded.open, 'question', { id, title: 'Ruf', body, language: 'de' });
    const answer = randomUUID();
    await writeComment(app, nora, id, { id: answer, body: 'Hier bin ich', language: 'de' });
    const other = randomUUID();
    await writeComment(app, nora, id, { id: other, body: 'Und noch etwas', language: 'de' });
    await expect(acceptAnswer(app, nora, id, answer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await acceptAnswer(app, erik, id, answer);
    await program.settle();
    const mails = (await Promise.all([id, answer, other].map((about) => toldOf(program, about)))).flat();
    const subjects = (account: string) =>
      mails.filter((mail) => mail.account === account).map(({ subject }) => subject);
    expect(subjects(nora.id).toSorted()).toEqual([
      'Ihre Antwort hat geholfen',
      'Jemand hat Sie in der Gemeinschaft erwähnt',
    ]);
    expect(subjects(erik.id)).toHaveLength(2);
    expect(mails.some(({ message }) => message.includes('Vertraulichwort'))).toBe(false);
    const [question] = await rowsOf(program, 'select accepted_id from community.entry where id = $1', [id]);
    expect(question).toEqual({ accepted_id: answer });
  });

  it('hears in a digest how much is new, once, and not of their own', async () => {
    const { app } = program;
    const nora = await colleague(program, 'trainer-nora');
    const monday = new Date('2026-11-30T05:10Z');
    await runAt(app.clock, monday, () => digest(app));
    await runAt(app.clock, monday, () => digest(app));
    const mails = (await toldOf(program, nora.id)).filter(
      ({ subject }) => subject === 'Neues aus Ihren Gruppen',
    );
    expect(mails.length).toBe(1);
    expect(readMail(Buffer.from(mails[0]?.message ?? '', 'latin1')).text).toMatch(
      /Leichte Sprache: \d+ Beitr/,
    );
  });
});

describe('moderation', () => {
  it('hides by a rule with a reason; the author finds each look in the log, others read the reason', async () => {
    const { app } = program;
    const [erik, nora, fiona] = [
      await colleague(program, 'counter-erik'),
      await colleague(program, 'trainer-nora'),
      await colleague(program, 'clerk-fiona'),
    ];
    const id = randomUUID();
    await writeEntry(app, erik, seeded.open, 'post', {
      ...{ id, title: 'Unfreundlich', body: 'Grobeswort', language: 'de' as const },
    });
    const place = { entry: id, source: id };
    await Promise.all([
      report(app, fiona, place, 'Bitte ansehen'),
      report(app, fiona, place, 'Bitte ansehen'),
    ]);
    const hide = { step: 'hide' as const, rule: 'respect', reason: 'Der Ton verletzt.' };
    await expect(moderate(app, fiona, place, hide)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(moderate(app, nora, place, { ...hide, rule: 'made-up' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    const desk = await (
      await (await browser(program, 'trainer-nora')).fetch(`/gemeinschaft/gruppen/${seeded.open}/moderation`)
    ).text();
    expect(desk).toContain('Bitte ansehen');
    const twice = await Promise.allSettled([
      moderate(app, nora, place, hide),
      moderate(app, nora, place, hide),
    ]);
    expect(outcomes(twice)).toEqual({ done: 1, codes: ['COMMUNITY_NOT_NOW'] });
    const jar = await browser(program, 'clerk-fiona');
    const html = await (await jar.fetch(entryPage(id))).text();
    expect(html).not.toContain('Grobeswort');
    expect(html).toContain('Der Ton verletzt.');
    expect(await (await jar.fetch('/gemeinschaft/suche?q=Grobeswort')).text()).not.toContain('Unfreundlich');
    const shown = await (await (await browser(program, 'trainer-nora')).fetch(entryPage(id))).text();
    expect(shown).toContain('Grobeswort');
    const logged = await rowsOf<{ kind: string }>(
      program,
      `select kind from kernel.access_entry
       where subject_id = $1 and actor_id = $2 and fields = array['communityText'] order by id`,
      [erik.id, nora.id],
    );
    expect(logged.map(({ kind }) => kind)).toEqual(['read', 'change', 'read']);
    const log = await (await jar.fetch(`/gemeinschaft/gruppen/${seeded.open}/moderation`)).text();
    expect(log).toContain('Der Ton verletzt.');
    expect(log).not.toMatch(/Grobeswort|Bitte ansehen/);
    await moderate(app, nora, place, { step: 'show', reason: 'Geklärt.' });
    expect(await (await jar.fetch(entryPage(id))).text()).toContain('Grobeswort');
    await expectCountsRight();
  });
});

describe('a page that is open', () => {
  it('hears by its pulse that somebody has written', async () => {
    const { app } = program;
    const nora = await colleague(program, 'trainer-nora');
    const token = await program.token('clerk-fiona');
    const pulse = async () => {
      const answer = await fetch(`${program.origin}/api/v1/community/pulse?entry=${seeded.question}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return ((await answer.json()) as { pulse: number }).pulse;
    };
    const before = await pulse();
    await writeComment(app, nora, seeded.question, { id: randomUUID(), body: 'Neu', language: 'de' });
    expect(await pulse()).toBe(before + 1);
  });
});
