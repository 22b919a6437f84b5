// Which areas of the product somebody sees, in which order, and where staff begin.
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import type { NavigationItem } from '../module.ts';

/** As many stand in one line with name and sign-out on a narrow desk, in the longest of our languages. */
const inLine = 5;

/**
 * The areas for the public or for staff, without those that the actor may not open. Staff have their own area of
 * work first and what isn't their daily work last.
 */
export function navigationOf(app: App, actor: Actor): NavigationItem[] {
  const audience = actor.kind === 'staff' ? 'staff' : 'public';
  const areas = app.modules
    .flatMap((module) => module.navigation ?? [])
    .filter((item) => item.audience === audience && (item.may?.allows(actor, undefined, app) ?? true));
  if (audience === 'public') return areas;
  const home = areas.find((area) => area.home);
  const rank = (area: NavigationItem) => (area === home ? 0 : area.aside ? 2 : 1);
  return areas.sort((a, b) => rank(a) - rank(b));
}

/** The areas of the first line, and those of the menu beside it: a menu for a single area would be none. */
export function inLineAndMenu<Area>(areas: readonly Area[]): {
  line: readonly Area[];
  menu: readonly Area[];
} {
  const line = areas.length <= inLine + 1 ? areas : areas.slice(0, inLine);
  return { line, menu: areas.slice(line.length) };
}

/** Where the member of staff begins: their own area of work; who has none begins with the uses of their own data. */
export function staffHome(app: App, actor: Actor): string {
  return navigationOf(app, actor)[0]?.href ?? '/konto/zugriffe';
}
