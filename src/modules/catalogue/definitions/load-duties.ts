// Reads `duties.yaml`: what may be asked, which duties follow from it, when they fall due and what fulfils them.
import { Type, type Static } from 'typebox';
import {
  conditionFaults,
  isReservedName,
  namesOfDue,
  type FactField,
  type FactFields,
} from '../../../engine/index.ts';
import type { Canton } from '../../../kernel/canton.ts';
import { LocalTextSchema, readCheckedFile } from '../../../kernel/canton-file.ts';
import { DueSchema } from './due-schema.ts';

const strict = { additionalProperties: false };
const Id = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 });
const Name = Type.String({ pattern: '^[a-z][A-Za-z0-9]*$', maxLength: 40 });
const Law = Type.String({ minLength: 1, maxLength: 200 });
const DutySchema = Type.Object(
  {
    id: Id,
    title: LocalTextSchema,
    text: LocalTextSchema,
    when: Type.String({ minLength: 1, maxLength: 2000 }),
    due: DueSchema,
    service: Type.Optional(Id),
    /** The service helps; who submits it has not yet done what the duty asks. */
    helpsOnly: Type.Optional(Type.Boolean()),
    legalBasis: Type.Array(Law),
    /** The law that says what weekends and holidays do to the day; absent: not verified. */
    rollBasis: Type.Optional(Law),
    unverified: Type.Optional(Type.Boolean()),
  },
  strict,
);
const FactSchema = Type.Object(
  { id: Name, group: Id, date: Type.Optional(Name), label: LocalTextSchema },
  strict,
);
const FileSchema = Type.Object(
  {
    notApplicable: Type.Array(Id),
    groups: Type.Array(Type.Object({ id: Id, name: LocalTextSchema }, strict), { minItems: 1 }),
    facts: Type.Array(FactSchema, { minItems: 1 }),
    dates: Type.Array(Type.Object({ id: Name, label: LocalTextSchema }, strict)),
    duties: Type.Array(DutySchema, { minItems: 1 }),
  },
  strict,
);

export type Duty = Static<typeof DutySchema>;
export interface DutiesFile extends Static<typeof FileSchema> {
  /** Every fact and date by its name. */
  fields: FactFields;
}

/**
 * The duties with everything that is wrong with the file.
 * @param isService whether there is a service of this id, online or described
 */
export async function loadDuties(
  canton: Canton,
  isService: (id: string) => boolean,
): Promise<{ file: DutiesFile | undefined; faults: string[] }> {
  const { data, faults, faultAt } = await readCheckedFile(canton, 'duties.yaml', FileSchema);
  if (!data) return { file: undefined, faults };
  const all = [...faults];
  const fields = new Map<string, FactField>();
  const groups = new Set(data.groups.map(({ id }) => id));
  const add = (list: 'facts' | 'dates', type: 'yesno' | 'date') =>
    data[list].forEach(({ id }, index) => {
      if (fields.has(id)) all.push(faultAt([list, index, 'id'], `${id} is there twice.`));
      if (isReservedName(id)) all.push(faultAt([list, index, 'id'], `Nothing can be called ${id}.`));
      fields.set(id, { id, type });
    });
  add('facts', 'yesno');
  add('dates', 'date');
  const asked = new Set<string>();
  data.facts.forEach(({ group, date }, index) => {
    if (!groups.has(group)) all.push(faultAt(['facts', index, 'group'], `There is no group ${group}.`));
    if (date !== undefined && fields.get(date)?.type !== 'date')
      all.push(faultAt(['facts', index, 'date'], `There is no date ${date}.`));
    asked.add(date ?? '');
  });
  data.dates.forEach(({ id }, index) => {
    if (!asked.has(id)) all.push(faultAt(['dates', index, 'id'], `No fact asks for ${id}.`));
  });
  const seen = new Set<string>();
  data.duties.forEach((duty, index) => {
    const fault = (key: string, message: string) => all.push(faultAt(['duties', index, key], message));
    if (seen.has(duty.id)) fault('id', `${duty.id} is there twice.`);
    if (data.notApplicable.includes(duty.id)) fault('id', `${duty.id} is no duty here.`);
    seen.add(duty.id);
    if (duty.rollBasis !== undefined && !('roll' in duty.due))
      fault('rollBasis', 'The rule does not say what becomes of the day (roll).');
    for (const message of conditionFaults(duty.when, fields)) fault('when', message);
    for (const name of datesOf(duty))
      if (fields.get(name)?.type !== 'date') fault('due', `There is no date ${name}.`);
    if (duty.service !== undefined && !isService(duty.service))
      fault('service', `There is no service ${duty.service}.`);
  });
  return { file: { ...data, fields }, faults: all };
}

/** The dates that the day of a duty counts from. */
export const datesOf = ({ due }: Pick<Duty, 'due'>): string[] => ('open' in due ? [] : namesOfDue(due));
