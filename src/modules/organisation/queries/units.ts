// Questions about the organisation that the program answers from memory: it is read once, when the program starts.
import { perApp, type App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { correctedState, withFields } from '../corrected.ts';
import type { Organisation } from '../load-organisation.ts';
import type { Unit } from '../unit.ts';

export const organisationOf = perApp<Organisation>('The organisation');

const corrected = correctedState<Organisation>(['unit'], (organisation, directory) => {
  const fields = directory['unit'] ?? {};
  const lay = (unit: Unit): Unit => {
    const own = fields[unit.id];
    return own ? withFields(unit, own) : unit;
  };
  const byId = new Map([...organisation.byId].map(([id, unit]) => [id, lay(unit)] as const));
  const children = new Map(
    [...organisation.children].map(
      ([id, below]) => [id, below.map((unit) => byId.get(unit.id) ?? unit)] as const,
    ),
  );
  return { ...organisation, byId, children };
});
const current = (app: App): Organisation => corrected(app, organisationOf.of(app));

/** As the canton's file has it, without corrections. */
export const unitInFile = (app: App, id: string): Unit | undefined => organisationOf.of(app).byId.get(id);

/** The unit, or undefined when there is none of that id. */
export function unitOf(app: App, id: string): Unit | undefined {
  return current(app).byId.get(id);
}

/** All units in the order of the file. */
export function units(app: App): Unit[] {
  return [...current(app).byId.values()];
}

/** Its name in a language; the id for a unit that has gone since, so that old records still say something. */
export function unitName(app: App, id: string, language: Language): string {
  return unitOf(app, id)?.name[language] ?? id;
}

/** What kind of unit it is, in words: "Dienststelle". */
export function unitKind(app: App, unit: Unit, language: Language): string {
  return current(app).kinds[unit.kind]?.[language] ?? unit.kind;
}

/** Units directly below, in the order of the file. */
export function childrenOf(app: App, id: string): Unit[] {
  return current(app).children.get(id) ?? [];
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
