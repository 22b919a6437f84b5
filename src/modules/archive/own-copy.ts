// What the archive module gives to the copy of one's own data: which cases will be deleted, and when.
import { forPersons, type OwnCopy, type OwnCopyPart } from '../../kernel/own-copy.ts';
import { formatDate } from '../../ui/index.ts';
import { serviceTitle } from '../catalogue/index.ts';
import { archiveTexts } from './archive-texts.ts';
import { earliestDay } from './earliest-day.ts';
import { ownEndings } from './queries/endings.ts';

interface ExportedEnding {
  case: string;
  service: string;
  due: string;
  offeredToArchive: boolean;
}

const endings: OwnCopyPart<ExportedEnding> = {
  name: 'endings',
  tables: ['archive.ending'],
  title: (language) => archiveTexts(language)('own.title'),
  read: forPersons(async function* (app, actor) {
    for (const { ref, serviceId, toArchive, ...ending } of await ownEndings(app, actor))
      yield { case: ref, service: serviceId, due: earliestDay(app, ending), offeredToArchive: toArchive };
  }),
  print: (item, app, language) => ({
    title: `${serviceTitle(app, item.service, language)}, ${item.case}`,
    lines: [formatDate(item.due, language)],
  }),
};

export const archiveCopy: OwnCopy = { parts: [endings] };
