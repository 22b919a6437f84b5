// The canton's guided pages: every combination of answers leads somewhere; and a broken guide says what is wrong, with its line.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCanton, type Canton } from '../../../kernel/canton.ts';
import { allAnswers, stepsFor } from '../guides/steps-for.ts';
import { loadGuides } from './load-guides.ts';
import { loadTopics } from './load-topics.ts';

const known = {
  lifeEvents: new Set(['umzug']),
  units: new Set(['einwohneramt']),
  services: new Set(['umzug-melden']),
  duties: new Set(['umzug-melden']),
  dates: new Set(['umgezogenAm']),
};

/** Knows whatever it is asked: what a guide refers to is checked with the whole catalogue (`guides.db.test.ts`). */
const everything = { has: () => true } as unknown as ReadonlySet<string>;

describe('the guides of the canton', async () => {
  const canton = await readCanton('canton/basel-stadt');
  const topics = await loadTopics(canton);
  const lifeEvents = new Set(topics.lifeEvents.map(({ id }) => id));
  const { guides, faults } = await loadGuides(canton, {
    lifeEvents,
    units: everything,
    services: everything,
    duties: everything,
    dates: everything,
  });

  it('have no faults, and there is one for each great change in a life', () => {
    expect([...topics.faults, ...faults]).toEqual([]);
    expect([...guides.keys()]).toEqual(
      expect.arrayContaining([
        ...['zuzug', 'umzug', 'wegzug', 'geburt', 'heirat', 'todesfall', 'firma-gruenden', 'wohnen-bauen'],
        ...['arbeit', 'pensionierung', 'hund', 'auto-verkehr', 'schule-kita', 'einbuergerung-aufenthalt'],
      ]),
    );
  });

  it.each([...guides])('%s: all answers lead to steps in the order of the guide', (_id, guide) => {
    const all = allAnswers(guide);
    expect(all.length).toBeGreaterThanOrEqual(8);
    const lists = all.map((answers) => stepsFor(guide, answers));
    for (const steps of lists) {
      const places = steps.map((step) => guide.steps.indexOf(step));
      expect(places.length).toBeGreaterThan(0);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
    // Each answer counts: a question that changes no list would be asked for nothing.
    for (const question of guide.questions) {
      const ids = (index: number) => lists[index]?.map(({ id }) => id).join();
      const changes = all.some((answers, index) =>
        all.some(
          (other, at) =>
            guide.questions.every(({ id }) => id === question.id || answers[id] === other[id]) &&
            ids(at) !== ids(index),
        ),
      );
      expect([question.id, changes]).toEqual([question.id, true]);
    }
  });

  it.each([...guides])('%s: a question without answer excludes nothing', (_id, guide) => {
    expect(stepsFor(guide, {})).toEqual(guide.steps);
  });
});

describe('a broken guide', () => {
  let folder: string;
  let canton: Canton;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guides-'));
    await mkdir(join(folder, 'life-events'));
    canton = { ...(await readCanton('canton/basel-stadt')), folder };
  });
  afterAll(() => rm(folder, { recursive: true }));

  const say = (text: string) => `{ de: ${text}, fr: ${text}, it: ${text}, en: ${text} }`;
  const guide = (change: (lines: string[]) => void = () => undefined) => {
    const lines = [
      `lead: ${say('A')}`,
      `day: ${say('Tag')}`,
      'questions:',
      `  - { id: auto, label: ${say('Auto')} }`,
      `  - { id: hund, label: ${say('Hund')} }`,
      `  - { id: wo, label: ${say('Wo')}, options: [{ id: a, label: ${say('a')} }, { id: b, label: ${say('b')} }] }`,
      'steps:',
      '  - { id: melden, service: umzug-melden, due: { after: tag, days: 14 } }',
      `  - { id: eigenes, title: ${say('T')}, text: ${say('X')}, unit: einwohneramt, when: auto }`,
    ];
    change(lines);
    return lines.join('\n');
  };
  const load = async (text: string, name = 'umzug.yaml') => {
    await writeFile(join(folder, 'life-events', name), text);
    const { faults } = await loadGuides(canton, known);
    await rm(join(folder, 'life-events', name));
    return faults.map((fault) => fault.slice(fault.indexOf('life-events/')));
  };
  const step = (text: string) => guide((lines) => lines.splice(7, 1, `  - ${text}`));

  it('has no fault when it is whole', async () => {
    expect(await load(guide())).toEqual([]);
  });

  it.each<[string, string, RegExp]>([
    [
      'a service that does not exist',
      step('{ id: melden, service: nichts }'),
      /:8 steps\[0\]\.service: There is no service nichts/,
    ],
    [
      'a unit that does not exist',
      step('{ id: melden, service: umzug-melden, unit: nirgends }'),
      /:8 steps\[0\]\.unit: .*nirgends/,
    ],
    ['neither service nor words', step('{ id: melden }'), /:8 steps\[0\]: A step without service/],
    [
      'a condition with an unknown name',
      step('{ id: melden, service: umzug-melden, when: velo }'),
      /:8 steps\[0\]\.when: .*velo/,
    ],
    [
      'a choice that does not exist',
      step('{ id: melden, service: umzug-melden, when: wo = "c" }'),
      /:8 steps\[0\]\.when: .*c/,
    ],
    [
      'a condition that is no yes or no',
      step('{ id: melden, service: umzug-melden, when: wo }'),
      /:8 steps\[0\]\.when: .*yes\/no/,
    ],
    [
      'a condition that can’t be read',
      step('{ id: melden, service: umzug-melden, when: auto = = }'),
      /:8 steps\[0\]\.when: /,
    ],
    [
      'a step that nothing leads to',
      step('{ id: melden, service: umzug-melden, when: auto and not(auto) }'),
      /:8 steps\[0\]\.when: No answers/,
    ],
    [
      'answers that lead to nothing',
      step('{ id: melden, service: umzug-melden, when: auto }'),
      /:7 steps: Nothing is left for auto = "no"/,
    ],
    [
      'a title beside a service',
      step(`{ id: melden, service: umzug-melden, title: ${say('T')} }`),
      /:8 steps\[0\]\.title: /,
    ],
    [
      'an id twice',
      step('{ id: eigenes, service: umzug-melden }'),
      /:9 steps\[1\]\.id: eigenes is there twice/,
    ],
    [
      'a duty that does not exist',
      step('{ id: melden, duty: nichts }'),
      /:8 steps\[0\]\.duty: There is no duty nichts/,
    ],
    [
      'a time limit beside that of the duty',
      step('{ id: melden, duty: umzug-melden, due: { after: tag, days: 1 } }'),
      /:8 steps\[0\]\.due: The duty says/,
    ],
    [
      'a time limit from a day that is not asked',
      step('{ id: melden, service: umzug-melden, due: { after: umgezogenAm, days: 1 } }'),
      /:8 steps\[0\]\.due: .*not umgezogenAm/,
    ],
    [
      'a date that no duty counts from',
      guide((lines) => lines.splice(1, 1, `day: ${say('Tag')}`, 'dates: [nie]')),
      /:3 dates\[0\]: No duty counts from nie/,
    ],
    ['a time limit without day', guide((lines) => lines.splice(1, 1)), /:7 steps\[0\]\.due: /],
    [
      'a question called like part of the address',
      guide((lines) => lines.splice(4, 1, `  - { id: tag, label: ${say('Hund')} }`)),
      /:5 questions\[1\]\.id: /,
    ],
    ['two questions', guide((lines) => lines.splice(4, 1)), /:\d+ questions: /],
    [
      'a missing language',
      guide((lines) => lines.splice(0, 1, 'lead: { de: A, fr: A, it: A }')),
      /:1 lead: .*en/,
    ],
  ])('says where: %s', async (_what, text, expected) => {
    const faults = await load(text);
    expect(faults.join('\n')).toMatch(expected);
    expect(faults[0]).toMatch(/^life-events\/umzug\.yaml:\d+ /);
  });

  it('is one whose name is no life event', async () => {
    expect((await load(guide(), 'ausflug.yaml')).join('\n')).toMatch(
      /ausflug\.yaml:1 There is no life event/,
    );
  });
});
