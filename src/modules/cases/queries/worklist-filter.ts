// What of a worklist is asked for: service, state, clock, channel and words; from an address, and as conditions on the table of cases.
import { sql, type RawBuilder } from 'kysely';
import { addDays } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';

export const openStates = ['submitted', 'in-review', 'waiting-for-person'] as const;
export const dueFilters = ['overdue', 'today', 'week', 'paused'] as const;
export const channels = ['web', 'api', 'counter', 'phone', 'paper'] as const;

export interface WorklistFilter {
  service?: string;
  state?: (typeof openStates)[number];
  due?: (typeof dueFilters)[number];
  channel?: (typeof channels)[number];
  /** All of these are in the reference or in the applicant's name. */
  words?: readonly string[];
}

const longest = 100;
const mostWords = 5;

/**
 * The filter of an address or a query of the API. What isn't known filters nothing.
 * @param names of the parameters: those of the page are German words
 */
export function readFilter(
  query: Readonly<Record<string, string | undefined>>,
  names: { service: string; state: string; due: string; channel: string } = {
    service: 'service',
    state: 'state',
    due: 'due',
    channel: 'channel',
  },
): WorklistFilter {
  const one = <Value extends string>(values: readonly Value[], name: string) =>
    values.find((value) => value === query[name]);
  const words = (query['q'] ?? '').slice(0, longest).split(/\s+/).filter(Boolean).slice(0, mostWords);
  const service = query[names.service];
  const [state, due, channel] = [
    one(openStates, names.state),
    one(dueFilters, names.due),
    one(channels, names.channel),
  ];
  return {
    ...(service === undefined || service === '' ? {} : { service }),
    ...(state ? { state } : {}),
    ...(due ? { due } : {}),
    ...(channel ? { channel } : {}),
    ...(words.length === 0 ? {} : { words }),
  };
}

/** Conditions on `cases.matter`, all of which hold. Words are looked for as they stand, whatever signs they hold. */
export function filterConditions(app: App, filter: WorklistFilter): RawBuilder<boolean>[] {
  const { service, state, due, channel, words = [] } = filter;
  const today = app.clock.today();
  const clock: Record<NonNullable<WorklistFilter['due']>, RawBuilder<boolean>> = {
    overdue: sql`due < ${today}::date`,
    today: sql`due = ${today}::date`,
    week: sql`due between ${today}::date and ${addDays(today, 7)}::date`,
    paused: sql`due is null`,
  };
  return [
    ...(service === undefined ? [] : [sql<boolean>`service_id = ${service}`]),
    ...(state === undefined ? [] : [sql<boolean>`state = ${state}`]),
    ...(due === undefined ? [] : [clock[due]]),
    ...(channel === undefined ? [] : [sql<boolean>`channel = ${channel}`]),
    ...words.map((word) => sql<boolean>`(applicant_name ilike ${part(word)} or ref ilike ${part(word)})`),
  ];
}

/** Whether a case is found by its reference alone: who may not see its name must not find it by that. */
export const foundByRef = (ref: string, { words = [] }: WorklistFilter): boolean =>
  words.every((word) => ref.toLowerCase().includes(word.toLowerCase()));

const part = (word: string) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
