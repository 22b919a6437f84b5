// What secret votes give to the copy of one's own data: that somebody has fetched the right to vote. What they chose nobody knows.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { forPersons, type OwnCopyPart } from '../../../kernel/own-copy.ts';
import { allProcesses } from '../queries/processes.ts';
import { boxTexts } from './box-texts.ts';

interface OwnRight {
  process: string;
}

async function* ownRightsOf(app: App, actor: PersonActor): AsyncGenerator<OwnRight> {
  const rows = await ownData(app, actor, (db) =>
    db
      .selectFrom('participation.participant as participant')
      .innerJoin('participation.ballot_issue as issue', 'issue.author_id', 'participant.author_id')
      .select('issue.process_id as process')
      .where('participant.account_id', '=', actor.id)
      .orderBy('issue.process_id')
      .execute(),
  );
  yield* rows;
}

export const rightsPart: OwnCopyPart<OwnRight> = {
  name: 'ballotRights',
  // The table names authors, not persons: nothing of it is guarded.
  tables: [],
  title: (language) => boxTexts(language)('own.title'),
  read: forPersons(ownRightsOf),
  print({ process }, app, language) {
    const found = allProcesses(app).find(({ id }) => id === process);
    return {
      title: found?.title[language] ?? process,
      lines: [boxTexts(language)('own.text')],
      facts: [],
    };
  },
};
