// The key of each process with secret ballots: made once, when the process is first here; its public part is published.
import type { App } from '../../../kernel/app.ts';
import { sharedSecret } from '../../../kernel/shared-secret.ts';
import { makeAuthorityKey, type AuthorityKey } from '../../../voting/secret/authority.ts';
import { quickCheck } from '../../../voting/secret/quick-check.ts';
import type { Process } from '../process.ts';

export interface BallotKey extends AuthorityKey {
  /** Tells genuine ballots of the process from others. */
  faultOf: ReturnType<typeof quickCheck>;
}

const known = new WeakMap<App, Map<string, Promise<BallotKey>>>();

/** All processes of this program get the same one. */
export function ballotKey(app: App, process: string): Promise<BallotKey> {
  const keys = known.get(app) ?? new Map<string, Promise<BallotKey>>();
  known.set(app, keys);
  const found = keys.get(process);
  if (found) return found;
  const made = readKey(app, process);
  keys.set(process, made);
  // What has failed is tried again.
  made.catch(() => keys.delete(process));
  return made;
}

async function readKey(app: App, process: string): Promise<BallotKey> {
  const make = async () => JSON.stringify(await makeAuthorityKey());
  const text = await sharedSecret(app.db, `participation.ballots ${process}`, make);
  const key = JSON.parse(text) as AuthorityKey;
  return { ...key, faultOf: quickCheck(process, key.public) };
}

/** Before anybody votes, so that nobody waits for it. */
export async function makeBallotKeys(app: App, processes: readonly Process[]): Promise<void> {
  const secret = processes.filter(({ ballots }) => ballots === 'secret');
  await Promise.all(secret.map(({ id }) => ballotKey(app, id)));
}
