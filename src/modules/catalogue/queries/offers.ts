// Everything the canton offers, as lists show it: services that work here, and those that are only described.
import { languages, type Language } from '../../../kernel/i18n/texts.ts';
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { describedById, describedServices, type DescribedService } from './described.ts';
import { guideOf } from './guides.ts';
import { serviceById, services } from './services.ts';
import { text } from './text.ts';

export interface Offer {
  id: string;
  /** Whether it can be done here, from start to finish. */
  online: boolean;
  /** Time to fill in, where it is online. */
  minutes?: number;
  title: Record<Language, string>;
  summary: Record<Language, string>;
  owner: string;
  audience: readonly string[];
  lifeEvents: readonly string[];
}

/** In the order of ids. */
export function offers(app: App): Offer[] {
  return offersWhere(app, () => true);
}

/** Chosen before their texts are put together: the catalogue may be long. */
function offersWhere(
  app: App,
  chosen: (service: { id: string; lifeEvents: readonly string[] }) => boolean,
): Offer[] {
  return [
    ...services(app).filter(chosen).map(ofDefinition),
    ...describedServices(app).filter(chosen).map(ofDescription),
  ].sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function offerById(app: App, id: string): Offer | undefined {
  const definition = serviceById(app, id);
  if (definition) return ofDefinition(definition);
  const description = describedById(app, id);
  return description && ofDescription(description);
}

/** What belongs to a life event, because it says so or because the event's guide leads to it; in the order of ids. */
export function offersFor(app: App, lifeEvent: string): Offer[] {
  const guided = new Set(guideOf(app, lifeEvent)?.steps.map((step) => step.service));
  return offersWhere(app, ({ id, lifeEvents }) => lifeEvents.includes(lifeEvent) || guided.has(id));
}

/** By title, as the language orders letters. */
export function byTitle(list: readonly Offer[], language: Language): Offer[] {
  return [...list].sort((a, b) => a.title[language].localeCompare(b.title[language], language));
}

/** What can be done at once comes first; within that by title. */
export function onlineFirst(list: readonly Offer[], language: Language): Offer[] {
  return byTitle(list, language).sort((a, b) => Number(b.online) - Number(a.online));
}

function ofDefinition(definition: ServiceDefinition): Offer {
  const all = (key: string) =>
    Object.fromEntries(languages.map((language) => [language, text(definition, language, key)])) as Record<
      Language,
      string
    >;
  const { id, minutes, owner, audience, lifeEvents } = definition;
  return {
    id,
    online: true,
    minutes,
    title: all('title'),
    summary: all('summary'),
    owner,
    audience,
    lifeEvents,
  };
}

function ofDescription({ id, name, summary, owner, audience, lifeEvents }: DescribedService): Offer {
  return { id, online: false, title: name, summary, owner, audience, lifeEvents };
}
