// Creates the accounts of the invented identities, so that they can be assigned work before they first sign in.
import type { Actor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';
import { toActor } from '../account.ts';
import { saveAccount } from '../actions/save-account.ts';
import { asClaimed, demoIdentities, demoIdentity } from './identities.ts';
import { demoIssuer } from './provider.ts';

/** Idempotent: an account that exists is brought up to date and keeps its language. */
export async function seedAccounts(app: App): Promise<void> {
  await transact(app, { kind: 'programme', task: 'identity.seed' }, async (tx) => {
    tx.impersonal('demonstration');
    for (const identity of demoIdentities(app)) await saveAccount(tx, demoIssuer, asClaimed(identity));
  });
}

/**
 * The invented identity as an actor, for the seeds of other modules.
 * @param id `resident-anna`
 * @throws Error when there is no such identity
 */
export async function demoActor(app: App, id: string): Promise<Actor> {
  const identity = demoIdentity(app, id);
  if (!identity) throw new Error(`There is no demonstration identity ${id}`);
  const account = await transact(app, { kind: 'programme', task: 'identity.seed' }, (tx) => {
    tx.impersonal('demonstration');
    return saveAccount(tx, demoIssuer, asClaimed(identity));
  });
  return toActor(account, identity.assurance);
}
