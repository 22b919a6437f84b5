// A deliberation through the real program: voting, proposing, moderating, the map and its data; and a robot.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar, csrfOf } from '../../../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../../../tests/support/test-program.ts';
import { barePool } from '../../../../../tests/support/unguarded.ts';
import { runAt } from '../../../../kernel/clock.ts';
import { opinionMap, readParticipants, readStatements, readVotes } from '../../../../opinion/index.ts';
import { signIn } from '../../../identity/testing/sign-in.ts';
import { demoPerson } from '../../demo-person.ts';
import { processById } from '../../queries/processes.ts';
import { castVote, ownVotes } from './cast-vote.ts';
import { mostWaiting, proposeStatement } from './propose.ts';
import { computeMap, snapshotOf } from './snapshot.ts';

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
const text = async (path: string) => (await fetch(`${program.origin}${path}`)).text();
const voting = '/mitreden/nacht/aussagen';
const statementOn = (html: string) => /name="aussage" value="([^"]+)"/.exec(html)?.[1];
const process = () => processById(program.app, 'nacht', 'deliberation');
const person = async (id: string) => {
  const found = await demoPerson(program.app, id);
  if (!found) throw new Error(`There is nobody called ${id}`);
  return found;
};

describe('the map', () => {
  it('says in a drawing, a table and sentences how many are in which group, in four languages', async () => {
    for (const [language, words] of [
      ['de', /\d+\sPersonen\sbilden\s2\sGruppen: A /],
      ['fr', /\d+\spersonnes\sforment\s2\sgroupes: A /],
      ['it', /\d+\spersone\sformano\s2\sgruppi: A /],
      ['en', /\d+\speople\sform\s2\sgroups: A /],
    ] as const) {
      const html = await text(`/mitreden/nacht?lang=${language}`);
      expect(html).toMatch(words);
      expect(html).toMatch(/<svg[^>]* role="img" aria-label="\d+\s/);
    }
    const html = await text('/mitreden/nacht');
    expect(html).toMatch(/Gruppe\sA stimmt zu, \d+\svon\s\d+/);
    expect(html).toMatch(/Gruppe\sB lehnt ab, \d+\svon\s\d+/);
    expect(html).toMatch(/Jede Gruppe stimmt mehrheitlich zu, insgesamt\s\d+\svon\s\d+/);
    expect(html).not.toMatch(/ style="/);
  });

  it('can be recomputed by anyone from its data, which name nobody', async () => {
    const [votes, people, comments] = await Promise.all(
      ['votes', 'participants-votes', 'comments'].map((file) => text(`/mitreden/nacht/daten/${file}.csv`)),
    );
    const { votes: cast, faults } = readVotes(votes ?? '');
    expect(faults).toEqual([]);
    const theirs = readParticipants(people ?? '').participants.flatMap(({ id, group }) =>
      group === undefined ? [] : [[id, Number(group)]],
    );
    const ours = opinionMap(cast).people.map(({ voter, group }) => [voter, group]);
    expect(ours).toEqual(theirs);
    const { statements } = readStatements(comments ?? '');
    expect(statements).toHaveLength(12);
    expect(new Set(statements.map(({ author }) => author))).toEqual(new Set(['x']));
    expect(new Set(cast.map(({ at }) => at)).size).toBe(1);
    const authors = await rows<{ id: string }>(`select id from participation.author`);
    for (const { id } of authors) expect(`${votes}${people}${comments}`).not.toContain(id);
    expect(await text('/mitreden/nacht/daten/summary.csv')).toContain('voters,60');
    expect((await fetch(`${program.origin}/mitreden/nacht/daten/passwd.csv`)).status).toBe(404);
    const result = (await (await fetch(`${program.origin}/api/v1/participation/nacht/result`)).json()) as {
      groups: { people: number }[];
    };
    expect(result.groups.reduce((sum, group) => sum + group.people, 0)).toBe(theirs.length);
  });

  it('is made anew by one job after votes, not by opening a page', async () => {
    const anna = await person('resident-anna');
    const before = await snapshotOf(program.app, process());
    const statements = ['toiletten', 'nachttram', 'licht-sicher', 'rhein-feiern'];
    for (const statement of statements)
      await castVote(program.app, anna, { process: process(), statement, choice: 1, language: 'de' });
    const jobs = await rows<{ count: number }>(
      `select count(*)::int from graphile_worker.jobs where task_identifier = 'participation.opinion-map' and key = 'opinion-map nacht' and locked_at is null`,
    );
    expect(jobs[0]?.count).toBeLessThanOrEqual(1);
    await text('/mitreden/nacht');
    expect((await snapshotOf(program.app, process()))?.map.votes).toBe(before?.map.votes);
    await computeMap(program.app, 'nacht');
    expect((await snapshotOf(program.app, process()))?.map.votes).toBe((before?.map.votes ?? 0) + 4);
  });
});

describe('voting', () => {
  it('shows one statement after the other, the same after a reload, until all are judged', async () => {
    const jar = await open('resident-bruno');
    const seen: string[] = [];
    for (let step = 0; step < 12; step++) {
      const html = await (await jar.fetch(voting)).text();
      const statement = statementOn(html) ?? '';
      expect(html.replaceAll('\u00a0', ' ')).toContain(`Aussage ${step + 1} von 12`);
      expect(statementOn(await (await jar.fetch(voting)).text())).toBe(statement);
      seen.push(statement);
      const wahl = ['zustimmen', 'ablehnen', 'weiter'][step % 3] ?? '';
      const sent = await jar.post(voting, { _csrf: csrfOf(html), aussage: statement, wahl });
      expect([sent.status, sent.headers.get('location')]).toEqual([303, voting]);
    }
    expect(new Set(seen).size).toBe(12);
    expect(await (await jar.fetch(voting)).text()).toMatch(/Sie haben alle\s12\sAussagen beurteilt/);
    const own = await ownVotes(program.app, await person('resident-bruno'), process());
    expect(seen.map((id) => own.get(id))).toEqual([1, -1, 0, 1, -1, 0, 1, -1, 0, 1, -1, 0]);
  });

  it('counts the last word, of five devices at once one', async () => {
    const carla = await person('resident-carla');
    const vote = (choice: 1 | 0 | -1) =>
      castVote(program.app, carla, { process: process(), statement: 'dunkelheit', choice, language: 'de' });
    await Promise.all([vote(1), vote(1), vote(1), vote(0), vote(1)]);
    await vote(-1);
    const own = await ownVotes(program.app, carla, process());
    expect([...own]).toEqual([['dunkelheit', -1]]);
  });

  it('takes no statement that there is not, no other choice, and nothing too late', async () => {
    const jar = await open('resident-bruno');
    const page = await (await jar.fetch('/mitreden/nacht/vorschlagen')).text();
    const post = (aussage: string, wahl: string) => jar.post(voting, { _csrf: csrfOf(page), aussage, wahl });
    expect((await post('gibt-es-nicht', 'zustimmen')).status).toBe(404);
    expect((await post('toiletten', 'doppelt')).status).toBe(404);
    expect((await post('toiletten', 'constructor')).status).toBe(404);
    const { app } = program;
    const bruno = await person('resident-bruno');
    await expect(
      runAt(app.clock, new Date('2027-03-24T09:00:00+01:00'), () =>
        castVote(app, bruno, { process: process(), statement: 'toiletten', choice: 1, language: 'de' }),
      ),
    ).rejects.toMatchObject({ code: 'PARTICIPATION_CLOSED' });
    expect((await fetch(`${program.origin}${voting}`, { redirect: 'manual' })).status).not.toBe(200);
    expect((await (await open('clerk-fiona')).fetch(voting)).status).toBe(403);
  });
});

describe('statements of people', () => {
  it('wait for moderators, who publish them or not; the uses are in the log of their writers', async () => {
    const tom = await open('resident-tom');
    const form = await (await tom.fetch('/mitreden/nacht/vorschlagen')).text();
    const send = (words: string) =>
      tom.post('/mitreden/nacht/vorschlagen', { _csrf: csrfOf(form), text: words, name: 'zeichen' });
    expect((await send('')).status).toBe(422);
    expect((await send('x'.repeat(141))).status).toBe(422);
    for (const words of ['Nachtmärkte soll es\nauch im Winter geben.', '<b>Kauft bei mir</b>'])
      expect((await send(words)).status).toBe(303);
    expect(await text('/mitreden/nacht/beitraege')).not.toContain('Nachtmärkte');
    const luca = await open('moderator-luca');
    const queue = await (await luca.fetch('/mitwirkung/nacht?pult=waiting')).text();
    expect(queue).toContain('Nachtmärkte soll es auch im Winter geben.');
    expect(queue).not.toContain('<b>Kauft');
    const [mine, other] = await rows<{ id: string; body: string }>(
      `select id, body from participation.contribution where body like 'Nachtm%' or body like '%Kauft%' order by at`,
    );
    const decide = (id: string | undefined, step: Record<string, string>) =>
      luca.post(`/mitwirkung/beitrag/${id}`, { _csrf: csrfOf(queue), ...step });
    expect((await decide(mine?.id, { schritt: 'publish' })).status).toBe(303);
    // Nothing is kept out without a rule and a reason.
    expect((await decide(other?.id, { schritt: 'hide' })).status).toBe(422);
    const why = { schritt: 'hide', regel: 'advertising', warum: 'Werbung.' };
    expect((await decide(other?.id, why)).status).toBe(303);
    await program.settle();
    const shown = await text('/mitreden/nacht/beitraege');
    expect(shown).toContain('Nachtmärkte soll es auch im Winter geben.');
    expect(shown).not.toContain('Kauft');
    const logged = await rows(
      `select kind from kernel.access_entry where subject_id = $1 and purpose = 'participation' and actor_kind = 'staff'`,
      [(await person('resident-tom')).id],
    );
    expect(logged).toContainEqual({ kind: 'read' });
    expect(logged).toContainEqual({ kind: 'change' });
    expect((await tom.fetch('/mitwirkung/nacht?pult=waiting')).status).toBe(403);
  });

  it('of a robot, 50,000 of them, fill no queue', async () => {
    const robot = await person('resident-emma');
    const answers = await Promise.allSettled(
      Array.from({ length: 60 }, (_, number) =>
        proposeStatement(program.app, robot, {
          process: process(),
          text: `Kaufen Sie Uhren ${number}`,
          typed: { language: 'de', named: false },
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(mostWaiting);
    for (const answer of answers)
      if (answer.status === 'rejected')
        expect(answer.reason).toMatchObject({ code: 'PARTICIPATION_TOO_MANY' });
    // Before that, the address it writes from is stopped.
    const jar = await open('resident-emma');
    const form = await (await jar.fetch('/mitreden/nacht/vorschlagen')).text();
    const statuses: number[] = [];
    for (let number = 0; number < 15; number++) {
      const text = `Kaufen Sie Schuhe ${number}`;
      statuses.push(
        (await jar.post('/mitreden/nacht/vorschlagen', { _csrf: csrfOf(form), text, name: 'zeichen' }))
          .status,
      );
    }
    expect(new Set(statuses)).toEqual(new Set([429]));
    const [{ count } = { count: 0 }] = await rows<{ count: number }>(
      `select count(*)::int from participation.contribution where body like 'Kaufen Sie%'`,
    );
    expect(count).toBe(mostWaiting);
    expect(await text('/mitreden/nacht')).not.toContain('Kaufen Sie');
  });
});
