// The words that German compounds may be made of: those of the catalogue itself, and those that it has synonyms for.
import { perApp, type App } from '../../../kernel/app.ts';
import { units } from '../../organisation/index.ts';
import { lifeEvents } from '../queries/life-events.ts';
import { describedServices } from '../queries/described.ts';
import { offers } from '../queries/offers.ts';
import { services } from '../queries/services.ts';
import { text } from '../queries/text.ts';
import type { Dictionary } from './compound-parts.ts';
import { distinctWords } from './distinct-words.ts';
import type { Synonyms } from './load-synonyms.ts';

export const dictionaryOf = perApp<Dictionary>('The dictionary of the search');

const shortest = 3;

/** @param german the synonyms of German: everyday words are parts of compounds, too */
export function makeDictionary(app: App, german: Synonyms): Dictionary {
  const texts = [
    ...offers(app).flatMap(({ title, summary }) => [title.de, summary.de]),
    ...services(app).map((definition) => text(definition, 'de', 'keywords')),
    ...describedServices(app).map(({ keywords }) => keywords?.de ?? ''),
    ...units(app).flatMap(({ name, responsibility, keywords }) => [
      name.de,
      responsibility.de,
      keywords?.de ?? '',
    ]),
    ...lifeEvents(app).flatMap(({ name, hint, keywords }) => [name.de, hint.de, keywords?.de ?? '']),
    ...german.means.keys(),
  ];
  const words = distinctWords(texts, 'de').split(' ');
  return new Set(words.filter((word) => word.length >= shortest && !german.fillers.has(word)));
}
