// Days relative to the example's day: "{today-10d}", "{today+2m}", "{today-3y}".
import { addDays, addMonths, type CalendarDay } from '../deadline/calendar-day.ts';

const token = /^\{today(?:([+-])(\d{1,4})([dmy]))?\}$/;

/** The answers with every such text replaced by its day. */
export function resolveDayTokens(value: unknown, today: CalendarDay): unknown {
  if (typeof value === 'string') return resolveText(value, today);
  if (Array.isArray(value)) return value.map((each) => resolveDayTokens(each, today));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, resolveDayTokens(each, today)]),
    );
  return value;
}

function resolveText(text: string, today: CalendarDay): string {
  const match = token.exec(text);
  if (!match) return text;
  const [, sign, amount = '0', unit] = match;
  const count = (sign === '-' ? -1 : 1) * Number(amount);
  return unit === 'y'
    ? addMonths(today, count * 12)
    : unit === 'm'
      ? addMonths(today, count)
      : addDays(today, count);
}
