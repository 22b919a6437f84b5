// Which of the canton's duties follow from what somebody states.
import { dueOf, holds, type Due, type Facts } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { dutiesOf, type Duty } from '../../catalogue/index.ts';
import { holidaysOf } from '../../organisation/index.ts';

export interface OwnDuty {
  duty: Duty;
  /** Absent where no day can be reckoned, or the date that it counts from is not known. */
  due: Due | undefined;
  /** Facts that it follows from. */
  because: string[];
}

/** The duties that follow, the next day first; those without a day last, in the order of the file. */
export function dutiesFor(app: App, facts: Facts, today = app.clock.today()): OwnDuty[] {
  const { duties, fields } = dutiesOf.of(app);
  const isHoliday = holidaysOf(app);
  const dateOf = (name: string) => {
    const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const found = duties.flatMap((duty): OwnDuty[] => {
    const because = holds(duty.when, fields, facts);
    if (!because) return [];
    const due = 'open' in duty.due ? undefined : dueOf(duty.due, dateOf, today, isHoliday);
    return [{ duty, due, because }];
  });
  return found.sort((a, b) => (a.due?.day ?? '9999').localeCompare(b.due?.day ?? '9999'));
}
