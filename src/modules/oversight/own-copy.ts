// What the oversight module gives to the copy of one's own data: questions about uses, and for staff what stood out.
import type { OwnCopy, OwnCopyPart } from '../../kernel/own-copy.ts';
import { formatDate, formatDateTime, swissDay } from '../../ui/index.ts';
import { oversightTexts } from './oversight-texts.ts';
import {
  exportQuestions,
  exportUnusual,
  type ExportedQuestion,
  type ExportedReading,
} from './queries/export-oversight.ts';

const questions: OwnCopyPart<ExportedQuestion> = {
  name: 'accessQuestions',
  tables: ['oversight.question'],
  title: (language) => oversightTexts(language)('own.title'),
  read: exportQuestions,
  print: (item, _app, language) => ({
    title: formatDate(swissDay(item.askedAt), language),
    lines: [item.question, ...(item.answer === null ? [] : [item.answer])],
  }),
};

const readings: OwnCopyPart<ExportedReading> = {
  name: 'unusualReadings',
  tables: ['oversight.unusual_reading'],
  title: (language) => oversightTexts(language)('unusual.title'),
  read: exportUnusual,
  print: (item, _app, language) => ({
    title: formatDate(swissDay(item.noticedAt), language),
    lines: [
      oversightTexts(language)('unusual.what', {
        persons: item.persons,
        since: formatDateTime(item.since, language),
        until: formatDateTime(item.noticedAt, language),
      }),
    ],
  }),
};

export const oversightCopy: OwnCopy = { parts: [questions, readings] };
