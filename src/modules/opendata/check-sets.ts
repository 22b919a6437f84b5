// What is wrong with the declarations of data sets, all at once. Pure.
import { languages } from '../../kernel/i18n/texts.ts';
import type { OpenDataset, Suppression } from '../../kernel/open-data.ts';

export function faultsOfSets(sets: readonly OpenDataset[]): string[] {
  const ids = sets.map(({ id }) => id);
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is declared twice.`),
    ...sets.flatMap((set) => faultsOf(set).map((fault) => `${set.id}: ${fault}`)),
  ];
}

function faultsOf(set: OpenDataset): string[] {
  const names = set.columns.map(({ name }) => name);
  const named = (what: string, all: readonly string[]) =>
    all.filter((name) => !names.includes(name)).map((name) => `${what} names ${name}, which is no column.`);
  const { suppress } = set;
  const missing = languages.flatMap((language) =>
    ['title', 'description', 'keywords', ...names]
      .filter((key) => (set.texts[language][`${set.id}.${key}`] ?? '').trim() === '')
      .map((key) => `The text ${set.id}.${key} is missing in ${language}.`),
  );
  return [
    ...(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(set.id) && set.id.length <= 60
      ? []
      : ['The id must be small letters and figures with hyphens.']),
    ...names
      .filter((name) => !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name))
      .map((name) => `${name} is no name of a column.`),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} stands twice.`),
    ...(set.key.length > 0 ? [] : ['It has no key.']),
    ...named('The key', set.key),
    ...named('The chart', set.chart ? [set.chart.label, set.chart.value] : []),
    ...(suppress === 'public'
      ? []
      : [
          ...named('suppress.counts', suppress.counts),
          ...named('suppress.within', suppress.within.flat()),
          ...named(
            'suppress.hides',
            Object.entries(suppress.hides ?? {}).flatMap(([of, all]) => [of, ...all]),
          ),
          ...named(
            'suppress.parts',
            (suppress.parts ?? []).flatMap(({ total, of }) => [total, ...of]),
          ),
          ...hidden(suppress)
            .filter((name) => !set.columns.some((column) => column.name === name && column.optional))
            .map((name) => `${name} can be hidden, so it must be optional.`),
          // Whole groups are needed to know what is to be hidden, so the rows are held in memory once a day.
          ...(set.keepsVersions ? [] : ['Where small counts are hidden, versions must be kept.']),
        ]),
    ...missing,
  ];
}

const hidden = ({ counts, hides = {} }: Suppression): string[] => [...counts, ...Object.values(hides).flat()];
