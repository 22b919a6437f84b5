// Permissions: named yes/no rules. Every address and every action names one; there is no default yes.
import type { Actor } from './actor.ts';
import type { App } from './app.ts';

/** A named rule. `allows` asks nobody: it sees the actor, where given the resource, and what the program holds in memory. */
export interface Permission<Resource = undefined> {
  id: string;
  allows(actor: Actor, resource: Resource, app: App): boolean;
}

export function definePermission<Resource = undefined>(
  id: string,
  allows: (actor: Actor, resource: Resource, app: App) => boolean,
): Permission<Resource> {
  return { id, allows };
}

/** Open to everyone, signed in or not. */
export const everyone = definePermission('everyone', () => true);
/** Anyone who is signed in, resident or staff. */
export const signedIn = definePermission(
  'signed-in',
  (actor) => actor.kind === 'person' || actor.kind === 'staff',
);
/** Residents and people who act for companies. */
export const personOnly = definePermission('person', (actor) => actor.kind === 'person');
