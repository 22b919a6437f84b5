// Somebody gets the right to one secret ballot: what their browser has made is signed blindly, once for each person.
import { createHash } from 'node:crypto';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { signBlindly } from '../../../voting/secret/authority.ts';
import { receiptOf } from '../../../voting/secret/box.ts';
import { askForCredential, castBallot, takeCredential } from '../../../voting/secret/credential.ts';
import { countContribution } from '../actions/contribute.ts';
import { joinProcess, joiningOf } from '../actions/join-process.ts';
import { requireEligible } from '../actions/require-eligible.ts';
import { actorOf, type Participant } from '../participant.ts';
import { takesAt } from '../phases.ts';
import type { Process } from '../process.ts';
import { ballotKey } from './ballot-keys.ts';
import { putIntoBox } from './put-into-box.ts';

/** The act by which signatures are counted: as many as there can be ballots. */
export const issueAct = 'issue';

/**
 * Asked the same again it gives the same answer: what got lost on the way is not lost.
 * @returns the blind signature
 * @throws Fault PARTICIPATION_CLOSED, PARTICIPATION_DONE, PARTICIPATION_NOT_ELIGIBLE, REGISTER_SILENT, BALLOT_QUESTION_WRONG
 */
export async function issueBallot(
  app: App,
  who: Participant,
  { process, blinded, language }: { process: Process; blinded: string; language: Language },
): Promise<string> {
  const answer = signQuestion(await ballotKey(app, process.id), blinded);
  const question = createHash('sha256').update(blinded).digest();
  await asVoter(app, who, process, language, (tx, author) => claimBallot(tx, process, author, question));
  return answer;
}

/**
 * Votes for somebody whose browser runs no script: the program sees at this moment who votes what, and keeps it nowhere.
 * @param vote valid
 * @returns the receipt @throws Fault as `issueBallot`
 */
export async function castForVoter(
  app: App,
  who: Participant,
  { process, vote, language }: { process: Process; vote: string; language: Language },
): Promise<string> {
  const key = await ballotKey(app, process.id);
  const asked = await askForCredential(process.id, key.public);
  const credential = await takeCredential(asked, key.public, signQuestion(key, asked.blinded));
  const ballot = await castBallot(credential, vote);
  await asVoter(app, who, process, language, async (tx, author) => {
    await claimBallot(tx, process, author, null);
    await putIntoBox(tx.db, process.id, [ballot]);
    await countContribution(tx, { process: process.id, act: 'vote', anchor: '' }, 1);
  });
  return receiptOf(process.id, ballot);
}

function signQuestion(key: { private: string }, blinded: string): string {
  try {
    return signBlindly(key, blinded);
  } catch (error) {
    if (error instanceof RangeError) throw new Fault('BALLOT_QUESTION_WRONG');
    throw error;
  }
}

/** @param work holds the lock of the person */
async function asVoter(
  app: App,
  who: Participant,
  process: Process,
  language: Language,
  work: (tx: Transaction, author: string) => Promise<void>,
): Promise<void> {
  // Before the register is asked: most who come too late are told without.
  requireOpen(app, process);
  const groups = await requireEligible(app, who, process);
  await transact(app, actorOf(who), async (tx) => {
    tx.ownData();
    const joining = joiningOf(app, process, who, { language, named: false });
    const author = await joinProcess(tx, process, { ...joining, groups });
    // What has waited for the lock over midnight comes too late.
    requireOpen(app, process);
    await work(tx, author);
  });
}

function requireOpen(app: App, { phases }: Process): void {
  if (!takesAt(phases, 'vote', app.clock.today())) throw new Fault('PARTICIPATION_CLOSED');
}

/** @throws Fault PARTICIPATION_DONE for whoever has a signature of another question */
async function claimBallot(
  tx: Transaction,
  process: Process,
  author: string,
  question: Buffer | null,
): Promise<void> {
  const claimed = await tx.db
    .insertInto('participation.ballot_issue')
    .values({ author_id: author, process_id: process.id, question })
    .onConflict((conflict) => conflict.doNothing())
    .returning('author_id')
    .executeTakeFirst();
  if (claimed) return countContribution(tx, { process: process.id, act: issueAct, anchor: '' }, 1);
  const before = await tx.db
    .selectFrom('participation.ballot_issue')
    .select('question')
    .where('author_id', '=', author)
    .executeTakeFirstOrThrow();
  if (question === null || !before.question?.equals(question)) throw new Fault('PARTICIPATION_DONE');
}
