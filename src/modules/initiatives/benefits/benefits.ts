// How digital the canton is: each row of its mission with the figures that say something about it, taken again every ten minutes.
import type { App } from '../../../kernel/app.ts';
import type { Measure, Reading } from '../../../kernel/measure.ts';
import { measureById, readingOf } from '../measures/registry.ts';
import { missionOf, type MissionRow } from './load-mission.ts';

export interface Figure {
  measure: Measure;
  reading: Reading;
}

export interface Benefit {
  row: MissionRow;
  /** None: nothing is measured for it yet, and the page says so. */
  figures: Figure[];
}

const keptFor = 10 * 60_000;
const kept = new WeakMap<App, { until: number; benefits: Promise<Benefit[]> }>();

/** Taken once for all visitors of a process; whatever another process shows is at most as old. */
export function benefitsOf(app: App): Promise<Benefit[]> {
  const now = app.clock.now().getTime();
  const found = kept.get(app);
  if (found && found.until > now) return found.benefits;
  const benefits = take(app);
  kept.set(app, { until: now + keptFor, benefits });
  // A failed query is asked again by the next visitor.
  benefits.catch(() => kept.delete(app));
  return benefits;
}

async function take(app: App): Promise<Benefit[]> {
  const { rows } = missionOf.of(app);
  const ids = [...new Set(rows.flatMap(({ measures }) => measures))];
  const figures = new Map(
    await Promise.all(
      ids.map(
        async (id) => [id, { measure: measureById(app, id), reading: await readingOf(app, id, '') }] as const,
      ),
    ),
  );
  return rows.map((row) => ({
    row,
    figures: row.measures.flatMap((id) => {
      const figure = figures.get(id);
      return figure?.measure ? [{ measure: figure.measure, reading: figure.reading }] : [];
    }),
  }));
}
