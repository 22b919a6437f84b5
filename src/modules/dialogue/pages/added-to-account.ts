// What modules further down put on top of an account; dialogue itself knows none of these modules.
import type { VNode } from 'preact';
import type { PersonActor } from '../../../kernel/actor.ts';
import { perApp, type App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';

/** Asked at each look into one's own account; null where there is nothing new. */
export type AccountAddition = (app: App, actor: PersonActor, language: Language) => Promise<VNode | null>;

export const addedToAccount = perApp<AccountAddition[]>('What is added to the account');

/** Called when a module starts. */
export function addToAccount(app: App, addition: AccountAddition): void {
  addedToAccount.of(app).push(addition);
}
