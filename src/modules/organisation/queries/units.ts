// Questions about the organisation that the program answers from memory: it is read once, when the program starts.
import { perApp, type App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Organisation } from '../load-organisation.ts';
import type { Unit } from '../unit.ts';

export const organisationOf = perApp<Organisation>('The organisation');

/** The unit, or undefined when there is none of that id. */
export function unitOf(app: App, id: string): Unit | undefined {
  return organisationOf.of(app).byId.get(id);
}

/** All units in the order of the file. */
export function units(app: App): Unit[] {
  return [...organisationOf.of(app).byId.values()];
}

/** Its name in a language; the id for a unit that has gone since, so that old records still say something. */
export function unitName(app: App, id: string, language: Language): string {
  return unitOf(app, id)?.name[language] ?? id;
}

/** What kind of unit it is, in words: "Dienststelle". */
export function unitKind(app: App, unit: Unit, language: Language): string {
  return organisationOf.of(app).kinds[unit.kind]?.[language] ?? unit.kind;
}

/** Units directly below, in the order of the file. */
export function childrenOf(app: App, id: string): Unit[] {
  return organisationOf.of(app).children.get(id) ?? [];
}

/** A unit and all below it, so that whoever heads it sees what the sub-units have. */
export function unitsBelow(app: App, id: string): string[] {
  return [id, ...childrenOf(app, id).flatMap((child) => unitsBelow(app, child.id))];
}

/** Units that belong to no other: the canton. */
export function rootUnits(app: App): Unit[] {
  return units(app).filter((unit) => unit.parent === undefined);
}

/** From the top down to the unit itself; empty for an unknown one. */
export function unitPath(app: App, id: string): Unit[] {
  const path: Unit[] = [];
  for (
    let unit = unitOf(app, id);
    unit !== undefined;
    unit = unit.parent === undefined ? undefined : unitOf(app, unit.parent)
  ) {
    path.unshift(unit);
  }
  return path;
}

/** The department (or the highest unit below government, court or canton) that a unit belongs to; itself for a department. */
export function departmentOf(app: App, id: string): Unit | undefined {
  const path = unitPath(app, id);
  return path.find((unit) => unit.kind === 'departement') ?? path[1] ?? path[0];
}

/** Whether `id` is `ancestor` or lies below it. */
export function isWithin(app: App, id: string, ancestor: string): boolean {
  return unitPath(app, id).some((unit) => unit.id === ancestor);
}
