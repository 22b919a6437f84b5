// How cases went, as open data: by service and month, and how many questions were not asked. Small counts are hidden behind this.
import { sql } from 'kysely';
import type { OpenDataset, Suppression } from '../../kernel/open-data.ts';
import { openDataTexts } from './open-data-texts.ts';

/** Of a service the counts of a year stand on its page, and the next set has those of a month. */
const within: Suppression['within'] = [['service'], ['month']];
const optional = true;
const counts = [
  ...['submitted', 'decided_at_once', 'by_people', 'decided', 'accepted', 'refused', 'in_time', 'late'],
  'withdrawn',
] as const;

const caseFigures: OpenDataset = {
  id: 'case-figures',
  texts: openDataTexts,
  purpose: 'open-data',
  licence: 'open',
  frequency: 'monthly',
  theme: 'GOVE',
  columns: [
    { name: 'service', type: 'string' },
    { name: 'month', type: 'month' },
    ...counts.map((name) => ({ name, type: 'integer' as const, optional }) as const),
    { name: 'not_asked', type: 'integer', optional },
    { name: 'asked_in_silence', type: 'integer', optional },
    { name: 'median_days', type: 'number', optional },
    { name: 'example', type: 'boolean' },
  ],
  key: ['service', 'month'],
  // At once, since all are looked at to hide what is small: for fifty services and twenty years some ten thousand rows.
  async *rows(app) {
    const rows = await app.db
      .selectFrom('cases.month_figure')
      .select(['service_id', 'submitted', 'at_once', 'accepted', 'refused', 'in_time', 'withdrawn'])
      .select(['not_asked', 'asked_in_silence', 'median_days', 'example'])
      .select(sql<string>`to_char(month, 'YYYY-MM')`.as('month'))
      .orderBy('service_id')
      .orderBy('cases.month_figure.month')
      .execute();
    yield rows.map((each) => {
      const decided = each.accepted + each.refused;
      return [
        ...[
          each.service_id,
          each.month,
          each.submitted,
          each.at_once,
          each.submitted - each.at_once,
          decided,
        ],
        ...[each.accepted, each.refused, each.in_time, decided - each.in_time, each.withdrawn],
        ...[each.not_asked, each.asked_in_silence],
        ...[each.median_days === null ? null : Math.round(each.median_days * 10) / 10, each.example],
      ];
    });
  },
  suppress: {
    counts,
    hides: { submitted: ['not_asked', 'asked_in_silence'], decided: ['median_days'] },
    within,
    parts: [
      { total: 'submitted', of: ['decided_at_once', 'by_people'] },
      { total: 'decided', of: ['accepted', 'refused'] },
      { total: 'decided', of: ['in_time', 'late'] },
    ],
  },
  keepsVersions: true,
  page: '/leistungen/zahlen',
  chart: { label: 'month', value: 'submitted' },
};

const notAsked: OpenDataset = {
  id: 'questions-not-asked',
  texts: openDataTexts,
  purpose: 'open-data',
  licence: 'open',
  frequency: 'monthly',
  theme: 'GOVE',
  columns: [
    { name: 'month', type: 'month' },
    { name: 'submitted', type: 'integer', optional },
    { name: 'not_asked', type: 'integer', optional },
    { name: 'asked_in_silence', type: 'integer', optional },
    { name: 'example', type: 'boolean' },
  ],
  key: ['month'],
  async *rows(app) {
    const rows = await app.db
      .selectFrom('cases.month_figure')
      .select([
        sql<string>`to_char(month, 'YYYY-MM')`.as('month'),
        sql<number>`sum(submitted)::int`.as('submitted'),
        sql<number>`sum(not_asked)::int`.as('notAsked'),
        sql<number>`sum(asked_in_silence)::int`.as('silent'),
        sql<boolean>`bool_or(example)`.as('example'),
      ])
      .groupBy('cases.month_figure.month')
      .orderBy('cases.month_figure.month')
      .execute();
    yield rows.map((each) => [each.month, each.submitted, each.notAsked, each.silent, each.example]);
  },
  suppress: { counts: ['submitted'], hides: { submitted: ['not_asked', 'asked_in_silence'] }, within: [] },
  keepsVersions: true,
  page: '/leistungen/zahlen',
  chart: { label: 'month', value: 'not_asked' },
};

export const casesOpenData: readonly OpenDataset[] = [caseFigures, notAsked];
