// Reads `duties.yaml`: what may be asked, which duties follow from it, when they fall due and what fulfils them.
import { Type, type Static } from 'typebox';
import { ruleFaults, type FactTypes } from '../../engine/index.ts';
import type { Canton } from '../../kernel/canton.ts';
import { LocalTextSchema, readCheckedFile } from '../../kernel/canton-file.ts';

const strict = { additionalProperties: false };
const Id = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 });
const Name = Type.String({ pattern: '^[a-z][A-Za-z0-9]*$', maxLength: 40 });
const Days = Type.Optional(Type.Integer({ minimum: 0, maximum: 400 }));
const Months = Type.Optional(Type.Integer({ minimum: 1, maximum: 120 }));
const Month = Type.Integer({ minimum: 1, maximum: 12 });
const Day = Type.Integer({ minimum: 1, maximum: 31 });
const RollSchema = Type.Optional(
  Type.Union([Type.Literal('next'), Type.Literal('previous'), Type.Literal('none')]),
);
const OpenSchema = Type.Union([
  Type.Literal('invoice'),
  Type.Literal('always'),
  Type.Literal('at-once'),
  Type.Literal('occasion'),
  Type.Literal('threshold'),
  Type.Literal('calendar'),
]);
const DueSchema = Type.Union([
  Type.Object(
    {
      after: Name,
      days: Days,
      months: Months,
      latest: Type.Optional(
        Type.Object({ after: Name, months: Type.Integer({ minimum: 1, maximum: 120 }) }, strict),
      ),
      roll: RollSchema,
    },
    strict,
  ),
  Type.Object({ before: Name, days: Days, months: Months, roll: RollSchema }, strict),
  Type.Object({ yearly: Type.Object({ month: Month, day: Day }, strict), roll: RollSchema }, strict),
  Type.Object(
    {
      afterEndOf: Type.Union([Type.Literal('month'), Type.Literal('quarter')]),
      days: Type.Integer({ minimum: 0, maximum: 400 }),
      roll: RollSchema,
    },
    strict,
  ),
  Type.Object(
    { age: Name, years: Type.Integer({ minimum: 1, maximum: 99 }), month: Month, day: Day, roll: RollSchema },
    strict,
  ),
  Type.Object(
    {
      every: Name,
      years: Type.Array(Type.Integer({ minimum: 1, maximum: 50 }), { minItems: 1, maxItems: 10 }),
      roll: RollSchema,
    },
    strict,
  ),
  /** No day that can be reckoned: why not. */
  Type.Object({ open: OpenSchema }, strict),
]);
const Law = Type.String({ minLength: 1, maxLength: 200 });
const DutySchema = Type.Object(
  {
    id: Id,
    title: LocalTextSchema,
    text: LocalTextSchema,
    when: Type.String({ minLength: 1, maxLength: 2000 }),
    due: DueSchema,
    service: Type.Optional(Id),
    legalBasis: Type.Array(Law),
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
    rollUnverified: Type.Optional(Type.Boolean()),
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
  types: FactTypes;
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
  const types: Record<string, 'yesno' | 'date'> = Object.create(null) as Record<string, 'yesno' | 'date'>;
  const groups = new Set(data.groups.map(({ id }) => id));
  const add = (list: 'facts' | 'dates', type: 'yesno' | 'date') =>
    data[list].forEach(({ id }, index) => {
      if (types[id]) all.push(faultAt([list, index, 'id'], `${id} is there twice.`));
      types[id] = type;
    });
  add('facts', 'yesno');
  add('dates', 'date');
  const asked = new Set<string>();
  data.facts.forEach(({ group, date }, index) => {
    if (!groups.has(group)) all.push(faultAt(['facts', index, 'group'], `There is no group ${group}.`));
    if (date !== undefined && types[date] !== 'date')
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
    for (const message of ruleFaults(duty.when, types)) fault('when', message);
    for (const name of datesOf(duty.due))
      if (types[name] !== 'date') fault('due', `There is no date ${name}.`);
    if (duty.service !== undefined && !isService(duty.service))
      fault('service', `There is no service ${duty.service}.`);
  });
  return { file: { ...data, types }, faults: all };
}

/** The dates that a rule counts from. */
export function datesOf(due: Duty['due']): string[] {
  if ('after' in due) return [due.after, ...(due.latest ? [due.latest.after] : [])];
  if ('before' in due) return [due.before];
  if ('age' in due) return [due.age];
  return 'every' in due ? [due.every] : [];
}
