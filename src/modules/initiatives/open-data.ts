// Initiatives, verdicts about promised benefits, legal obstacles and the figures about the mission, as open data.
import type { App } from '../../kernel/app.ts';
import { languages } from '../../kernel/i18n/texts.ts';
import type { OpenDataset, OpenRow } from '../../kernel/open-data.ts';
import { benefitsOf } from './benefits/benefits.ts';
import { openDataTexts } from './open-data-texts.ts';
import { initiativesForFiles, obstaclesForFiles, promisesForFiles } from './queries/for-files.ts';
import { servicesBlocked } from './queries/obstacles.ts';

const portfolio = {
  texts: openDataTexts,
  purpose: 'initiatives',
  licence: 'open',
  frequency: 'daily',
  theme: 'GOVE',
  // Each row is public as it is, and counts nobody.
  suppress: 'public',
  keepsVersions: true,
} as const;
const portion = 500;
const optional = true;
const titles = languages.map((language) => ({ name: `title_${language}`, type: 'string' as const }));

/** Portions by key until one is not full. */
async function* portions<Item>(
  read: (after: string, limit: number) => Promise<Item[]>,
  keyOf: (item: Item) => string,
  row: (item: Item) => OpenRow,
): AsyncGenerator<OpenRow[]> {
  let after = '';
  for (;;) {
    const items = await read(after, portion);
    yield items.map(row);
    const last = items.at(-1);
    if (items.length < portion || last === undefined) return;
    after = keyOf(last);
  }
}

const initiativesSet: OpenDataset = {
  ...portfolio,
  id: 'initiatives',
  columns: [
    { name: 'id', type: 'string' },
    ...titles,
    { name: 'phase', type: 'string' },
    { name: 'department', type: 'string' },
    { name: 'unit', type: 'string' },
    { name: 'starts', type: 'date', optional },
    { name: 'ends', type: 'date', optional },
    { name: 'owner_opinion', type: 'string', optional },
    { name: 'hub_opinion', type: 'string', optional },
    { name: 'credit', type: 'number' },
    { name: 'spent', type: 'number' },
    { name: 'needs', type: 'string' },
    { name: 'obstacles', type: 'string' },
    { name: 'services', type: 'string' },
  ],
  key: ['id'],
  rows: (app) =>
    portions(
      (after, limit) => initiativesForFiles(app, after, limit),
      ({ id }) => id,
      (each) => [
        ...[each.id, ...languages.map((language) => each.texts[language].title)],
        ...[each.phase, each.department, each.unit, each.startsOn, each.endsOn],
        ...[each.ownerLight, each.hubLight, each.credit / 100, each.spent / 100],
        ...[each.needs.join(' '), each.obstacles.join(' '), each.services.join(' ')],
      ],
    ),
  page: '/vorhaben',
  chart: { label: 'id', value: 'credit' },
};

const promisesSet: OpenDataset = {
  ...portfolio,
  id: 'initiative-promises',
  columns: [
    { name: 'id', type: 'string' },
    { name: 'initiative', type: 'string' },
    { name: 'measure', type: 'string' },
    { name: 'service', type: 'string', optional },
    { name: 'baseline', type: 'number' },
    { name: 'baseline_on', type: 'date' },
    { name: 'target', type: 'number' },
    { name: 'due_on', type: 'date' },
    { name: 'dropped', type: 'boolean' },
    { name: 'verdict', type: 'string', optional },
    { name: 'final', type: 'boolean', optional },
    { name: 'value', type: 'number', optional },
    { name: 'sample', type: 'integer', optional },
    { name: 'judged_on', type: 'date', optional },
  ],
  key: ['id'],
  rows: (app) =>
    portions(
      (after, limit) => promisesForFiles(app, after, limit),
      ({ id }) => id,
      (each) => [
        ...[each.id, each.initiative, each.measure, each.service === '' ? null : each.service],
        ...[each.baseline, each.baselineOn, each.target, each.dueOn, each.dropped],
        ...[each.verdict, each.final, each.value, each.sample, each.day],
      ],
    ),
  page: '/vorhaben',
};

const obstaclesSet: OpenDataset = {
  ...portfolio,
  id: 'legal-obstacles',
  columns: [
    { name: 'id', type: 'string' },
    ...titles,
    { name: 'act', type: 'string' },
    { name: 'number', type: 'string' },
    { name: 'article', type: 'string' },
    { name: 'unverified', type: 'boolean' },
    { name: 'state', type: 'string' },
    { name: 'services', type: 'string' },
    { name: 'unit', type: 'string' },
    { name: 'changed', type: 'datetime' },
  ],
  key: ['id'],
  rows: (app) =>
    portions(
      (after, limit) => obstaclesForFiles(app, after, limit),
      ({ id }) => id,
      (each) => [
        ...[each.id, ...languages.map((language) => each.texts[language].title)],
        ...[each.act, each.number, each.article, each.unverified, each.state],
        ...[servicesBlocked(app, each).join(' '), each.unit, each.changedAt.toISOString()],
      ],
    ),
  page: '/huerden',
};

async function* benefitRows(app: App): AsyncGenerator<OpenRow[]> {
  const benefits = await benefitsOf(app);
  yield benefits
    .flatMap(({ row, figures }) =>
      figures.map(({ measure, reading }): OpenRow => [
        ...[row.id, measure.id, measure.unit, reading.value, reading.sample],
      ]),
    )
    .toSorted((a, b) => (`${String(a[0])} ${String(a[1])}` < `${String(b[0])} ${String(b[1])}` ? -1 : 1));
}

const benefitsSet: OpenDataset = {
  ...portfolio,
  id: 'benefits',
  columns: [
    { name: 'row', type: 'string' },
    { name: 'measure', type: 'string' },
    { name: 'unit', type: 'string' },
    { name: 'value', type: 'number', optional },
    // When it was measured says the version: with a time in each row every look would make a new one.
    { name: 'sample', type: 'integer', optional },
  ],
  key: ['row', 'measure'],
  rows: benefitRows,
  page: '/wirkung',
};

export const initiativesOpenData: readonly OpenDataset[] = [
  initiativesSet,
  promisesSet,
  obstaclesSet,
  benefitsSet,
];
