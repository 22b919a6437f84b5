// Reads the address of a guided page: which answers it holds, which day, and what of it can't be so. Nothing is stored.
import { readSingle, type CalendarDay, type FieldDefinition } from '../../../engine/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { choicesOf, type Guide, type GuideAnswers } from './guide.ts';

export interface Visit {
  answers: GuideAnswers;
  day?: CalendarDay;
  /** Questions whose answer is none of theirs. */
  unknown: readonly string[];
  /** The day does not exist: its wrong parts, '' for the whole. */
  dayFaults: readonly string[];
  /** As it was typed. */
  typed: { day: string; month: string; year: string };
  /** Whether anything was answered or typed. */
  asked: boolean;
}

const dayField: FieldDefinition = { id: 'tag', type: 'date' };

export function readVisit(
  guide: Pick<Guide, 'questions' | 'day'>,
  query: Readonly<Record<string, string>>,
  language: Language,
): Visit {
  const answers: Record<string, string> = {};
  const unknown: string[] = [];
  for (const question of guide.questions) {
    const answer = query[question.id] ?? '';
    if (answer === '') continue;
    if (choicesOf(question).includes(answer)) answers[question.id] = answer;
    else unknown.push(question.id);
  }
  const typed = {
    day: query['tag.day'] ?? '',
    month: query['tag.month'] ?? '',
    year: query['tag.year'] ?? '',
  };
  const hasDay = guide.day !== undefined && Object.values(typed).some((part) => part.trim() !== '');
  const read = hasDay ? readSingle(dayField, query, 'tag', language, { lists: {} }) : undefined;
  return {
    answers,
    ...(typeof read?.value === 'string' ? { day: read.value } : {}),
    unknown,
    dayFaults: read?.parts ?? [],
    typed,
    asked: Object.keys(answers).length > 0 || unknown.length > 0 || hasDay,
  };
}

/** The part of the address that holds what is valid: to keep, to share, and for the calendar file. */
export function visitQuery({ answers, day }: Pick<Visit, 'answers' | 'day'>): string {
  const parameters = new URLSearchParams(answers);
  if (day !== undefined) {
    const [year = '', month = '', date = ''] = day.split('-');
    for (const [part, value] of [
      ['day', date],
      ['month', month],
      ['year', year],
    ] as const)
      parameters.set(`tag.${part}`, value);
  }
  const query = parameters.toString();
  return query === '' ? '' : `?${query}`;
}
