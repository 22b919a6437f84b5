// The box for everyone: how many were given a ballot and have cast it; after the end every ballot, for whoever checks and counts.
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { publishedOrder } from '../../../voting/secret/box.ts';
import type { SecretBallot } from '../../../voting/secret/credential.ts';
import { votingIsOver } from '../phases.ts';
import type { Process } from '../process.ts';
import { talliesOf } from '../queries/published.ts';
import { ballotKey } from './ballot-keys.ts';
import { issueAct } from './issue-ballot.ts';

/** Of fewer people ballots are not published: who knows some of the votes would know the others. */
export const fewestPublished = 10;

export interface BoxState {
  process: string;
  /** Public key that each ballot's certificate is checked with: SubjectPublicKeyInfo, DER, Base64url. */
  key: string;
  /** To how many people a signature was given: at most as many ballots are genuine. */
  issued: number;
  cast: number;
  /** Nobody votes any more. */
  closed: boolean;
}

export async function boxState(app: App, process: Process): Promise<BoxState> {
  const [key, tallies] = await Promise.all([ballotKey(app, process.id), talliesOf(app, process.id)]);
  const count = (act: string) => tallies.find((each) => each.act === act)?.count ?? 0;
  const closed = votingIsOver(process, app.clock.today());
  return { process: process.id, key: key.public, issued: count(issueAct), cast: count('vote'), closed };
}

/** @throws Fault NOT_FOUND as long as people vote */
export async function ballotsInBox(app: App, process: Process): Promise<SecretBallot[]> {
  if (!votingIsOver(process, app.clock.today())) throw new Fault('NOT_FOUND');
  const rows = await app.db
    .selectFrom('participation.ballot')
    .select(['pseudonym', 'prefix', 'certificate', 'vote', 'signature'])
    .where('process_id', '=', process.id)
    .execute();
  return publishedOrder(rows);
}

/** What everyone may have. @throws Fault NOT_FOUND as long as people vote, BALLOTS_TOO_FEW */
export async function publishedBallots(app: App, process: Process): Promise<SecretBallot[]> {
  const ballots = await ballotsInBox(app, process);
  if (ballots.length < fewestPublished) throw new Fault('BALLOTS_TOO_FEW');
  return ballots;
}
