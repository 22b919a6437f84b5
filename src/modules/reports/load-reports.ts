// Reads the canton's reports.yaml: categories, areas and places, with everything that is wrong with it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadList, type ListOption } from '../../engine/index.ts';
import type { Canton } from '../../kernel/canton.ts';
import { readCheckedFile } from '../../kernel/canton-file.ts';
import type { LocalText } from '../../kernel/i18n/texts.ts';
import { fieldOf, ReportsFileSchema, type Category, type ReportArea } from './category.ts';

export interface Reports {
  categories: readonly Category[];
  byId: ReadonlyMap<string, Category>;
  groups: Readonly<Record<string, LocalText>>;
  areas: readonly ReportArea[];
  /** Well-known places, of the canton's list. */
  places: readonly ListOption[];
  placeList: string;
  emergency: LocalText;
  reopenDays: number;
  forgetDays: number;
  unverified: boolean;
}

/** @param isUnit whether there is a unit of this id */
export async function loadReports(
  canton: Canton,
  isUnit: (id: string) => boolean,
): Promise<{ reports: Reports | undefined; faults: string[] }> {
  const { data, faults, faultAt } = await readCheckedFile(canton, 'reports.yaml', ReportsFileSchema);
  if (!data) return { reports: undefined, faults };
  const fault = (path: readonly (string | number)[], message: string) =>
    void faults.push(faultAt(path, message));
  const file = join(canton.folder, 'lists', `${data.places}.yaml`);
  const { list, faults: wrong } = loadList(file, await readFile(file, 'utf8').catch(() => '[]'));
  faults.push(...wrong.map(({ message }) => `${file}: ${message}`));
  if (list.length === 0) fault(['places'], `There is no list ${data.places}.`);
  const areas = data.areas.map(({ id, outline }): ReportArea => ({
    id,
    ...(outline ? { outline: outline.map(([lon, lat]) => ({ lon, lat })) } : {}),
  }));
  areas.forEach(({ id, outline }, index) => {
    if (!canton.municipalities.some((each) => each.id === id))
      fault(['areas', index, 'id'], `There is no municipality ${id}.`);
    if (index > 0 && !outline)
      fault(['areas', index], 'Only the first area is all the rest; others need an outline.');
  });
  data.categories.forEach((category, index) => {
    const at = (...path: (string | number)[]) => ['categories', index, ...path];
    if (data.categories.findIndex(({ id }) => id === category.id) < index)
      fault(at('id'), `${category.id} is there twice.`);
    if (!Object.hasOwn(data.groups, category.group))
      fault(at('group'), `There is no group ${category.group}.`);
    if (!category.units['default'] && areas.some(({ id }) => !category.units[id]))
      fault(at('units'), 'An area has no unit: name it, or a default.');
    for (const [area, unit] of Object.entries(category.units)) {
      if (area !== 'default' && !areas.some(({ id }) => id === area))
        fault(at('units', area), `There is no area ${area}.`);
      if (!isUnit(unit)) fault(at('units', area), `There is no unit ${unit}.`);
    }
    category.questions.forEach((question, number) => {
      const chosen = question.type === 'choice' || question.type === 'multichoice';
      if (chosen !== (question.options !== undefined))
        fault(
          at('questions', number),
          chosen ? 'Which options are there?' : `${question.type} has no options.`,
        );
      if (category.questions.findIndex(({ id }) => id === question.id) < number)
        fault(at('questions', number, 'id'), `${fieldOf(question).id} is there twice.`);
    });
  });
  return {
    reports: {
      categories: data.categories,
      byId: new Map(data.categories.map((each) => [each.id, each])),
      groups: data.groups,
      areas,
      places: list,
      placeList: data.places,
      emergency: data.emergency,
      reopenDays: data.reopenDays,
      forgetDays: data.forgetDays,
      unverified: data.unverified ?? false,
    },
    faults,
  };
}
