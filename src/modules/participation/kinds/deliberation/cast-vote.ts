// Somebody agrees with a statement, disagrees, or passes; the last word counts.
import type { App } from '../../../../kernel/app.ts';
import { ownData } from '../../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../../kernel/errors.ts';
import type { Language } from '../../../../kernel/i18n/texts.ts';
import type { Transaction } from '../../../../kernel/transaction.ts';
import type { Choice } from '../../../../opinion/index.ts';
import { holderOf, keyOf, type Participant } from '../../participant.ts';
import { takesAt } from '../../phases.ts';
import type { Process } from '../../process.ts';
import { asAuthor } from './as-author.ts';

/** Until votes are in the map: so many that come together are computed once. */
const secondsToMap = 10;

export interface WantedVote {
  process: Process;
  /** One that is published. */
  statement: string;
  choice: Choice;
  language: Language;
}

/** @throws Fault PARTICIPATION_CLOSED, PARTICIPATION_NOT_ELIGIBLE, REGISTER_SILENT */
export async function castVote(app: App, person: Participant, wanted: WantedVote): Promise<void> {
  const { process, language } = wanted;
  await asAuthor(app, person, { process, act: 'vote', language, named: false }, (tx, author) =>
    keepVote(tx, author, wanted),
  );
}

/** Of an author who holds the lock of `joinProcess`. */
export async function keepVote(
  tx: Transaction,
  author: string,
  { process, statement, choice }: Omit<WantedVote, 'language'>,
): Promise<void> {
  const { clock } = tx.app;
  if (!takesAt(process.phases, 'vote', clock.today())) throw new Fault('PARTICIPATION_CLOSED');
  const at = clock.now();
  await tx.db
    .insertInto('participation.opinion_vote')
    .values({ author_id: author, statement_id: statement, process_id: process.id, choice, at })
    .onConflict((conflict) => conflict.columns(['author_id', 'statement_id']).doUpdateSet({ choice, at }))
    .execute();
  await queueMap(tx, process.id);
}

/** One job a process waits at a time; it does not move on with each vote. */
export async function queueMap(tx: Transaction, process: string): Promise<void> {
  await tx.queue(
    'participation.opinion-map',
    { process },
    {
      key: `opinion-map ${process}`,
      runAt: new Date(Date.now() + secondsToMap * 1000),
      keepPlace: true,
    },
  );
}

/** What somebody has chosen so far, by statement. */
export async function ownVotes(
  app: App,
  person: Participant,
  process: Process,
): Promise<Map<string, Choice>> {
  const rows = await ownData(app, holderOf(app, process.id, person), (db) =>
    db
      .selectFrom('participation.participant as participant')
      .innerJoin('participation.opinion_vote as vote', 'vote.author_id', 'participant.author_id')
      .select(['vote.statement_id', 'vote.choice'])
      .where('participant.process_id', '=', process.id)
      .where('participant.person_key', '=', keyOf(app, process.id, person))
      .execute(),
  );
  return new Map(rows.map(({ statement_id, choice }) => [statement_id, choice as Choice]));
}
