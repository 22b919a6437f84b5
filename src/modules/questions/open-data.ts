// The response times as open data, with the same counts hidden as on their page.
import type { OpenDataset, OpenRow } from '../../kernel/open-data.ts';
import { openDataTexts } from './open-data-texts.ts';
import { responseTimes, type Times } from './times/response-times.ts';

const figures = ({ answered, median, ninety, within }: Times): OpenRow => [
  ...[answered, median, ninety],
  within === null ? null : Math.round(within * 1000) / 1000,
];

const responseTimesSet: OpenDataset = {
  id: 'response-times',
  texts: openDataTexts,
  purpose: 'questions',
  licence: 'open',
  frequency: 'daily',
  theme: 'GOVE',
  columns: [
    { name: 'group', type: 'string' },
    { name: 'id', type: 'string' },
    { name: 'answered', type: 'integer', optional: true },
    { name: 'median_working_days', type: 'number', optional: true },
    { name: 'p90_working_days', type: 'number', optional: true },
    { name: 'share_within_promise', type: 'number', optional: true },
    { name: 'open', type: 'integer', optional: true },
  ],
  key: ['group', 'id'],
  async *rows(app) {
    const { units, months } = await responseTimes(app);
    yield [
      ...months.map((each) => ['month', each.month, ...figures(each), null]),
      ...units.map((each) => ['unit', each.unit, ...figures(each), each.open]),
    ];
  },
  suppress: 'public',
  keepsVersions: true,
  page: '/antwortzeiten',
  chart: { label: 'id', value: 'answered' },
};

export const questionsOpenData: readonly OpenDataset[] = [responseTimesSet];
