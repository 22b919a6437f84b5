// Starts a session with a new secret; the one that the browser had before ends, so that none can be planted (session fixation).
import type { Transaction } from '../../../kernel/transaction.ts';
import type { Assurance } from '../../../kernel/actor.ts';
import { hashOf, newSecret } from '../../../kernel/secret.ts';
import { sessionSeconds } from '../session-rules.ts';

export interface NewSession {
  accountId: string;
  assurance: Assurance;
  idToken: string | undefined;
  /** Session of the same browser that this one replaces. */
  replaces: string | undefined;
}

/** @returns the secret for the cookie; it is kept nowhere else */
export async function startSession(tx: Transaction, session: NewSession): Promise<string> {
  const now = tx.app.clock.now();
  const secret = newSecret();
  if (session.replaces !== undefined) {
    await tx.db
      .updateTable('identity.session')
      .set({ ended_at: now })
      .where('id', '=', session.replaces)
      .where('ended_at', 'is', null)
      .execute();
  }
  await tx.db
    .insertInto('identity.session')
    .values({
      secret_hash: hashOf(secret),
      account_id: session.accountId,
      assurance: session.assurance,
      id_token: session.idToken ?? null,
      created_at: now,
      seen_at: now,
      expires_at: new Date(now.getTime() + sessionSeconds * 1000),
    })
    .execute();
  return secret;
}
