// What the canton promises about questions: questions.yaml, read and checked when the program starts.
import { Type, type Static } from 'typebox';
import { perApp, type App } from '../../kernel/app.ts';
import { readCheckedFile, stopForFaults } from '../../kernel/canton-file.ts';
import { unitOf } from '../organisation/index.ts';

const strict = { additionalProperties: false };
const Id = Type.String({ minLength: 1, maxLength: 60 });
const Days = Type.Integer({ minimum: 1, maximum: 3650 });
const WorkingDays = Type.Integer({ minimum: 1, maximum: 60 });

const ConfigSchema = Type.Object(
  {
    answer: Type.Object(
      { workingDays: WorkingDays, units: Type.Optional(Type.Record(Id, WorkingDays)) },
      strict,
    ),
    reroutes: Type.Object({ most: Type.Integer({ minimum: 1, maximum: 10 }), coordinator: Id }, strict),
    forget: Type.Object({ privateDays: Days, addressDays: Days, unconfirmedDays: Days }, strict),
    review: Type.Object({ months: Type.Integer({ minimum: 1, maximum: 60 }) }, strict),
    /** Parts that nobody has verified yet. */
    unverified: Type.Optional(Type.Array(Type.String())),
  },
  strict,
);

export const configOf = perApp<Static<typeof ConfigSchema>>('questions.yaml');

/** @throws StartFault with every fault of the file */
export async function startConfig(app: App): Promise<void> {
  const { data, faults, faultAt } = await readCheckedFile(app.canton, 'questions.yaml', ConfigSchema);
  const unknown = [
    ...Object.keys(data?.answer.units ?? {}).map((unit) => ({ unit, path: ['answer', 'units', unit] })),
    ...(data ? [{ unit: data.reroutes.coordinator, path: ['reroutes', 'coordinator'] }] : []),
  ].filter(({ unit }) => !unitOf(app, unit));
  stopForFaults('The file questions.yaml', [
    ...faults,
    ...unknown.map(({ unit, path }) => faultAt(path, `There is no unit ${unit}.`)),
  ]);
  if (data) configOf.set(app, data);
}

/** Working days within which a unit promises its answer. */
export function promiseOf(app: App, unit: string): number {
  const { answer } = configOf.of(app);
  return answer.units?.[unit] ?? answer.workingDays;
}
