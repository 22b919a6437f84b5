// Bands that modules further down add to the page of a service; the catalogue itself knows none of these modules.
import type { VNode } from 'preact';
import type { ServiceDefinition } from '../../../engine/index.ts';
import { perApp, type App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';

export type ServiceBand = (app: App, service: ServiceDefinition, language: Language) => Promise<VNode>;

export const addedBands = perApp<ServiceBand[]>('The bands of services');

/** Of everything that is offered: services that work here, and those that are only described. */
export type OfferBand = (app: App, offer: { id: string }, language: Language) => Promise<VNode>;

export const addedOfferBands = perApp<OfferBand[]>('The bands of all that is offered');

/** Called when a module starts. It stands below the bands of the service. */
export function addOfferBand(app: App, band: OfferBand): void {
  addedOfferBands.of(app).push(band);
}

/** Called when a module starts. The page is the same for all visitors, so the band knows no person. */
export function addServiceBand(app: App, band: ServiceBand): void {
  addedBands.of(app).push(band);
}
