// Tells whoever follows a consultation that a version of its text was published.
import type { Announce } from '../../../../../kernel/announcement.ts';
import { languages, type LocalText } from '../../../../../kernel/i18n/texts.ts';
import { topicsWith } from '../../../../catalogue/index.ts';
import { participationTexts } from '../../../participation-texts.ts';
import { allProcesses } from '../../../queries/processes.ts';
import { versionsOf } from '../versions.ts';

export const announceText: Announce = async (app, subject, data) => {
  const process = allProcesses(app).find(({ id }) => id === subject);
  const version = (await versionsOf(app, subject)).find(({ number }) => number === data['version']);
  if (!process || !version) return undefined;
  const text = Object.fromEntries(
    languages.map((language) => [
      language,
      participationTexts(language)('announce.text', { name: version.name[language] }),
    ]),
  ) as LocalText;
  return {
    ...{ title: process.title, text, at: version.publishedAt },
    key: `process/${process.id}/version/${version.number}`,
    path: `/mitreden/${process.id}/fassungen?bis=${version.number}`,
    about: {
      process: [process.id],
      unit: [process.owner],
      area: process.who.municipalities ?? [],
      topic: topicsWith(app, { unit: process.owner }).map(({ id }) => id),
    },
  };
};
