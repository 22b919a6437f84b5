// The canton's duties as they were loaded.
import { perApp, type App } from '../../../kernel/app.ts';
import type { DutiesFile, Duty } from '../definitions/load-duties.ts';

export const dutiesOf = perApp<DutiesFile>('The duties');

export const dutyById = (app: App, id: string): Duty | undefined =>
  dutiesOf.of(app).duties.find((duty) => duty.id === id);

/** The page about all duties, at this one. */
export const dutyHref = (id: string): string => `/pflichten#${id}`;
