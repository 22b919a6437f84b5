// What can stand in an entry of a register and be shown to the person and corrected: each value as a field that a form could ask.
import type { FieldDefinition } from '../../../engine/index.ts';
import type { RegisterId } from './canton-registers.ts';

const line = (maxLength: number) => ({ type: 'text', maxLength }) as const;

const fields: Record<RegisterId, Record<string, Omit<FieldDefinition, 'id'>>> = {
  residents: {
    firstName: line(80),
    lastName: line(80),
    birthDate: { type: 'date' },
    ahv: { type: 'ahv' },
    nationality: { type: 'choice', list: 'staaten' },
    address: { type: 'address' },
    municipality: line(60),
  },
  vehicles: {
    plate: { ...line(10), pattern: '[A-Z]{2} ?\\d{1,6}' },
    vehicleType: { type: 'choice', options: ['car', 'van', 'motorcycle', 'camper', 'heavy'] },
    firstRegistration: { type: 'date' },
  },
  taxes: {
    taxYear: { ...line(4), pattern: '20\\d{2}' },
    netIncome: { type: 'money', max: 1_000_000_000 },
    netWealth: { type: 'money', max: 1_000_000_000 },
    paid: { type: 'yesno' },
  },
  companies: { name: line(120), uid: { type: 'uid' }, address: { type: 'address' } },
};

/** What the access log calls a value; a field that is not here has the log's own name. */
const logged: Record<RegisterId, Record<string, string>> = {
  residents: { firstName: 'name', lastName: 'name' },
  vehicles: { plate: 'vehicle', vehicleType: 'vehicle', firstRegistration: 'vehicle' },
  taxes: { taxYear: 'taxes', netIncome: 'taxes', netWealth: 'taxes', paid: 'taxes' },
  companies: {
    name: 'organisation',
    uid: 'organisation',
    address: 'organisation',
    legalForm: 'organisation',
  },
};
export const accessFieldOf = (register: RegisterId, field: string): string =>
  logged[register][field] ?? field;

/** Undefined for what is not shown and not corrected. */
export function registerValueField(register: RegisterId, field: string): FieldDefinition | undefined {
  const found = Object.hasOwn(fields[register], field) ? fields[register][field] : undefined;
  return found && ({ id: field, ...found } as FieldDefinition);
}

export const registerValueFields = (register: RegisterId): string[] => Object.keys(fields[register]);
