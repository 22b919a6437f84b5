// What the participation module gives to the copy of one's own data: all contributions, with how one was shown.
import { forPersons, type OwnCopy, type OwnCopyPart } from '../../kernel/own-copy.ts';
import { formatDate, swissDay } from '../../ui/index.ts';
import { ownTextsPart } from './kinds/consultation/statements/own-texts.ts';
import { votesPart } from './kinds/deliberation/own-votes.ts';
import { participationTexts } from './participation-texts.ts';
import { rightsPart } from './secret/own-rights.ts';
import { allProcesses } from './queries/processes.ts';
import { exportContributions, type ExportedContribution } from './queries/own-contributions.ts';

const part: OwnCopyPart<ExportedContribution> = {
  name: 'contributions',
  tables: ['participation.participant', 'participation.author', 'participation.contribution'],
  title: (language) => participationTexts(language)('own.title'),
  read: forPersons(exportContributions),
  print(item, app, language) {
    const process = allProcesses(app).find(({ id }) => id === item.process);
    const act = process?.acts[item.act]?.name[language] ?? item.act;
    return {
      title: `${process?.title[language] ?? item.process}: ${act}, ${formatDate(swissDay(item.at), language)}`,
      lines: [item.title, item.body, item.reason ?? ''].filter((line) => line !== ''),
      facts: [{ label: participationTexts(language)('own.shownAs'), value: item.shownAs }],
    };
  },
};

export const participationCopy: OwnCopy = { parts: [part, ownTextsPart, votesPart, rightsPart] };
