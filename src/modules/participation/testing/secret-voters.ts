// Voters of secret ballots for tests: their machine's part, and the box over the network.
import { randomBytes } from 'node:crypto';
import type { App } from '../../../kernel/app.ts';
import {
  askForCredential,
  castBallot,
  takeCredential,
  type SecretBallot,
} from '../../../voting/secret/credential.ts';
import { personKey, type CodeHolder } from '../participant.ts';
import { processById } from '../queries/processes.ts';
import { ballotKey } from '../secret/ballot-keys.ts';
import { issueBallot } from '../secret/issue-ballot.ts';

/** Somebody with a code of their own. */
export const holder = (app: App, process: string, who: string | number): CodeHolder => ({
  kind: 'code',
  process,
  personKey: personKey(app, process, `test ${who}`),
});

/** Asks for the right to vote and fills in a ballot; it is in no box yet. */
export async function filledBallot(
  app: App,
  who: CodeHolder,
  vote = '{"projects":["baeume"]}',
): Promise<SecretBallot> {
  const key = await ballotKey(app, who.process);
  const request = await askForCredential(who.process, key.public);
  const process = processById(app, who.process);
  const answer = await issueBallot(app, who, { process, blinded: request.blinded, language: 'de' });
  return castBallot(await takeCredential(request, key.public, answer), vote);
}

export const toBox = (
  origin: string,
  process: string,
  ballot: unknown,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(`${origin}/api/v1/participation/${process}/ballots`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(ballot),
  });

/** As the box holds it; genuine for nobody. */
export const anyBallot = (): SecretBallot => {
  const random = (length: number) => randomBytes(length).toString('base64url');
  return {
    pseudonym: random(32),
    prefix: random(32),
    certificate: random(256),
    vote: '{"projects":["velo"]}',
    signature: random(64),
  };
};
