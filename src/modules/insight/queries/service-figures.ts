// The figures of a service: what it asks, counted from the definition, and how it goes, measured from cases.
import { effortOf, type CalendarDay, type Effort, type ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { measureCases, type CaseMeasures } from '../../cases/index.ts';
import { services } from '../../catalogue/index.ts';

/** Below this number of cases a share or a median says nothing, and might tell about single people. */
export const fewestCases = 5;

export interface ServiceFigures {
  service: ServiceDefinition;
  effort: Effort;
  /** What people have to give themselves: asked and not known. */
  own: number;
  /** Whether the rules can decide at once at all. */
  canDecideAtOnce: boolean;
  /** Absent below `fewestCases`. */
  measured?: {
    share: number;
    medianSeconds: number | null;
    /** Questions that a case did not ask because the answer was known, on average. */
    notAsked: number;
  };
  cases: number;
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
    items: services(app)
      .map((service) => figuresFor(service, measured.get(service.id)))
      .toSorted(byEffort),
  };
}

function figuresFor(service: ServiceDefinition, measures: CaseMeasures | undefined): ServiceFigures {
  const effort = effortOf(service);
  const cases = measures?.cases ?? 0;
  return {
    service,
    effort,
    own: effort.asked - effort.known,
    canDecideAtOnce: service.process.decideAtOnce !== undefined,
    cases,
    ...(measures && cases >= fewestCases
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
