// What modules further down add below the contact finder, e.g. numbers for emergencies.
import type { VNode } from 'preact';
import { perApp, type App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';

type FinderBand = (app: App, language: Language) => VNode;

export const addedToFinder = perApp<FinderBand[]>('What is added to the contact finder');

/** Called when a module starts. The same for all visitors. */
export function addToFinder(app: App, band: FinderBand): void {
  addedToFinder.of(app).push(band);
}
