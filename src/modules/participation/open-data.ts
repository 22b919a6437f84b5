// Processes and what came of them, as open data: the counts that their pages show.
import { sql } from 'kysely';
import { languages } from '../../kernel/i18n/texts.ts';
import type { OpenDataset } from '../../kernel/open-data.ts';
import { openDataTexts } from './open-data-texts.ts';
import { allProcesses, stageOf } from './queries/processes.ts';

const common = {
  texts: openDataTexts,
  purpose: 'participation',
  licence: 'open',
  frequency: 'daily',
  theme: 'SOCI',
  // Each contribution, each vote count and each fate stands on the page of its process.
  suppress: 'public',
  keepsVersions: true,
  page: '/mitreden',
} as const;

const processes: OpenDataset = {
  ...common,
  id: 'participation-processes',
  columns: [
    { name: 'id', type: 'string' },
    ...languages.map((language) => ({ name: `title_${language}`, type: 'string' as const })),
    { name: 'kind', type: 'string' },
    { name: 'instrument', type: 'string' },
    { name: 'unit', type: 'string' },
    { name: 'stage', type: 'string' },
    { name: 'begins', type: 'date', optional: true },
    { name: 'contributions', type: 'integer' },
    { name: 'taken', type: 'integer' },
    { name: 'partly', type: 'integer' },
    { name: 'not_taken', type: 'integer' },
    { name: 'example', type: 'boolean' },
  ],
  key: ['id'],
  async *rows(app) {
    const { rows: counted } = await sql<{ id: string; all: number; fates: Record<string, number> }>`
      select coalesce(tally.process_id, fate.process_id) as id, coalesce(tally.all, 0) as all, coalesce(fate.fates, '{}') as fates
      from (select process_id, sum(count)::int as all from participation.tally group by process_id) as tally
      full join (
        select process_id, jsonb_object_agg(fate, count) as fates
        from (select process_id, fate, count(*)::int as count from participation.fate group by process_id, fate) as each
        group by process_id
      ) as fate using (process_id)`.execute(app.db);
    const today = app.clock.today();
    yield allProcesses(app)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map((process) => {
        const found = counted.find(({ id }) => id === process.id);
        return [
          ...[process.id, ...languages.map((language) => process.title[language]), process.kind],
          ...[process.instrument, process.owner, stageOf(process, today), process.phases[0]?.from ?? null],
          ...[
            found?.all ?? 0,
            found?.fates['taken'] ?? 0,
            found?.fates['partly'] ?? 0,
            found?.fates['not'] ?? 0,
          ],
          process.invented ?? false,
        ];
      });
  },
  chart: { label: 'id', value: 'contributions' },
};

const counts: OpenDataset = {
  ...common,
  id: 'participation-counts',
  columns: [
    { name: 'process', type: 'string' },
    { name: 'act', type: 'string' },
    { name: 'subject', type: 'string' },
    { name: 'count', type: 'integer' },
  ],
  key: ['process', 'act', 'subject'],
  async *rows(app) {
    const rows = await app.db
      .selectFrom('participation.tally')
      .select(['process_id', 'act', 'anchor', 'count'])
      .orderBy('process_id')
      .orderBy('act')
      .orderBy('anchor')
      .execute();
    yield rows.map(({ process_id, act, anchor, count }) => [
      process_id,
      act,
      anchor === '' ? '*' : anchor,
      count,
    ]);
  },
};

export const participationOpenData: readonly OpenDataset[] = [processes, counts];
