// Asks the registers about one answer, if its type of field is looked up at all.
import type { FieldDefinition } from '../definition/schema.ts';
import type { ParseContext } from '../fields/field-kind.ts';
import { fieldKinds } from '../fields/index.ts';
import type { Finding, Registers } from './registers.ts';

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
