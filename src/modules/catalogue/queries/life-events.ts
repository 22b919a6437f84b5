// Life events and audiences, in their order.
import { perApp, type App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Audience, LifeEvent } from '../definitions/load-topics.ts';
import { guideOf } from './guides.ts';
import { offers, offersFor, onlineFirst } from './offers.ts';

export type { Audience, LifeEvent };

export const topicsOf = perApp<{ lifeEvents: LifeEvent[]; audiences: Audience[] }>('The life events');

export function lifeEvents(app: App): LifeEvent[] {
  return topicsOf.of(app).lifeEvents;
}

export function lifeEventById(app: App, id: string): LifeEvent | undefined {
  return lifeEvents(app).find((event) => event.id === id);
}

/** The life event that another of its addresses leads to. */
export function lifeEventByAlias(app: App, alias: string): LifeEvent | undefined {
  return lifeEvents(app).find((event) => event.aliases?.includes(alias));
}

/** Audiences that at least one service is for. */
export function audiences(app: App): Audience[] {
  const used = new Set(offers(app).flatMap((offer) => offer.audience));
  return topicsOf.of(app).audiences.filter((audience) => used.has(audience.id));
}

/** What an audience is called; its id when it is unknown. */
export function audienceName(app: App, id: string, language: Language): string {
  return topicsOf.of(app).audiences.find((audience) => audience.id === id)?.name[language] ?? id;
}

/** From this number on, the words of the life event say better what is inside than the titles of its services. */
const many = 3;
const shown = 2;

/** What is behind a life event, as a list shows it: what can be done online first, then what is described. */
export interface EventEntry {
  label: string;
  href: string;
  count: number;
  text: string;
  /** Whether questions lead through it. */
  guided: boolean;
}

/** Life events with at least one service. */
export function lifeEventEntries(app: App, language: Language): EventEntry[] {
  return lifeEvents(app).flatMap((event) => {
    const found = onlineFirst(offersFor(app, event.id), language);
    if (found.length === 0) return [];
    const titles = found.map((offer) => offer.title[language]);
    return {
      label: event.name[language],
      href: `/lebenslagen/${event.id}`,
      count: found.length,
      text: found.length >= many ? event.hint[language] : titles.slice(0, shown).join(', '),
      guided: guideOf(app, event.id) !== undefined,
    };
  });
}
