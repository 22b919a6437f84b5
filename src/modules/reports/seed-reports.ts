// Invented reports of the demonstration, made and worked on by the same actions that people use; each says that it is an example.
import { Type, type Static } from 'typebox';
import type { StaffActor } from '../../kernel/actor.ts';
import { anonymous } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { readCheckedFile, stopForFaults } from '../../kernel/canton-file.ts';
import { runAt } from '../../kernel/clock.ts';
import { demoActor, demoIdentities } from '../identity/index.ts';
import { actOnReport, type UnitStep } from './actions/act-on-report.ts';
import { checkWords } from './actions/check-words.ts';
import { makeReport } from './actions/make-report.ts';
import { mergeReports } from './actions/merge-reports.ts';
import { supportReport } from './actions/support-report.ts';
import { areaAt } from './place.ts';
import { idOf } from './report-key.ts';
import { reportsOf } from './reports-state.ts';

const strict = { additionalProperties: false } as const;
const Invented = Type.Array(
  Type.Object(
    {
      id: Type.Optional(Type.String()),
      category: Type.String(),
      at: Type.Tuple([Type.Number(), Type.Number()]),
      daysAgo: Type.Integer({ minimum: 0 }),
      text: Type.Optional(Type.String()),
      language: Type.Optional(Type.Enum(['de', 'fr', 'it', 'en'])),
      who: Type.Optional(Type.String()),
      answers: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      /** Its words wait to be looked at. */
      unchecked: Type.Optional(Type.Boolean()),
      supports: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
      mergedInto: Type.Optional(Type.String()),
      steps: Type.Optional(
        Type.Array(
          Type.Object(
            {
              step: Type.Enum(['take', 'ask', 'say', 'decline', 'forward', 'fix', 'elsewhere']),
              after: Type.Integer({ minimum: 0 }),
              note: Type.Optional(Type.String()),
              unit: Type.Optional(Type.String()),
              who: Type.Optional(Type.String()),
            },
            strict,
          ),
        ),
      ),
    },
    strict,
  ),
);
type InventedReport = Static<typeof Invented>[number];
type InventedStep = NonNullable<InventedReport['steps']>[number];

const dayLength = 86_400_000;

/** Idempotent: only where there is no report yet. */
export async function seedReports(app: App): Promise<void> {
  if (app.config.mode !== 'demo') return;
  const some = await app.db.selectFrom('reports.report').select('id').limit(1).executeTakeFirst();
  if (some) return;
  const { data, faults } = await readCheckedFile(app.canton, 'demo/reports.yaml', Invented);
  stopForFaults('The invented reports', faults);
  const made = new Map<string, number>();
  const start = app.clock.now().getTime();
  // The oldest first: lists go by number.
  const inOrder = (data ?? []).toSorted((one, other) => other.daysAgo - one.daysAgo);
  for (const [index, each] of inOrder.entries()) {
    const at = (days: number) => new Date(Math.min(start, start - (each.daysAgo - days) * dayLength));
    const id = await runAt(app.clock, at(0), () => make(app, each, index));
    if (id === undefined) continue;
    if (each.id !== undefined) made.set(each.id, id);
    if (each.text !== undefined && !each.unchecked)
      await runAt(app.clock, at(0), () => check(app, id, each.text ?? ''));
    for (let person = 0; person < (each.supports ?? 0); person++)
      await supportReport(app, anonymous, id, `example ${person}`);
    for (const step of each.steps ?? [])
      await runAt(app.clock, at(step.after), () => work(app, id, stepOf(step)));
    const into = made.get(each.mergedInto ?? '');
    if (into !== undefined) {
      const { staff, seen } = await desk(app, id);
      await mergeReports(app, staff, id, seen, into);
    }
  }
}

async function make(app: App, each: InventedReport, index: number): Promise<number | undefined> {
  const category = reportsOf(app).byId.get(each.category);
  if (!category) return undefined;
  const [lon, lat] = each.at;
  const known = demoIdentities(app).some(({ id }) => id === each.who);
  const person = known ? await demoActor(app, each.who ?? '') : undefined;
  const { id } = await makeReport(app, person ?? anonymous, {
    sentId: idOf('example', String(index)),
    category,
    place: { words: '', place: undefined, point: { lon, lat }, area: areaAt(app, { lon, lat }) },
    text: each.text ?? '',
    answers: each.answers ?? {},
    wordAnswers: {},
    photos: [],
    language: each.language ?? 'de',
    ...(person?.kind === 'person' ? { contact: { account: person.id } } : {}),
    invented: true,
  });
  return id;
}

/** Somebody of the report's unit; of units without a demonstration identity an invented colleague. */
async function desk(app: App, id: number): Promise<{ staff: StaffActor; seen: string }> {
  const { unit, updated_at: updated } = await app.db
    .selectFrom('reports.report')
    .select(['unit', 'updated_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const clerks = demoIdentities(app).filter(({ kind, roles }) => kind === 'staff' && roles.includes('clerk'));
  const own = clerks.find((each) => each.unit === unit) ?? clerks[0];
  const actor = await demoActor(app, own?.id ?? '');
  if (actor.kind !== 'staff') throw new Error(`${own?.id} is no member of staff`);
  return { staff: { ...actor, unit }, seen: String(updated.getTime()) };
}

function stepOf({ step, note = '', unit = '', who = '' }: InventedStep): UnitStep {
  switch (step) {
    case 'take':
      return { step };
    case 'forward':
      return { step, unit, note };
    case 'elsewhere':
      return { step, who, note };
    case 'fix':
      return { step, note, photos: [] };
    case 'ask':
    case 'say':
    case 'decline':
      return { step, note };
  }
}

async function work(app: App, id: number, step: UnitStep): Promise<void> {
  const { staff, seen } = await desk(app, id);
  await actOnReport(app, staff, id, seen, step);
}

async function check(app: App, id: number, text: string): Promise<void> {
  const { staff, seen } = await desk(app, id);
  await checkWords(app, staff, id, seen, { words: { shown: true, text }, photos: [], steps: [] });
}
