// What modules further down add to the list of accesses; the data module itself knows none of these modules.
import type { VNode } from 'preact';
import { perApp, type App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';

export interface AddedToAccesses {
  /** Stands at the right of a row, which may be several entries; `at` is the instant of the latest. */
  act: (ids: readonly string[], at: string) => VNode;
  /** Stands below the list, e.g. a link for all of its entries. */
  below: VNode | null;
}

/** Asked with the numbers of the entries that are shown, all of them about the person who looks. */
export type AccessAddition = (
  app: App,
  language: Language,
  ids: readonly string[],
) => Promise<AddedToAccesses>;

export const addedToAccesses = perApp<AccessAddition[]>('What is added to the list of accesses');

/** Called when a module starts. */
export function addToAccesses(app: App, addition: AccessAddition): void {
  addedToAccesses.of(app).push(addition);
}
