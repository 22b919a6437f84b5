// Starts a session with a new secret; the one that the browser had before ends, so that none can be planted (session fixation).
import type { Transaction } from '../../../kernel/transaction.ts';
import type { Assurance } from '../../../kernel/actor.ts';
import { hashOf, newSecret } from '../../../kernel/secret.ts';
import { sessionSeconds } from '../session-rules.ts';

export interface NewSession {
  accountId: string;
  assurance: Assurance;
  /** The identity provider's side of it; absent with the E-ID and tokens. */
  from?: { issuer: string; idToken: string | undefined; providerSession: string | undefined };
  /** What the browser is called, `Firefox, Windows`. */
  device: string;
  /** Counts only once the second factor was shown. */
  secondFactor?: 'wanted';
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
      id_token: session.from?.idToken ?? null,
      issuer: session.from?.issuer ?? null,
      provider_session: session.from?.providerSession ?? null,
      device: session.device,
      second_factor: session.secondFactor ?? 'none',
      created_at: now,
      seen_at: now,
      expires_at: new Date(now.getTime() + sessionSeconds * 1000),
    })
    .execute();
  return secret;
}
