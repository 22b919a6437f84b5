// What a deliberation gives to the copy of one's own data: each vote with its statement.
import type { PersonActor } from '../../../../kernel/actor.ts';
import type { App } from '../../../../kernel/app.ts';
import { ownData } from '../../../../kernel/audit/personal-data.ts';
import { forPersons, type OwnCopyPart } from '../../../../kernel/own-copy.ts';
import { formatDate, swissDay } from '../../../../ui/index.ts';
import { allProcesses } from '../../queries/processes.ts';
import { deliberationTexts } from './deliberation-texts.ts';
import { deliberationOf } from './part.ts';

interface OwnVote {
  process: string;
  statement: string;
  /** Of a person's statement; the office's stand in the definition. */
  text: string | null;
  choice: number;
  at: string;
}

async function* ownVotesOf(app: App, actor: PersonActor): AsyncGenerator<OwnVote> {
  const rows = await ownData(app, actor, (db) =>
    db
      .selectFrom('participation.participant as participant')
      .innerJoin('participation.opinion_vote as vote', 'vote.author_id', 'participant.author_id')
      .leftJoin('participation.contribution as c', (join) =>
        join
          .onRef('c.process_id', '=', 'vote.process_id')
          .on('c.act', '=', 'statement')
          // With it and the state below, the index of the act serves.
          .on('c.listed', '=', true)
          .on((on) => on(on.cast('c.id', 'text'), '=', on.ref('vote.statement_id')))
          .on('c.state', '=', 'published'),
      )
      .select(['vote.process_id as process', 'vote.statement_id as statement', 'c.body as text'])
      .select(['vote.choice', 'vote.at'])
      .where('participant.account_id', '=', actor.id)
      .orderBy('vote.at')
      .orderBy('vote.statement_id')
      .execute(),
  );
  for (const each of rows) yield { ...each, at: each.at.toISOString() };
}

const words = { '1': 'vote.agree', '-1': 'vote.disagree', '0': 'vote.pass' } as const;

export const votesPart: OwnCopyPart<OwnVote> = {
  name: 'opinionVotes',
  tables: ['participation.opinion_vote'],
  title: (language) => deliberationTexts(language)('own.title'),
  read: forPersons(ownVotesOf),
  print({ process, statement, text, choice, at }, app, language) {
    const found = allProcesses(app).find(({ id }) => id === process);
    const own =
      found?.kind === 'deliberation'
        ? deliberationOf(found).statements.find(({ id }) => id === statement)
        : undefined;
    const key = words[String(choice) as keyof typeof words];
    return {
      title: `${found?.title[language] ?? process}, ${formatDate(swissDay(at), language)}`,
      lines: [text ?? own?.text[language] ?? statement],
      facts: [
        { label: deliberationTexts(language)('all.statement'), value: deliberationTexts(language)(key) },
      ],
    };
  },
};
