// The measures that promises can be bound to: those that modules declare, checked when the program starts.
import type { App } from '../../../kernel/app.ts';
import { perApp } from '../../../kernel/app.ts';
import { languages, type Language } from '../../../kernel/i18n/texts.ts';
import { measuresOf, type Measure, type Reading } from '../../../kernel/measure.ts';
import { StartFault } from '../../../kernel/start-fault.ts';
import { serviceById } from '../../catalogue/index.ts';

const state = perApp<ReadonlyMap<string, Measure>>('The measures');

/** What is wrong with declarations, all at once. Pure. */
export function faultsOfMeasures(measures: readonly Measure[]): string[] {
  const ids = measures.map(({ id }) => id);
  return [
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} is declared twice.`),
    ...measures.flatMap(({ id, texts, of }) => [
      ...(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) ? [] : [`${id} is no id: small letters with hyphens.`]),
      ...(of.length > 0 ? [] : [`${id} can be asked of nothing.`]),
      ...languages.flatMap((language) =>
        ['title', 'meaning']
          .filter((key) => (texts[language][`${id}.${key}`] ?? '').trim() === '')
          .map((key) => `The text ${id}.${key} is missing in ${language}.`),
      ),
    ]),
  ];
}

/** @throws StartFault with everything that is wrong with the declarations */
export function startMeasures(app: App): void {
  const measures = measuresOf(app);
  const faults = faultsOfMeasures(measures);
  if (faults.length > 0)
    throw new StartFault(`The measures can't be used:\n${faults.map((each) => `  ${each}`).join('\n')}`);
  state.set(app, new Map(measures.map((measure) => [measure.id, measure])));
}

export const allMeasures = (app: App): Measure[] => [...state.of(app).values()];
export const measureById = (app: App, id: string): Measure | undefined => state.of(app).get(id);

/** What a measure is called; its id for one that a later version of the program no longer takes. */
export const measureTitle = (app: App, id: string, language: Language): string =>
  measureById(app, id)?.texts[language][`${id}.title`] ?? id;
export const measureMeaning = (app: App, id: string, language: Language): string =>
  measureById(app, id)?.texts[language][`${id}.meaning`] ?? '';

/**
 * Takes it now. A measure that is gone, or a service that is not online any more, says nothing: not enough data.
 * @param service empty: the canton
 */
export async function readingOf(app: App, id: string, service: string): Promise<Reading> {
  const measure = measureById(app, id);
  const nothing: Reading = { value: null, sample: null, at: app.clock.now() };
  if (!measure?.of.includes(service === '' ? 'canton' : 'service')) return nothing;
  if (service !== '' && !serviceById(app, service)) return nothing;
  const reading = service === '' ? await measure.read(app) : await measure.read(app, service);
  return reading.value !== null && Number.isFinite(reading.value) ? reading : { ...reading, value: null };
}
