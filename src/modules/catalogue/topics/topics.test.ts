// The canton's topics are whole, a broken file is refused with every fault, and the graph says who is responsible where.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../kernel/app.ts';
import { readCanton } from '../../../kernel/canton.ts';
import { organisation } from '../../organisation/module.ts';
import { describedOf } from '../queries/described.ts';
import { catalogueOf } from '../queries/services.ts';
import type { DescribedService } from '../queries/described.ts';
import { loadTopicsFile } from './load-topics-file.ts';
import { responsibleUnits, topicName, topics, topicState, topicsWith } from './topics.ts';

const canton = await readCanton('canton/basel-stadt');
const four = (text: string) => `{ de: ${text}, fr: ${text}, it: ${text}, en: ${text} }`;

/** A set that knows everything, so that a file can be read without the catalogue. */
const anything = { has: () => true } as unknown as ReadonlySet<string>;
const everything = { units: anything, services: anything, lifeEvents: anything };

async function loadBroken(text: string) {
  const folder = await mkdtemp(join(tmpdir(), 'topics-'));
  await writeFile(join(folder, 'topics.yaml'), text);
  const known = { units: new Set(['a']), services: new Set(['s']), lifeEvents: new Set(['e']) };
  const { faults } = await loadTopicsFile({ ...canton, folder }, known);
  await rm(folder, { recursive: true });
  return faults.map((fault) => fault.replace(/^.*topics\.yaml:\d+ /, ''));
}

describe('a broken file of topics', () => {
  it('is refused with all its faults', async () =>
    expect(
      await loadBroken(
        `topics:
  - { id: one, name: ${four('A')}, keywords: ${four('a')}, partOf: two, units: [{ unit: a, areas: [atlantis] }] }
  - { id: two, name: ${four('A')}, keywords: ${four('a')}, partOf: one, units: [{ unit: gone }], services: [no] }
  - { id: two, name: ${four('A')}, keywords: ${four('a')}, partOf: no, units: [{ unit: a }], lifeEvents: [no] }
responsible:
  - { service: s, areas: { riehen: gone } }
  - { service: s, areas: { nowhere: a } }
`,
      ),
    ).toEqual(
      expect.arrayContaining([
        'topics[0].units[0].areas[0]: There is no municipality atlantis.',
        'topics[1].id: The topic two is there twice.',
        'topics[1].units[0].unit: There is no unit gone.',
        'topics[1].services[0]: There is no service no.',
        'topics[2].partOf: There is no topic no.',
        'topics[2].lifeEvents[0]: There is no life event no.',
        'responsible[0].areas.riehen: There is no unit gone.',
        'responsible[0].service: The service s is there twice.',
        'responsible[1].areas.nowhere: There is no municipality nowhere.',
      ]),
    ));

  it('may not go in circles', async () => {
    const topic = (id: string, of: string) =>
      `  - { id: ${id}, name: ${four('A')}, keywords: ${four('a')}, partOf: ${of}, units: [{ unit: a }] }\n`;
    expect(await loadBroken(`topics:\n${topic('one', 'two')}${topic('two', 'one')}`)).toEqual([
      'topics[0].partOf: The topic one is part of itself.',
      'topics[1].partOf: The topic two is part of itself.',
    ]);
  });

  it('names every language', async () =>
    expect(
      (
        await loadBroken(
          `topics: [{ id: one, name: { de: A }, keywords: ${four('a')}, units: [{ unit: a }] }]`,
        )
      ).join(),
    ).toMatch(/topics\[0\]\.name: must have required properties/));
});

describe('who is responsible', () => {
  const app = { canton } as App;
  beforeAll(async () => {
    await organisation.start?.(app);
    const { topics: read, faults } = await loadTopicsFile(canton, everything);
    expect(faults).toEqual([]);
    topicState.set(app, read);
    catalogueOf.set(app, { current: new Map(), older: new Map() });
    describedOf.set(
      app,
      new Map(
        ['zuzug-anmelden:einwohneramt', 'pass-beantragen:passamt'].map((each) => {
          const [id = '', owner = ''] = each.split(':');
          return [id, { id, owner, name: {}, summary: {} } as DescribedService];
        }),
      ),
    );
  });
  const ids = (wanted: Parameters<typeof responsibleUnits>[1]) =>
    responsibleUnits(app, wanted).map(({ unit }) => unit.id);

  it('differs between municipalities', () => {
    expect(ids({ topic: 'wohnsitz', area: 'basel' })).toEqual(['einwohneramt']);
    expect(ids({ topic: 'wohnsitz', area: 'riehen' })).toEqual(['gemeinde-riehen']);
    expect(ids({ service: 'zuzug-anmelden', area: 'bettingen' })).toEqual(['gemeinde-bettingen']);
    expect(ids({ service: 'zuzug-anmelden', area: 'basel' })).toEqual(['einwohneramt']);
  });
  it('is said for all where no municipality is given or known', () => {
    const all = ['einwohneramt', 'gemeinde-riehen', 'gemeinde-bettingen'];
    expect(ids({ topic: 'wohnsitz' })).toEqual(all);
    expect(ids({ service: 'zuzug-anmelden', area: 'atlantis' })).toEqual(all);
    expect(responsibleUnits(app, { service: 'zuzug-anmelden' })[1]).toMatchObject({
      areas: ['riehen'],
      unverified: true,
    });
  });
  it('asks the topic only where the service is unknown', () => {
    expect(ids({ service: 'pass-beantragen', topic: 'steuern', area: 'riehen' })).toEqual(['passamt']);
    expect(ids({ service: 'gone', topic: 'tiere' })).toEqual(['veterinaeramt']);
    expect(ids({ service: 'gone' })).toEqual([]);
    expect(ids({})).toEqual([]);
  });
  it('leads from things to topics', () => {
    expect(topicsWith(app, { service: 'hund-anmelden' }).map(({ id }) => id)).toEqual(['tiere']);
    expect(topicsWith(app, { lifeEvent: 'umzug' }).map(({ id }) => id)).toEqual(['wohnsitz']);
    expect(topicName(app, 'tiere', 'fr')).toBe('Chiens et autres animaux');
    expect(topicName(app, 'gone', 'fr')).toBe('gone');
    expect(topics(app).length).toBeGreaterThanOrEqual(18);
  });
});
