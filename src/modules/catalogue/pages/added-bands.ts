// Bands that modules further down add to the pages of services and units; the catalogue itself knows none of these modules.
import type { VNode } from 'preact';
import type { ServiceDefinition } from '../../../engine/index.ts';
import { perApp, type App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';

export type ServiceBand = (app: App, service: ServiceDefinition, language: Language) => Promise<VNode>;

export const addedBands = perApp<ServiceBand[]>('The bands of services');

/** Called when a module starts. The page is the same for all visitors, so the band knows no person. */
export function addServiceBand(app: App, band: ServiceBand): void {
  addedBands.of(app).push(band);
}

/** About a service, online or only described, or about a unit; null where there is nothing to say. */
export type RelatedBand = (
  app: App,
  about: { service: string } | { unit: string },
  language: Language,
) => Promise<VNode | null>;

export const relatedBands = perApp<{ band: RelatedBand; last: boolean }[]>(
  'What is related to services and units',
);

/** Called when a module starts. `last` stands below what other modules add. */
export function addRelatedBand(app: App, band: RelatedBand, { last = false } = {}): void {
  relatedBands.of(app).push({ band, last });
}

export function relatedTo(...[app, about, language]: Parameters<RelatedBand>): Promise<(VNode | null)[]> {
  const bands = relatedBands.of(app);
  const inOrder = [...bands.filter(({ last }) => !last), ...bands.filter(({ last }) => last)];
  return Promise.all(inOrder.map(({ band }) => band(app, about, language)));
}
