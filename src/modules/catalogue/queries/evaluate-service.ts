// Evaluates answers with everything the engine must not know by itself: the day, the lists, the holidays.
import {
  evaluateTraced,
  type CalendarDay,
  type Evaluation,
  type ServiceDefinition,
  type Trace,
  type UploadedFile,
} from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { appointmentOffers, type Taken } from '../../appointments/index.ts';
import { areaOf, holidaysOf } from '../../organisation/index.ts';
import { contextOf } from './context.ts';
import { refusesInvented } from './typed-ahv.ts';

/**
 * Path, faults, pruned answers, fee, decision and deadline. Never throws, whatever the answers are.
 * @param options.today evaluates as of another day (`YYYY-MM-DD`): when a case is worked out again
 * @param options.taken which slots are booked out; absent: any slot that is offered will do
 * @param options.trace is told which fields are asked
 * @param options.uploads when given, files in the answers must be among these
 */
export function evaluateService(
  app: App,
  definition: ServiceDefinition,
  answers: unknown,
  options: {
    today?: CalendarDay;
    uploads?: (id: string) => UploadedFile | undefined;
    taken?: Taken;
    trace?: Trace;
  } = {},
): Evaluation {
  const context = {
    today: options.today ?? app.clock.today(),
    lists: contextOf(app, definition).lists,
    holidays: holidaysOf(app),
    area: areaOf(app),
    offers: appointmentOffers(app),
    refuseInvented: refusesInvented(app),
    ...(options.taken ? { taken: options.taken } : {}),
    ...(options.uploads ? { uploads: options.uploads } : {}),
  };
  return evaluateTraced(definition, answers, context, options.trace);
}
