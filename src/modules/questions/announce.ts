// What of this module is announced to subscribers: public questions and their answers, in released words only.
import type { Announce } from '../../kernel/announcement.ts';
import { languages, type LocalText } from '../../kernel/i18n/texts.ts';
import { formatDate } from '../../ui/index.ts';
import { questionsTexts } from './questions-texts.ts';
import { publishedById } from './queries/published.ts';

const longestText = 300;

const inAll = (make: (language: (typeof languages)[number]) => string): LocalText =>
  Object.fromEntries(languages.map((each) => [each, make(each)])) as LocalText;

/** Nothing where it is not public any more. A question and its answer are two announcements, each once. */
export const announceQuestion: Announce = async (app, subject, data) => {
  const item = await publishedById(app, subject);
  if (!item) return undefined;
  const answered = data['answered'] === true && item.answer !== '';
  if (!answered && data['first'] !== true) return undefined;
  const title = (language: (typeof languages)[number]) =>
    questionsTexts(language)(answered ? 'announce.answered' : 'announce.asked', { title: item.title });
  return {
    key: `${answered ? 'question.answered' : 'question.published'}/${subject}`,
    at: item.changed_at,
    title: inAll(title),
    text: inAll((language) =>
      answered
        ? item.answer.slice(0, longestText)
        : questionsTexts(language)('list.waits', { due: formatDate(item.due, language) }),
    ),
    path: `/fragen/${subject}`,
    about: {
      unit: [item.unit],
      ...(item.topic === null ? {} : { topic: [item.topic] }),
      ...(item.service === null ? {} : { service: [item.service] }),
      ...(item.area === null ? {} : { area: [item.area] }),
    },
  };
};
