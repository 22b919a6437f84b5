// What the questions module gives to the copy of one's own data: questions with all their steps.
import { forPersons, type OwnCopy, type OwnCopyPart } from '../../kernel/own-copy.ts';
import { formatDate, swissDay } from '../../ui/index.ts';
import { exportOwnQuestions, type ExportedQuestion } from './queries/own-question.ts';
import { questionsTexts } from './questions-texts.ts';

const part: OwnCopyPart<ExportedQuestion> = {
  name: 'questions',
  tables: ['questions.question', 'questions.step'],
  title: (language) => questionsTexts(language)('own.title'),
  read: forPersons(exportOwnQuestions),
  print: (item, _app, language) => ({
    title: `${formatDate(swissDay(new Date(item.at)), language)}: ${item.title}`,
    lines: [item.body, ...item.steps.map(({ text }) => text)].filter((line) => line !== ''),
  }),
};

export const questionsCopy: OwnCopy = { parts: [part] };
