// What the oversight module gives to the copy of one's own data: questions about uses, and for staff what stood out.
import type { OwnCopy, OwnCopyPart } from '../../kernel/own-copy.ts';
import { formatDate, formatDateTime, swissDay } from '../../ui/index.ts';
import { noticeText } from './incidents/notice-text.ts';
import { ownIncidents } from './incidents/own-incidents.ts';
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

interface ExportedIncident {
  toldAt: string;
  fields: readonly string[];
  uses: number;
  firstAt: string;
  lastAt: string;
  notice: string;
}

const incidents: OwnCopyPart<ExportedIncident> = {
  name: 'incidents',
  tables: ['oversight.incident_person'],
  title: (language) => oversightTexts(language)('breach.own'),
  read: async function* (app, holder, language) {
    for (const { confirmedAt, advice, ...uses } of await ownIncidents(app, holder))
      yield {
        toldAt: confirmedAt.toISOString(),
        ...uses,
        firstAt: uses.firstAt.toISOString(),
        lastAt: uses.lastAt.toISOString(),
        notice: noticeText(uses, advice, language),
      };
  },
  print: (item, _app, language) => ({
    title: formatDate(swissDay(item.toldAt), language),
    lines: item.notice.split('\n\n'),
  }),
};

export const oversightCopy: OwnCopy = { parts: [questions, readings, incidents] };
