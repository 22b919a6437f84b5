// The units of the canton as open data: other sets name them by their id.
import { languages } from '../../kernel/i18n/texts.ts';
import type { OpenDataset } from '../../kernel/open-data.ts';
import { openDataTexts } from './open-data-texts.ts';
import { units } from './queries/units.ts';

const unitsSet: OpenDataset = {
  id: 'units',
  texts: openDataTexts,
  purpose: 'directory',
  licence: 'open',
  frequency: 'daily',
  theme: 'GOVE',
  columns: [
    { name: 'id', type: 'string' },
    { name: 'parent', type: 'string', optional: true },
    { name: 'kind', type: 'string' },
    ...languages.map((language) => ({ name: `name_${language}`, type: 'string' as const })),
    { name: 'web', type: 'string', optional: true },
    { name: 'unverified', type: 'boolean' },
  ],
  key: ['id'],
  async *rows(app) {
    yield units(app)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, parent, kind, name, web, unverified }) => [
        ...[id, parent ?? null, kind, ...languages.map((language) => name[language])],
        ...[web ?? null, unverified ?? false],
      ]);
  },
  suppress: 'public',
  keepsVersions: true,
  page: '/stellen',
};

export const organisationOpenData: readonly OpenDataset[] = [unitsSet];
