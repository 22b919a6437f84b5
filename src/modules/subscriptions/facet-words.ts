// What can be followed, with its name in a language: topics, municipalities, units, processes, services, reports.
import type { AnnouncementFacet } from '../../kernel/announcement.ts';
import type { App } from '../../kernel/app.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import {
  describedServices,
  services,
  serviceTitle,
  topicById,
  topicName,
  topics,
} from '../catalogue/index.ts';
import { unitName, unitOf, units } from '../organisation/index.ts';
import { allProcesses } from '../participation/index.ts';
import { subscriptionsTexts } from './subscriptions-texts.ts';
import type { Term } from './terms.ts';

interface Facet {
  name(app: App, id: string, language: Language): string | undefined;
  /** Ids to choose from; none where there are too many. */
  ids(app: App): readonly string[];
}

const facets: Record<AnnouncementFacet, Facet> = {
  topic: {
    name: (app, id, language) => (topicById(app, id) ? topicName(app, id, language) : undefined),
    ids: (app) => topics(app).map(({ id }) => id),
  },
  area: {
    name: (app, id) => app.canton.municipalities.find((each) => each.id === id)?.name,
    ids: (app) => app.canton.municipalities.map(({ id }) => id),
  },
  unit: {
    name: (app, id, language) => (unitOf(app, id) ? unitName(app, id, language) : undefined),
    ids: (app) => units(app).map(({ id }) => id),
  },
  process: {
    name: (app, id, language) => allProcesses(app).find((each) => each.id === id)?.title[language],
    ids: (app) => allProcesses(app).map(({ id }) => id),
  },
  service: {
    name: (app, id, language) => (hasService(app, id) ? serviceTitle(app, id, language) : undefined),
    ids: (app) => [...services(app), ...describedServices(app)].map(({ id }) => id),
  },
  // As many as there are; each has its own link to follow it.
  report: {
    name: (_app, id, language) => subscriptionsTexts(language)('reportName', { id }),
    ids: () => [],
  },
};

const hasService = (app: App, id: string): boolean =>
  services(app).some((each) => each.id === id) || describedServices(app).some((each) => each.id === id);

/** undefined for what there is not. */
export const termName = (app: App, { facet, id }: Term, language: Language): string | undefined =>
  facets[facet].name(app, id, language);

/** `Thema: Bauen und Wohnen`. */
export const termLabel = (app: App, term: Term, language: Language): string =>
  subscriptionsTexts(language)(`facet.${term.facet}`, { name: termName(app, term, language) ?? term.id });

/** To choose from, by name. */
export function termOptions(app: App, facet: AnnouncementFacet, language: Language) {
  const { ids, name } = facets[facet];
  return ids(app)
    .map((id) => ({ value: `${facet}:${id}`, label: name(app, id, language) ?? id }))
    .toSorted((one, other) => one.label.localeCompare(other.label, language));
}
