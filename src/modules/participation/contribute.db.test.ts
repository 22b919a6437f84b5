// Contributing through the real program: who may, once, too late, too much, hostile texts; and what everyone sees of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar, csrfOf } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { barePool } from '../../../tests/support/unguarded.ts';
import { runAt } from '../../kernel/clock.ts';
import { signIn } from '../identity/testing/sign-in.ts';
import { contribute } from './actions/contribute.ts';
import { forgetParticipants } from './actions/forget-participants.ts';
import { demoPerson } from './demo-person.ts';
import { processById } from './queries/processes.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
}, 240_000);
afterAll(() => program.stop());

const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await barePool(program.app).query(text, values)).rows as Row[];

async function open(identity: string): Promise<CookieJar> {
  const jar = new CookieJar(program.origin);
  await signIn(jar, identity);
  return jar;
}

const form = '/mitreden/buergerraete/kommentieren';
async function comment(jar: CookieJar, text: string, more: Record<string, string> = {}) {
  const html = await (await jar.fetch(`${form}?zu=zweck`)).text();
  return jar.post(form, { _csrf: csrfOf(html), zu: 'zweck', text, name: 'zeichen', ...more });
}
const shown = async (path = '/mitreden/buergerraete/beitraege?zu=zweck') =>
  (await fetch(`${program.origin}${path}`)).text();

describe('a comment', () => {
  it('is published at once under a random sign, and counted', async () => {
    const jar = await open('resident-bruno');
    const sent = await comment(jar, 'Kurz und klar.');
    expect(sent.headers.get('location')).toBe('/mitreden/buergerraete?gesendet=1#zweck');
    const html = await shown();
    expect(html).toContain('Kurz und klar.');
    expect(html).not.toContain('Bruno');
    const [tally] = await rows<{ count: number }>(
      `select count from participation.tally where process_id = 'buergerraete' and anchor = 'zweck'`,
    );
    const [counted] = await rows<{ count: number }>(
      `select count(*)::int from participation.contribution where process_id = 'buergerraete' and anchor = 'zweck'`,
    );
    expect(tally).toEqual(counted);
  });

  it('of hostile texts is shown as it was written, and nothing of it runs', async () => {
    const jar = await open('resident-carla');
    const texts = [
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      '<a href="javascript:alert(1)">hier</a>',
      "{{7*7}} ${7*7} '; drop table participation.contribution; --",
    ];
    for (const text of texts) expect((await comment(jar, text)).status).toBe(303);
    expect((await comment(jar, '\u202eumgedreht')).status).toBe(422);
    const html = await shown();
    expect(html).toMatch(/&lt;script(?:>|&gt;)alert/);
    expect(html).not.toMatch(/<script>alert|<img src=x|<a href="javascript/);
    const api = await (
      await fetch(`${program.origin}/api/v1/participation/buergerraete/contributions?anchor=zweck`)
    ).json();
    expect(JSON.stringify(api)).toContain('drop table participation.contribution');
  });

  it('without a text, too long, or on a paragraph that there is not, is refused with words', async () => {
    const jar = await open('resident-anna');
    for (const [text, words] of [
      [' \n ', 'Schreiben Sie Ihren Text.'],
      ['x'.repeat(4001), 'Kürzen Sie den Text auf'],
    ] as const) {
      const answer = await comment(jar, text);
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain(words);
    }
    expect((await comment(jar, 'Hier', { zu: 'paragraph-99' })).status).toBe(404);
    expect((await fetch(`${program.origin}/mitreden/buergerraete/beitraege/unknown`)).status).toBe(404);
    expect((await fetch(`${program.origin}/mitreden/gibt-es-nicht`)).status).toBe(404);
  });
});

describe('a form that is sent twice', () => {
  it('makes one contribution; another text from the same form is another one', async () => {
    const jar = await open('resident-luis');
    const html = await (await jar.fetch(`${form}?zu=zweck`)).text();
    const id = /name="_id" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const send = (text: string) =>
      jar.post(form, { _csrf: csrfOf(html), _id: id, zu: 'zweck', text, name: 'zeichen' });
    const answers = await Promise.all([send('Zweimal geklickt'), send('Zweimal geklickt')]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const made = () =>
      rows<{ id: string; body: string }>(
        `select id, body from participation.contribution where body in ('Zweimal geklickt', 'Noch etwas')`,
      );
    expect(await made()).toEqual([{ id, body: 'Zweimal geklickt' }]);
    expect((await send('Noch etwas')).status).toBe(303);
    expect((await made()).length).toBe(2);
    // The id of somebody else's is nobody's way in.
    const other = await comment(await open('resident-rosa'), 'Zweimal geklickt', { _id: id });
    expect(other.status).toBe(303);
    expect((await made()).length).toBe(3);
  });
});

describe('one person', () => {
  it('from five devices at once is one author, and thirty an hour are enough', async () => {
    const { app } = program;
    const person = await demoPerson(app, 'resident-paula');
    if (!person) throw new Error('Paula is missing');
    const process = processById(app, 'buergerraete');
    const say = (index: number) =>
      contribute(app, person, {
        ...{ process, act: 'comment', anchor: 'auftrag', body: `Nummer ${index}` },
        language: 'de',
        named: false,
      });
    await Promise.all([1, 2, 3, 4, 5].map(say));
    const authors = await rows<{ author_id: string }>(
      `select author_id from participation.participant where process_id = 'buergerraete' and account_id = $1`,
      [person.id],
    );
    expect(authors.length).toBe(1);
    const all = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => say(index)));
    const refused = all.filter((each) => each.status === 'rejected');
    expect(refused.length).toBe(25);
    expect(refused.every((each) => (each.reason as { code: string }).code === 'PARTICIPATION_TOO_MANY')).toBe(
      true,
    );
  });

  it('is shown in the log what was read in the register', async () => {
    const uses = await rows<{ fields: string[] }>(
      `select fields from kernel.access_entry where purpose = 'participation' and actor_kind = 'self'`,
    );
    expect(uses.some(({ fields }) => fields.includes('birthDate'))).toBe(true);
    const [kept] = await rows<{ age_group: string; area: string }>(
      `select age_group, area from participation.participant where age_group is not null and area is not null limit 1`,
    );
    // By the register of buildings, which is asked for the address alone.
    expect(kept?.area).toMatch(/^\p{L}/u);
    expect(kept?.age_group).toMatch(/^\d\d-\d\d$|^70\+$/);
  });
});

describe('the end of a phase', () => {
  it('is midnight in Switzerland, to the second', async () => {
    const { app } = program;
    const person = await demoPerson(app, 'resident-tom');
    if (!person) throw new Error('Tom is missing');
    const process = processById(app, 'buergerraete');
    const review = process.phases.find(({ id }) => id === 'review');
    const midnight = new Date(`${review?.from}T00:00:00+01:00`).getTime();
    const say = (at: number) =>
      runAt(app.clock, new Date(at), () =>
        contribute(app, person, {
          ...{ process, act: 'comment', anchor: 'zweck', body: 'Gerade noch' },
          language: 'de',
          named: false,
        }),
      );
    await expect(say(midnight - 2_000)).resolves.toMatch(/^[0-9a-f-]{36}$/);
    await expect(say(midnight)).rejects.toMatchObject({ code: 'PARTICIPATION_CLOSED' });
  });
});

describe('bad moments and bad texts', () => {
  it('of one person from five devices in the last second make one support, and none in the next one', async () => {
    const { app } = program;
    const process = processById(app, 'wasserspiele');
    const handover = process.phases.find(({ id }) => id === 'handover');
    const midnight = new Date(`${handover?.from}T00:00:00+01:00`).getTime();
    const fiveAt = async (identity: string, at: number) => {
      const person = await demoPerson(app, identity);
      if (!person) throw new Error(`${identity} is missing`);
      const support = () =>
        runAt(app.clock, new Date(at), () =>
          contribute(app, person, { process, act: 'support', language: 'de', named: false }),
        );
      const answers = await Promise.allSettled([1, 2, 3, 4, 5].map(support));
      return answers.map((each) =>
        each.status === 'fulfilled' ? 'done' : (each.reason as { code: string }).code,
      );
    };
    const inTime = await fiveAt('resident-giulia', midnight - 1_000);
    expect(inTime.filter((each) => each === 'done').length).toBe(1);
    expect(inTime.filter((each) => each === 'PARTICIPATION_DONE').length).toBe(4);
    expect(new Set(await fiveAt('resident-tom', midnight))).toEqual(new Set(['PARTICIPATION_CLOSED']));
  });

  it('at fifty a second from one account stop at the limit, and others still get through', async () => {
    const jar = await open('resident-tom');
    const html = await (await jar.fetch(`${form}?zu=auftrag`)).text();
    const spam = (index: number) =>
      jar.post(form, { _csrf: csrfOf(html), zu: 'auftrag', text: `Kaufen Sie ${index}`, name: 'zeichen' });
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => spam(index)));
    const counts = Map.groupBy(answers, ({ status }) => status);
    expect([...counts.keys()].toSorted()).toEqual([303, 429]);
    expect(counts.get(303)?.length).toBeLessThanOrEqual(30);
    expect((await comment(await open('resident-bruno'), 'Trotzdem da.')).status).toBe(303);
  });

  it('in every field of an idea stay texts', async () => {
    const jar = await open('resident-anna');
    const idea = '/mitreden/quartier-klybeck/idee';
    const html = await (await jar.fetch(idea)).text();
    const hostile = (field: string) => `${field}"><script>alert(1)</script><img src=x onerror=alert(1)>`;
    const sent = await jar.post(idea, {
      ...{ _csrf: csrfOf(html), name: 'zeichen', sprache: hostile('sprache') },
      ...{ titel: hostile('titel'), text: hostile('text'), 'ort.text': hostile('ort') },
    });
    expect(sent.status).toBe(303);
    for (const path of ['/mitreden/quartier-klybeck', '/mitreden/quartier-klybeck/beitraege']) {
      const page = await shown(path);
      expect(page).toMatch(/titel(?:"|&quot;)(?:>|&gt;)&lt;script/);
      expect(page).not.toMatch(/<script>alert|<img src=x/);
    }
    const csv = await shown('/mitreden/quartier-klybeck/beitraege.csv');
    expect(csv).toContain('""><script>');
  });
});

describe('participants of a process whose file is missing', () => {
  it('are forgotten a year after its last contribution, not at once', async () => {
    const { app } = program;
    const left = async () =>
      (await rows(`select from participation.participant where process_id = 'ohne-datei'`)).length;
    await barePool(app).query(`
      insert into participation.process (id, first_day) values ('ohne-datei', '2026-11-01');
      with author as (
        insert into participation.author (process_id, shown_as, named, organisation, joined_at)
        values ('ohne-datei', 'ABCDE', false, false, '2026-11-20T12:00Z') returning id
      ), said as (
        insert into participation.contribution (process_id, author_id, act, language, at)
        select 'ohne-datei', id, 'comment', 'de', '2026-11-20T12:00Z' from author
      )
      insert into participation.participant (author_id, process_id, person_key, language)
      select id, 'ohne-datei', sha256('jemand'), 'de' from author`);
    const night = (day: string) => runAt(app.clock, new Date(`${day}T03:00Z`), () => forgetParticipants(app));
    await night('2026-11-25');
    await night('2027-11-19');
    expect(await left()).toBe(1);
    await night('2027-11-22');
    expect(await left()).toBe(0);
  });
});
