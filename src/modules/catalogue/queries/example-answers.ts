// The answers of a worked example as if it were worked today: relative days and slots are filled in.
import { resolveDayTokens, type Example } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { appointmentOffers } from '../../appointments/index.ts';
import { holidaysOf } from '../../organisation/index.ts';

export function exampleAnswers(app: App, example: Pick<Example, 'answers'>): Record<string, unknown> {
  const slots = { offers: appointmentOffers(app), holidays: holidaysOf(app) };
  return resolveDayTokens(example.answers, app.clock.today(), slots) as Record<string, unknown>;
}
