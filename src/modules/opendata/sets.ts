// The data sets of all modules, as they were declared; checked when the program starts.
import { perApp, type App } from '../../kernel/app.ts';
import { Fault } from '../../kernel/errors.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import type { OpenDataset } from '../../kernel/open-data.ts';
import { StartFault } from '../../kernel/start-fault.ts';
import { ownerOfPurpose } from '../governance/index.ts';
import { faultsOfSets } from './check-sets.ts';

const state = perApp<readonly OpenDataset[]>('The open data');

/** @throws StartFault with everything that is wrong with the declarations */
export function startSets(app: App): void {
  const sets = app.modules.flatMap((module) => module.openData ?? []);
  const faults = faultsOfSets(sets);
  if (faults.length > 0)
    throw new StartFault(
      `The open data can't be published:\n${faults.map((each) => `  ${each}`).join('\n')}`,
    );
  state.set(
    app,
    sets.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
}

/** In the order of ids. */
export const openSets = (app: App): readonly OpenDataset[] => state.of(app);

/** @throws Fault NOT_FOUND */
export function openSet(app: App, id: string | undefined): OpenDataset {
  const found = openSets(app).find((set) => set.id === id);
  if (!found) throw new Fault('NOT_FOUND');
  return found;
}

/** `title`, `description`, `keywords` or the name of a column. */
export function wordsOf(set: OpenDataset, language: Language, key: string): string {
  const found = set.texts[language][`${set.id}.${key}`];
  // The start has checked that there is one.
  if (found === undefined) throw new Error(`The data set ${set.id} has no text ${key} in ${language}`);
  return found;
}

export const keywordsOf = (set: OpenDataset, language: Language): string[] =>
  wordsOf(set, language, 'keywords')
    .split(',')
    .map((word) => word.trim());

/** The purpose of the catalogue itself; its unit publishes, too, what is of no single unit. */
const cataloguePurpose = 'open-data';

/** Id of the unit that publishes the catalogue. */
export const catalogueUnit = (app: App): string => ownerOfPurpose(app, cataloguePurpose) ?? '';

/** Id of the unit that publishes a set. */
export const publisherOf = (app: App, set: OpenDataset): string =>
  ownerOfPurpose(app, set.purpose) ?? catalogueUnit(app);
