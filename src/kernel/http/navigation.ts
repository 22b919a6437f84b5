// Which areas of the product somebody sees, and where staff begin.
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import type { NavigationItem } from '../module.ts';

/** The areas for the public or for staff, without those that the actor may not open. */
export function navigationOf(app: App, actor: Actor): NavigationItem[] {
  const audience = actor.kind === 'staff' ? 'staff' : 'public';
  return app.modules
    .flatMap((module) => module.navigation ?? [])
    .filter((item) => item.audience === audience && (item.may?.allows(actor, undefined, app) ?? true));
}

/** Where the member of staff begins: their own area of work; who has none begins with the uses of their own data. */
export function staffHome(app: App, actor: Actor): string {
  const areas = navigationOf(app, actor);
  return (areas.find((area) => area.home) ?? areas[0])?.href ?? '/konto/zugriffe';
}
