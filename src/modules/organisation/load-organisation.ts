// Reads `organisation.yaml` and checks that its units make a tree.
import type { Canton } from '../../kernel/canton.ts';
import { readCheckedFile, type CantonFile } from '../../kernel/canton-file.ts';
import type { LocalText } from '../../kernel/i18n/texts.ts';
import { OrganisationSchema, type Unit } from './unit.ts';

export interface Organisation {
  byId: ReadonlyMap<string, Unit>;
  children: ReadonlyMap<string, Unit[]>;
  kinds: Readonly<Record<string, LocalText>>;
}

/** The organisation with everything that is wrong with it; faults are lines with file, line and path. */
export async function loadOrganisation(
  canton: Canton,
): Promise<{ organisation: Organisation; faults: string[] }> {
  const file = await readCheckedFile(canton, 'organisation.yaml', OrganisationSchema);
  const list = file.data?.units ?? [];
  const kinds = file.data?.kinds ?? {};
  const byId = new Map<string, Unit>();
  const children = new Map<string, Unit[]>();
  for (const unit of list) {
    if (!byId.has(unit.id)) byId.set(unit.id, unit);
    if (unit.parent !== undefined) children.set(unit.parent, [...(children.get(unit.parent) ?? []), unit]);
  }
  return {
    organisation: { byId, children, kinds },
    faults: [...file.faults, ...treeFaults(list, byId, kinds, file)],
  };
}

function treeFaults(
  list: Unit[],
  byId: Map<string, Unit>,
  kinds: Organisation['kinds'],
  file: CantonFile<unknown>,
): string[] {
  const faults: string[] = [];
  list.forEach((unit, index) => {
    if (byId.get(unit.id) !== unit)
      faults.push(file.faultAt(['units', index, 'id'], `The unit ${unit.id} is there twice.`));
    if (!kinds[unit.kind])
      faults.push(file.faultAt(['units', index, 'kind'], `The kind ${unit.kind} is not described.`));
    if (unit.parent === undefined) return;
    if (!byId.has(unit.parent)) {
      faults.push(file.faultAt(['units', index, 'parent'], `There is no unit ${unit.parent}.`));
    } else if (liesBelowItself(unit, byId)) {
      faults.push(file.faultAt(['units', index, 'parent'], `The unit ${unit.id} lies below itself.`));
    }
  });
  if (list.length > 0 && !list.some((unit) => unit.parent === undefined)) {
    faults.push(file.faultAt([], 'One unit, the canton, must have no parent.'));
  }
  return faults;
}

function liesBelowItself(unit: Unit, byId: Map<string, Unit>): boolean {
  const seen = new Set<string>();
  for (
    let at: Unit | undefined = unit;
    at !== undefined;
    at = at.parent === undefined ? undefined : byId.get(at.parent)
  ) {
    if (seen.has(at.id)) return at.id === unit.id;
    seen.add(at.id);
  }
  return false;
}
