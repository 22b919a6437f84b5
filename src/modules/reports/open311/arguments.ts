// Arguments of Open311 calls: an empty one is as good as none, and what is no date is told as such.
import type { App } from '../../../kernel/app.ts';
import { Open311Fault } from './format.ts';

/** Fields of a query or a form; repeated ones as a list. */
export type Fields = Record<string, unknown>;

export function text(fields: Fields, name: string): string | undefined {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const one: unknown = Array.isArray(value) ? value[0] : value;
  const trimmed = typeof one === 'string' ? one.trim() : '';
  return trimmed === '' ? undefined : trimmed;
}

/** Several values, comma delimited. */
export const texts = (fields: Fields, name: string): string[] =>
  (text(fields, name) ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** W3C's profile of ISO 8601, with a time zone: `2010-01-01T00:00:00Z`. @throws Open311Fault 400 */
export function moment(fields: Fields, name: string): Date | undefined {
  const given = text(fields, name);
  if (given === undefined) return undefined;
  // In an address that is not escaped, `+01:00` arrives with a space.
  const shaped = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[ +-]\d\d:\d\d)$/.exec(given);
  const date = new Date(given.replace(' ', '+'));
  const day = new Date(`${shaped?.[1]}T00:00:00Z`);
  // 31 February would become a day in March.
  const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(shaped?.[1] ?? '-');
  if (!shaped || !exists || Number.isNaN(date.getTime()))
    throw new Open311Fault(400, `${name} must be a date and time in W3C format, e.g. 2010-01-01T00:00:00Z.`);
  return date;
}

const longestSpan = 90 * 86_400_000;

/** At most 90 days; without dates the most recent ones. @throws Open311Fault 400 */
export function span(fields: Fields, now: Date): { from: Date; to: Date } {
  const [start, end] = [moment(fields, 'start_date'), moment(fields, 'end_date')];
  const to = end ?? (start ? new Date(start.getTime() + longestSpan) : now);
  const from = start ?? new Date(to.getTime() - longestSpan);
  if (from > to) throw new Open311Fault(400, 'start_date must not be after end_date.');
  if (to.getTime() - from.getTime() > longestSpan)
    throw new Open311Fault(400, 'start_date and end_date may not span more than 90 days.');
  return { from, to };
}

export const jurisdiction = (app: App): string =>
  new URL(app.canton.realWebsite).hostname.replace(/^www\./, '');

/** There is only one here, so that it may be left out. @throws Open311Fault 404 */
export function requireJurisdiction(app: App, fields: Fields): void {
  const given = text(fields, 'jurisdiction_id');
  if (given !== undefined && given !== jurisdiction(app))
    throw new Open311Fault(404, `jurisdiction_id ${given.slice(0, 60)} was not found.`);
}
