// What a definition refers to: shared lists and remedies, as they were when its version was published.
import type { Lists, ServiceDefinition } from '../../../engine/index.ts';
import { perApp, type App } from '../../../kernel/app.ts';
import type { Remedy } from '../definitions/load-remedies.ts';

export type { Remedy };

export interface Context {
  lists: Lists;
  remedies: Readonly<Record<string, Remedy>>;
}

/** The lists and remedies of today. */
export const contextOfToday = perApp<Context>('The code lists');

/** Older versions bring their own: a decision can be worked out again as it was. */
const contextsOfVersions = new WeakMap<ServiceDefinition, Context>();

export function keepContext(definition: ServiceDefinition, context: Context): void {
  contextsOfVersions.set(definition, context);
}

export function contextOf(app: App, definition: ServiceDefinition | undefined): Context {
  return (definition && contextsOfVersions.get(definition)) ?? contextOfToday.of(app);
}

/** Where and until when a decision can be challenged; undefined for an unknown id. With a definition: as its version knew it. */
export function remedyOf(app: App, id: string, definition?: ServiceDefinition): Remedy | undefined {
  return contextOf(app, definition).remedies[id];
}
