// Whether somebody may take part in a process, by what the residents' register says of them; only groups are kept of it.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { askOwnEntries, quarterAt } from '../../data/index.ts';
import type { Process } from '../process.ts';

export interface Eligibility {
  /** Fields of the register that were read and have to be logged. */
  read: string[];
  /** For the report of who took part. */
  groups: { age?: string; area?: string };
  /** Whether they may take part. */
  fits: boolean;
}

/** Lower bounds of the groups: few enough that small counts are rare. */
const ageBounds = [0, 16, 25, 40, 55, 70] as const;

/** `25-39`, `70+` */
export function ageGroup(age: number): string {
  const index = ageBounds.findLastIndex((bound) => age >= bound);
  const next = ageBounds[index + 1];
  const from = ageBounds[Math.max(0, index)] ?? 0;
  return next === undefined ? `${from}+` : `${from}-${next - 1}`;
}

/** Full years on a day. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/**
 * Asks the register, and of the address the quarter, outside of any transaction. Where only an account is asked for, a register that is silent or knows
 * nobody stops nobody.
 * @throws Fault REGISTER_SILENT
 */
export async function askEligible(app: App, person: PersonActor, process: Process): Promise<Eligibility> {
  const entries = await askOwnEntries(app, person, 'participation');
  const resident = entries.find(({ register }) => register === 'residents');
  const known = resident && 'entry' in resident ? resident.entry.values : undefined;
  const must = process.who.by === 'register';
  if (must && resident && 'silent' in resident) throw new Fault('REGISTER_SILENT');
  if (!known) return { read: [], groups: {}, fits: !must };
  const { birthDate, address } = known;
  const at = address as { street: string; houseNumber: string; postalCode: string } | undefined;
  // The register of buildings knows addresses and nobody who lives there; who asks is not said to it.
  const area = at && (await quarterAt(app, 'participation', at, 'participation'));
  return {
    read: Object.keys(known),
    fits: !must || fits(app, process, known),
    groups: {
      ...(typeof birthDate === 'string' ? { age: ageGroup(ageOn(birthDate, app.clock.today())) } : {}),
      ...(area === undefined ? {} : { area }),
    },
  };
}

/** What is not known does not fit. */
function fits(app: App, { who }: Process, known: Readonly<Record<string, unknown>>): boolean {
  const { birthDate, municipality } = known;
  const age = typeof birthDate === 'string' ? ageOn(birthDate, app.clock.today()) : undefined;
  if (who.minAge !== undefined && !(age !== undefined && age >= who.minAge)) return false;
  if (who.maxAge !== undefined && !(age !== undefined && age <= who.maxAge)) return false;
  if (who.municipalities === undefined) return true;
  const lives = app.canton.municipalities.find(({ name }) => name === municipality);
  return lives !== undefined && who.municipalities.includes(lives.id);
}
