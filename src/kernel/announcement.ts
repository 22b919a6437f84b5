// What a module makes public and people can subscribe to: one form for news, processes, answers, reports and services.
import type { App } from './app.ts';
import type { LocalText } from './i18n/texts.ts';

/** Something public that has happened; never personal data, for it goes out by mail, feeds and push. */
export interface Announcement {
  /** The same happening has the same key, so that nobody hears of it twice. */
  key: string;
  at: Date;
  title: LocalText;
  /** One or two sentences of plain text. */
  text: LocalText;
  /** The address of its page here, from `/`. */
  path: string;
  /** First and last civil day of what it is about, for calendars; absent: it has no dates. */
  days?: { from: string; until?: string | undefined };
  /** Ids that a subscription can name; each may be left out. */
  about: Partial<Record<AnnouncementFacet, readonly string[]>>;
}

/** What subscriptions are about: subject, municipality or quarter, unit, participation process, service, report of a place. */
export const announcementFacets = ['topic', 'area', 'unit', 'process', 'service', 'report'] as const;
export type AnnouncementFacet = (typeof announcementFacets)[number];

/**
 * Makes the announcement of an event.
 * @param subject what the event is about, as `emit` was told
 * @returns undefined where there is nothing (any more) to announce
 */
export type Announce = (
  app: App,
  subject: string,
  data: Record<string, unknown>,
) => Promise<Announcement | undefined>;
