// The last day of a step's time limit, counted from the day of the event.
import {
  addDays,
  addMonths,
  isCalendarDay,
  nextWorkingDay,
  previousWorkingDay,
  type CalendarDay,
  type IsHoliday,
} from '../../../engine/index.ts';
import type { Due } from './guide.ts';

/**
 * On a free day nobody answers, and not every law moves the end of its time limit: the last working day before is in time under
 * any. Only where that would lie before the event itself, the next working day.
 */
export function dueDay(due: Due, event: CalendarDay, isHoliday: IsHoliday): CalendarDay {
  const last = lastDay(due, event);
  const before = previousWorkingDay(last, isHoliday);
  return last >= event && before < event ? nextWorkingDay(last, isHoliday) : before;
}

function lastDay(due: Due, event: CalendarDay): CalendarDay {
  if ('days' in due) return addDays(event, due.days);
  if ('months' in due) return addMonths(event, due.months);
  const day = `${Number(event.slice(0, 4)) + 1}-${due.nextYear}`;
  return isCalendarDay(day) ? day : addDays(`${day.slice(0, 7)}-01`, 27);
}
