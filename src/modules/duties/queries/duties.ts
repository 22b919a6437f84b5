// The canton's duties as they were loaded, and which of them follow from what somebody states.
import { dueOf, holds, type Due, type FactValue } from '../../../engine/index.ts';
import { perApp, type App } from '../../../kernel/app.ts';
import { holidaysOf } from '../../organisation/index.ts';
import type { DutiesFile, Duty } from '../load-duties.ts';

export const dutiesOf = perApp<DutiesFile>('The duties');

/** What is known of somebody: yes or no by fact, days by date. */
export type Facts = Readonly<Record<string, FactValue>>;

export interface OwnDuty {
  duty: Duty;
  /** Absent where no day can be reckoned, or the date that it counts from is not known. */
  due: Due | undefined;
  /** Facts that it follows from. */
  because: string[];
}

/** The duties that follow, the next day first; those without a day last, in the order of the file. */
export function dutiesFor(app: App, facts: Facts, today = app.clock.today()): OwnDuty[] {
  const { duties, types } = dutiesOf.of(app);
  const isHoliday = holidaysOf(app);
  const dateOf = (name: string) => {
    const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const found = duties.flatMap((duty): OwnDuty[] => {
    const because = holds(duty.when, types, facts);
    if (!because) return [];
    const due = 'open' in duty.due ? undefined : dueOf(duty.due, dateOf, today, isHoliday);
    return [{ duty, due, because }];
  });
  return found.sort((a, b) => (a.due?.day ?? '9999').localeCompare(b.due?.day ?? '9999'));
}
