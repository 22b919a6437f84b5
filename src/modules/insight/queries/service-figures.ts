// The figures of a service: what it asks, counted from the definition, and how it goes, measured from cases.
import { effortOf, type CalendarDay, type Effort, type ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { fewestShown, hideSmall } from '../../../kernel/hide-small.ts';
import { measureCases, type CaseMeasures } from '../../cases/index.ts';
import { services } from '../../catalogue/index.ts';

/** Below this number of cases a share or a median says nothing, and might tell about single people. */
export const fewestCases = fewestShown;

export interface ServiceFigures {
  service: ServiceDefinition;
  effort: Effort;
  /** What people have to give themselves: asked and not known. */
  own: number;
  /** Whether the rules can decide at once at all. */
  canDecideAtOnce: boolean;
  /** Absent where the number of cases is not said. */
  measured?: {
    share: number;
    medianSeconds: number | null;
    /** Questions that a case did not ask because the answer was known, on average. */
    notAsked: number;
  };
  /** null: fewer than `fewestCases`, or not said so that those can’t be worked out from the sum of all. */
  cases: number | null;
}

export interface Figures {
  asOf: Date;
  /** The same as a civil day in Switzerland. */
  day: CalendarDay;
  /** Cases submitted since then are measured. */
  since: Date;
  /** Of the whole canton: questions that were not asked because known, and that were only because a register was silent. */
  notAsked: number;
  askedInSilence: number;
  cases: number;
  /** The most effort first. */
  items: ServiceFigures[];
}

const keptFor = 10 * 60_000;
const months = 12;
const kept = new WeakMap<App, { until: number; figures: Promise<Figures> }>();

/** Counted again every ten minutes at most, whoever asks. */
export function figuresOf(app: App): Promise<Figures> {
  const now = app.clock.now();
  const found = kept.get(app);
  if (found && found.until > now.getTime()) return found.figures;
  const figures = measure(app, now);
  kept.set(app, { until: now.getTime() + keptFor, figures });
  // A failed query is asked again by the next visitor.
  figures.catch(() => kept.delete(app));
  return figures;
}

async function measure(app: App, now: Date): Promise<Figures> {
  const since = new Date(now);
  since.setUTCMonth(since.getUTCMonth() - months);
  const measured = await measureCases(app, since);
  const sum = (of: (each: CaseMeasures) => number) =>
    [...measured.values()].reduce((total, each) => total + of(each), 0);
  return {
    asOf: now,
    day: app.clock.today(),
    since,
    notAsked: sum(({ notAsked }) => notAsked),
    askedInSilence: sum(({ askedInSilence }) => askedInSilence),
    cases: sum(({ cases }) => cases),
    items: hidden(services(app), measured)
      .map(({ service, cases }) => figuresFor(service, measured.get(service.id), cases))
      .toSorted(byEffort),
  };
}

/** How many cases may be said of each service, beside the sum of all. */
function hidden(
  all: readonly ServiceDefinition[],
  measured: ReadonlyMap<string, CaseMeasures>,
): { service: ServiceDefinition; cases: number | null }[] {
  const shown = hideSmall(
    [
      { name: 'service', type: 'string' },
      { name: 'cases', type: 'integer' },
    ],
    all.map(({ id }) => [id, measured.get(id)?.cases ?? 0]),
    { counts: ['cases'], within: [[]] },
  );
  return all.map((service, index) => {
    const cases = shown[index]?.[1];
    return { service, cases: typeof cases === 'number' ? cases : null };
  });
}

function figuresFor(
  service: ServiceDefinition,
  measures: CaseMeasures | undefined,
  cases: number | null,
): ServiceFigures {
  const effort = effortOf(service);
  return {
    service,
    effort,
    own: effort.asked - effort.known,
    canDecideAtOnce: service.process.decideAtOnce !== undefined,
    cases,
    ...(measures && cases !== null && cases >= fewestCases
      ? {
          measured: {
            share: measures.atOnce / cases,
            medianSeconds: measures.medianSeconds,
            notAsked: measures.notAsked / cases,
          },
        }
      : {}),
  };
}

/** What people have to give themselves, then media breaks, then decisions that take time. */
function byEffort(a: ServiceFigures, b: ServiceFigures): number {
  return (
    b.own - a.own ||
    b.effort.mediaBreaks.length - a.effort.mediaBreaks.length ||
    Number(a.canDecideAtOnce) - Number(b.canDecideAtOnce) ||
    a.service.id.localeCompare(b.service.id)
  );
}
