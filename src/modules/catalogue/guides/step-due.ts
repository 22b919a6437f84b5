// When a step of a guide falls due: by the duty that it fulfils, or by its own rule; the guide's day stands for the dates that these count from.
import { firstDueOf, namesOfDue, type CalendarDay, type Due } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { holidaysOf } from '../../organisation/index.ts';
import type { DueText } from '../definitions/due-schema.ts';
import type { Duty } from '../definitions/load-duties.ts';
import { dutyById } from '../queries/duties.ts';
import { guideDay, type Guide, type GuideStep } from './guide.ts';

export interface DatedStep {
  step: GuideStep;
  due: Due;
}

export const dutyOf = (app: App, { duty }: GuideStep): Duty | undefined =>
  duty === undefined ? undefined : dutyById(app, duty);

/** Dates by name that are the guide's day. */
const datesOf = ({ dates = [] }: Pick<Guide, 'dates'>) => new Set([guideDay, ...dates]);

/** The rule of a step; undefined where it counts from a day that the guide does not ask for. */
export function ruleOfStep(app: App, guide: Pick<Guide, 'dates'>, step: GuideStep): DueText | undefined {
  const rule = step.due ?? dutyOf(app, step)?.due;
  if (!rule || 'open' in rule) return rule;
  const known = datesOf(guide);
  return namesOfDue(rule).every((name) => known.has(name)) ? rule : undefined;
}

/** The steps with a day, once the day of the event is known. */
export function datedSteps(
  app: App,
  guide: Pick<Guide, 'dates'>,
  steps: readonly GuideStep[],
  event: CalendarDay | undefined,
): DatedStep[] {
  if (event === undefined) return [];
  return steps.flatMap((step) => {
    const rule = ruleOfStep(app, guide, step);
    const due =
      rule && !('open' in rule)
        ? firstDueOf(rule, event, datesOf(guide), app.clock.today(), holidaysOf(app))
        : undefined;
    return due ? [{ step, due }] : [];
  });
}
