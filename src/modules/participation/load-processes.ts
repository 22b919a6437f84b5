// Reads the canton's participation/*.yaml: each process against the schema of its kind, with everything that is wrong with it.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Type } from 'typebox';
import { isCalendarDay } from '../../engine/index.ts';
import type { Canton } from '../../kernel/canton.ts';
import { readCheckedFile } from '../../kernel/canton-file.ts';
import { kinds } from './kinds/all.ts';
import type { Kind } from './kinds/kind.ts';
import { loadInstruments, type Instrument } from './load-instruments.ts';
import { clockEnds, resolveDay } from './phases.ts';
import { phaseTitle } from './phase-title.ts';
import { processProperties, strict, type CheckedProcess } from './process.ts';

const KindOnly = Type.Object({ kind: Type.Enum(kinds.map(({ id }) => id)) }, { additionalProperties: true });

export interface LoadedProcesses {
  instruments: Instrument[];
  processes: CheckedProcess[];
  faults: string[];
}

/** @param isUnit whether there is a unit of this id */
export async function loadProcesses(
  canton: Canton,
  isUnit: (id: string) => boolean,
): Promise<LoadedProcesses> {
  const { instruments, faults } = await loadInstruments(canton, isUnit);
  const processes: CheckedProcess[] = [];
  for (const file of await filesOf(canton)) {
    const first = await readCheckedFile(canton, file, KindOnly);
    const kind = kinds.find(({ id }) => id === first.data?.kind);
    if (!first.data || !kind) {
      faults.push(...first.faults);
      continue;
    }
    const schema = Type.Object(
      { ...processProperties, kind: Type.Literal(kind.id), [kind.id]: kind.schema },
      strict,
    );
    const { data, faults: own, faultAt } = await readCheckedFile(canton, file, schema);
    faults.push(...own);
    if (!data) continue;
    const { [kind.id]: part, ...base } = data as unknown as Record<string, unknown>;
    // The schema above has checked just that.
    const definition = { ...base, part } as CheckedProcess;
    const fault = (path: readonly (string | number)[], message: string) =>
      void faults.push(faultAt(path, message));
    if (`participation/${definition.id}.yaml` !== file) fault(['id'], `The file is called ${file}.`);
    if (!isUnit(definition.owner)) fault(['owner'], `There is no unit ${definition.owner}.`);
    if (!instruments.some(({ id }) => id === definition.instrument))
      fault(['instrument'], `There is no instrument ${definition.instrument}.`);
    checkPhases(definition, kind, instruments, fault);
    if (definition.who.mail && (definition.who.by === 'register' || definition.ballots === 'secret'))
      fault(['who', 'mail'], 'An address says neither who somebody is nor that it is one person.');
    if (definition.ballots === 'secret' && !kind.secretFaults)
      fault(['ballots'], `${kind.id} has no secret ballots.`);
    kind.check?.(definition, (path, message) => fault([kind.id, ...path], message));
    processes.push(definition);
  }
  return { instruments, processes, faults };
}

async function filesOf(canton: Canton): Promise<string[]> {
  const names = await readdir(join(canton.folder, 'participation')).catch(() => []);
  return names
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => `participation/${name}`);
}

/** Days exist and follow each other; acts are those of the kind; a period is as long as its law asks. */
function checkPhases(
  definition: CheckedProcess,
  kind: Kind,
  instruments: readonly Instrument[],
  fault: (path: readonly (string | number)[], message: string) => void,
): void {
  // Any day will do to compare days that all count from it.
  const resolved = definition.phases.map((phase) => ({
    ...phase,
    from: resolveDay(phase.from, '2026-06-01'),
    takes: phase.takes ?? [],
  }));
  const relative = definition.phases.filter(({ from }) => from.startsWith('day'));
  if (relative.length > 0 && !definition.invented)
    fault(['phases'], 'Days that count from the first start are for demonstrations only (invented).');
  if (relative.length > 0 && relative.length < definition.phases.length)
    fault(['phases'], 'Either all days count from the first start, or none.');
  resolved.forEach((phase, index) => {
    const before = resolved[index - 1];
    if (!isCalendarDay(phase.from)) fault(['phases', index, 'from'], `There is no day ${phase.from}.`);
    else if (before && phase.from <= before.from)
      fault(['phases', index, 'from'], 'A phase begins after the one before it.');
    if (resolved.findIndex(({ id }) => id === phase.id) < index)
      fault(['phases', index, 'id'], `${phase.id} is there twice.`);
    if (!phase.title && !phaseTitle(phase.id))
      fault(['phases', index, 'id'], `${phase.id} has no common title; give it one.`);
    for (const act of phase.takes)
      if (!Object.hasOwn(kind.acts, act)) fault(['phases', index, 'takes'], `${kind.id} has no act ${act}.`);
    if (phase.takes.length > 0 && index === resolved.length - 1)
      fault(['phases', index, 'takes'], 'What people may do has an end: another phase must follow.');
  });
  checkLaw(definition, resolved, instruments, fault);
  definition.clocks?.forEach((clock, index) => {
    if (!resolved.some(({ id }) => id === clock.from))
      fault(['clocks', index, 'from'], `There is no phase ${clock.from}.`);
    if (clock.days === undefined && clock.months === undefined)
      fault(['clocks', index], 'How long: days or months.');
  });
}

/** A consultation of two weeks is none where the law asks for two months, and a petition has its answer's clock. */
function checkLaw(
  definition: CheckedProcess,
  resolved: readonly { id: string; from: string; takes: readonly string[] }[],
  instruments: readonly Instrument[],
  fault: (path: readonly (string | number)[], message: string) => void,
): void {
  const law = instruments.find(({ id }) => id === definition.instrument);
  const answers = law?.answerMonths;
  if (
    answers !== undefined &&
    !definition.clocks?.some(({ months }) => months !== undefined && months <= answers)
  )
    fault(['clocks'], `By its law it is answered within ${answers} months; no clock says so.`);
  if (law?.openMonthsAtLeast === undefined) return;
  const index = resolved.findIndex(({ takes }) => takes.length > 0);
  const [open, next] = [resolved[index], resolved[index + 1]];
  if (!open || !next) return;
  const earliest = clockEnds([open], { id: 'law', from: open.id, months: law.openMonthsAtLeast });
  if (next.from < earliest)
    fault(
      ['phases', index],
      `It is open for ${law.openMonthsAtLeast} months at least by its law: until ${earliest}.`,
    );
}
