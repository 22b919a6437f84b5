// Asks the registers about one answer, if its type of field is looked up at all.
import type { FieldDefinition } from '../definition/schema.ts';
import type { ParseContext } from '../fields/field-kind.ts';
import { fieldKinds } from '../fields/index.ts';
import type { Address, Finding, Registers } from './registers.ts';

/** @returns undefined for a blank or faulty answer, and where the registers have nothing to say */
export async function lookUp(
  field: FieldDefinition,
  raw: unknown,
  registers: Registers,
  context: ParseContext,
): Promise<Finding | undefined> {
  const kind = fieldKinds[field.type];
  if (!kind.lookUp || kind.isBlank(raw)) return undefined;
  const { value, faults } = kind.parse(raw, field, context);
  return faults.length > 0 ? undefined : kind.lookUp(value, registers);
}

/**
 * Asks for the building at the address that the field names, for its dwellings.
 * @param address as it was answered, perhaps not at all
 */
export async function lookUpBuilding(
  raw: unknown,
  address: unknown,
  registers: Registers,
  context: ParseContext,
): Promise<Finding | undefined> {
  const kind = fieldKinds.address;
  if (kind.isBlank(address)) return undefined;
  const { value, faults } = kind.parse(address, { id: 'address', type: 'address' }, context);
  if (faults.length > 0) return undefined;
  const building = await registers.building(value as Address);
  return { kind: 'building', offered: typeof raw === 'string' ? raw : '', building };
}
