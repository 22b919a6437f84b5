// Places at events and the way of ideas, through the real program: many at once, the waiting list, the last moment, who may judge, what is told on.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { runAt } from '../../kernel/clock.ts';
import { demoActor, demoIdentities } from '../identity/index.ts';
import type { StaffActor } from '../../kernel/actor.ts';
import { answerEvent } from './events/answer-event.ts';
import { changeEvent, planEvent } from './events/plan-event.ts';
import { joinGroup } from './groups/join-group.ts';
import { answerIdea, judgeIdea, linkInitiative, proposeIdea, supportIdea } from './ideas/idea-actions.ts';
import { browser, colleague, outcomes, postForm, rowsOf, seeded } from './testing/colleagues.ts';
import { toldOf } from './testing/told.ts';

let program: TestProgram;
let everyone: StaffActor[];
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  everyone = [];
  for (const { id, kind } of demoIdentities(program.app)) {
    const actor = kind === 'staff' ? await demoActor(program.app, id) : undefined;
    if (actor?.kind === 'staff') everyone.push(actor);
  }
  for (const actor of everyone) await joinGroup(program.app, actor, seeded.open);
}, 240_000);
afterAll(() => program.stop());

const startsAt = new Date('2026-12-10T11:00Z');
const wanted = (capacity: number | null) => ({
  ...{ title: 'Treffen', about: 'Probe', place: 'Hier', startsAt, minutes: 60, capacity },
});

async function plan(capacity: number | null): Promise<{ id: string; host: StaffActor }> {
  const id = randomUUID();
  const host = await colleague(program, 'trainer-nora');
  await planEvent(program.app, host, seeded.open, id, wanted(capacity));
  return { id, host };
}

const counted = async (id: string) =>
  (
    await rowsOf<{ coming: number; waiting: number; rows: number; queue: number; revision: number }>(
      program,
      `select coming, waiting, revision,
         (select count(*)::int from community.rsvp where event_id = e.id and state = 'coming') as rows,
         (select count(*)::int from community.rsvp where event_id = e.id and state = 'waiting') as queue
       from community.event e where id = $1`,
      [id],
    )
  )[0];

describe('an event', () => {
  it('with three places takes three of many who ask at once, and each of them once', async () => {
    const { app } = program;
    const { id } = await plan(3);
    const many = [...everyone, ...everyone];
    const answers = await Promise.all(many.map((actor) => answerEvent(app, actor, id, 'come')));
    expect(new Set(answers)).toEqual(new Set(['coming', 'waiting']));
    const waiting = everyone.length - 3;
    expect(await counted(id)).toMatchObject({ coming: 3, rows: 3, waiting, queue: waiting });
  });

  it('sent twice is one; with something else in it that is told', async () => {
    const { app } = program;
    const { id, host } = await plan(3);
    await planEvent(app, host, seeded.open, id, wanted(3));
    for (const other of [wanted(4), { ...wanted(3), title: 'Anderes' }])
      await expect(planEvent(app, host, seeded.open, id, other)).rejects.toMatchObject({
        code: 'SENT_BEFORE',
      });
    const [row] = await rowsOf<{ title: string; capacity: number }>(
      program,
      'select title, capacity from community.event where id = $1',
      [id],
    );
    expect(row).toEqual({ title: 'Treffen', capacity: 3 });
  });

  it('gives a free place to whoever has waited longest, who is told', async () => {
    const { app } = program;
    const { id, host } = await plan(1);
    const [first, second, third] = everyone as [StaffActor, StaffActor, StaffActor];
    for (const actor of [first, second, third]) await answerEvent(app, actor, id, 'come');
    await answerEvent(app, first, id, 'stay-away');
    const states = await rowsOf<{ account_id: string; state: string }>(
      program,
      'select account_id, state from community.rsvp where event_id = $1 order by asked',
      [id],
    );
    expect(states).toEqual([
      { account_id: second.id, state: 'coming' },
      { account_id: third.id, state: 'waiting' },
    ]);
    const revision = (await counted(id))?.revision ?? 0;
    await changeEvent(app, host, id, revision, wanted(2));
    expect(await counted(id)).toMatchObject({ coming: 2, rows: 2, waiting: 0, queue: 0 });
    await program.settle();
    const told = (await toldOf(program, id)).filter(({ subject }) => subject === 'Sie haben einen Platz');
    expect(told.map(({ account }) => account).toSorted()).toEqual([second.id, third.id].toSorted());
    await expect(changeEvent(app, host, id, revision, wanted(5))).rejects.toMatchObject({
      code: 'REVISION_CONFLICT',
    });
    await expect(changeEvent(app, host, id, revision + 1, wanted(1))).rejects.toMatchObject({
      code: 'INVALID',
    });
  });

  it('that has begun or was called off takes nobody any more', async () => {
    const { app } = program;
    const { id, host } = await plan(null);
    const [actor] = everyone as [StaffActor];
    const come = () => answerEvent(app, actor, id, 'come');
    await expect(runAt(app.clock, startsAt, come)).rejects.toMatchObject({ code: 'COMMUNITY_EVENT_CLOSED' });
    await expect(
      changeEvent(app, await colleague(program, 'clerk-gian'), id, 1, 'cancel'),
    ).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await changeEvent(app, host, id, 1, 'cancel');
    await expect(come()).rejects.toMatchObject({ code: 'COMMUNITY_EVENT_CLOSED' });
  });

  it('goes into a calendar, and shows who comes to its host alone, logged', async () => {
    const { app } = program;
    const { id, host } = await plan(null);
    const fiona = await colleague(program, 'clerk-fiona');
    await answerEvent(app, fiona, id, 'come');
    const path = `/gemeinschaft/anlaesse/${id}`;
    const calendar = await (
      await (await browser(program, 'clerk-fiona')).fetch(`${path}/kalender.ics`)
    ).text();
    expect(calendar).toMatch(/BEGIN:VEVENT[\s\S]*DTSTART:20261210T110000Z[\s\S]*DTEND:20261210T120000Z/);
    const erik = await (await (await browser(program, 'counter-erik')).fetch(path)).text();
    expect(erik).not.toContain(fiona.name);
    expect(await (await (await browser(program, 'trainer-nora')).fetch(path)).text()).toContain(fiona.name);
    const logged = await rowsOf(
      program,
      `select 1 from kernel.access_entry where subject_id = $1 and actor_id = $2 and fields = array['attendance']`,
      [fiona.id, host.id],
    );
    expect(logged.length).toBe(1);
  });
});

describe('an idea', () => {
  const propose = async (sources: readonly string[] = []) => {
    const id = randomUUID();
    const erik = await colleague(program, 'counter-erik');
    const texts = { title: 'Besser so', body: 'Weil es hilft', language: 'de' as const };
    await proposeIdea(program.app, erik, { id, ...texts, sources });
    return id;
  };
  const points = ['benefit', 'effort', 'law', 'reuse'].map((criterion) => ({
    ...{ criterion, points: 2, reason: 'Darum' },
  }));
  const supports = async (id: string) =>
    (
      await rowsOf<{ supports: number; rows: number }>(
        program,
        `select supports, (select count(*)::int from community.support where entry_id = i.entry_id) as rows
         from community.idea i where entry_id = $1`,
        [id],
      )
    )[0];

  it('is supported once by each, however often and from wherever they press', async () => {
    const { app } = program;
    const id = await propose();
    const many = [...everyone, ...everyone, ...everyone];
    await Promise.all(many.map((actor) => supportIdea(app, actor, id, 'support')));
    expect(await supports(id)).toEqual({ supports: everyone.length, rows: everyone.length });
    const [one] = everyone as [StaffActor];
    await Promise.all([1, 2, 3].map(() => supportIdea(app, one, id, 'withdraw')));
    expect(await supports(id)).toEqual({ supports: everyone.length - 1, rows: everyone.length - 1 });
  });

  it('is judged by all criteria, by whoever may, and answered only then', async () => {
    const { app } = program;
    const id = await propose();
    const [ines, gian] = [await colleague(program, 'hub-ines'), await colleague(program, 'clerk-gian')];
    const answer = { stage: 'declined' as const, reason: 'Weil', link: '' };
    await expect(judgeIdea(app, gian, id, 1, points)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(judgeIdea(app, ines, id, 1, points.slice(1))).rejects.toMatchObject({
      code: 'COMMUNITY_IDEA_UNJUDGED',
    });
    await expect(answerIdea(app, ines, id, 1, answer)).rejects.toMatchObject({
      code: 'COMMUNITY_IDEA_UNJUDGED',
    });
    const twice = await Promise.allSettled([
      judgeIdea(app, ines, id, 1, points),
      judgeIdea(app, ines, id, 1, points),
    ]);
    expect(outcomes(twice)).toEqual({ done: 1, codes: ['REVISION_CONFLICT'] });
    await answerIdea(app, ines, id, 2, answer);
    await expect(supportIdea(app, gian, id, 'support')).rejects.toMatchObject({
      code: 'COMMUNITY_IDEA_ANSWERED',
    });
    await expect(linkInitiative(app, ines, id, '/vorhaben/x')).rejects.toMatchObject({
      code: 'COMMUNITY_NOT_NOW',
    });
    const jar = await browser(program, 'clerk-gian');
    const forged = await postForm(jar, `/gemeinschaft/ideen/${id}`, { schritt: 'answer', ausgang: 'chosen' });
    expect(forged.status).toBe(404);
  });

  it('that is chosen is told on with its originals, and nobody’s name', async () => {
    const { app } = program;
    const source = '/mitreden/buergerraete/beitraege/1';
    const id = await propose([source, source]);
    const ines = await colleague(program, 'hub-ines');
    await supportIdea(app, ines, id, 'support');
    await judgeIdea(app, ines, id, 1, points);
    await answerIdea(app, ines, id, 2, { stage: 'chosen', reason: 'Wir probieren es.', link: '' });
    const [event] = await rowsOf<{ data: Record<string, unknown> }>(
      program,
      `select data from kernel.event where type = 'idea.chosen' and subject = $1`,
      [id],
    );
    expect(event?.data).toEqual({
      ...{ title: 'Besser so', reason: 'Wir probieren es.', path: `/gemeinschaft/ideen/${id}`, link: '' },
      ...{ sources: [source], supports: 1, points: 8, of: 12, unit: ines.unit },
    });
    await linkInitiative(app, ines, id, '/vorhaben/rueckruf');
    const html = await (
      await (await browser(program, 'clerk-fiona')).fetch(`/gemeinschaft/ideen/${id}`)
    ).text();
    expect(html).toContain('href="/vorhaben/rueckruf"');
    expect(html).toContain(`href="${source}"`);
    expect(html).toContain('8 von 12 Punkten');
  });

  it('takes only addresses of this site as originals, and keeps what was typed', async () => {
    const jar = await browser(program, 'clerk-fiona');
    const page = '/gemeinschaft/ideen/neu?quelle=/mitreden/nacht';
    expect(await (await jar.fetch(page)).text()).toContain('/mitreden/nacht</textarea>');
    const fields = { titel: 'Mit Quelle', text: 'Text', quellen: 'javascript:alert(1)' };
    const refused = await postForm(jar, page, fields, '/gemeinschaft/ideen/neu');
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('value="Mit Quelle"');
  });
});
