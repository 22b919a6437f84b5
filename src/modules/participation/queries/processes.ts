// The processes as they were loaded, with their days; and which of them is where today.
import { perApp, type App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Instrument } from '../load-instruments.ts';
import { clockEnds, phaseAt, resolveDay } from '../phases.ts';
import { phaseTitle } from '../phase-title.ts';
import type { CheckedProcess, Process } from '../process.ts';

interface Loaded {
  instruments: readonly Instrument[];
  processes: readonly Process[];
}
export const processesState = perApp<Loaded>('The participation processes');

export const allProcesses = (app: App): readonly Process[] => processesState.of(app).processes;
export const instrumentsOf = (app: App): readonly Instrument[] => processesState.of(app).instruments;

/** @throws Error for an instrument that the loader would have refused */
export function instrumentOf(app: App, process: Pick<Process, 'instrument'>): Instrument {
  const found = instrumentsOf(app).find(({ id }) => id === process.instrument);
  if (!found) throw new Error(`There is no instrument ${process.instrument}`);
  return found;
}

/** @throws Fault NOT_FOUND; also for a process of another kind than asked for */
export function processById(app: App, id: string | undefined, kind?: string): Process {
  const found = allProcesses(app).find((each) => each.id === id && (kind ?? each.kind) === each.kind);
  if (!found) throw new Fault('NOT_FOUND');
  return found;
}

/** @param firstDay of the first start, which days of demonstrations count from */
export function withDays(definition: CheckedProcess, firstDay: string, acts: Process['acts']): Process {
  const phases = definition.phases.map(({ id, from, title, takes }) => ({
    id,
    from: resolveDay(from, firstDay),
    title: title ?? phaseTitle(id) ?? { de: id, fr: id, it: id, en: id },
    takes: takes ?? [],
  }));
  const clocks = (definition.clocks ?? []).map((clock) => ({ ...clock, due: clockEnds(phases, clock) }));
  return { ...definition, phases, clocks, acts };
}

export type Stage = 'open' | 'ahead' | 'running' | 'ended';

/** Open: people may do something today. Running: it goes on without them. Ended: its last phase has begun. */
export function stageOf(process: Process, today: string): Stage {
  const phase = phaseAt(process.phases, today);
  if (!phase) return 'ahead';
  if (phase.takes.length > 0) return 'open';
  if (phase.until === undefined) return 'ended';
  return process.phases.some(({ from, takes }) => from > today && takes.length > 0) ? 'ahead' : 'running';
}
