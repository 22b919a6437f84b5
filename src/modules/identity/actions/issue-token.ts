// Issues an access token for programs: opaque, known to the database by its hash only. Demonstrations use it instead of a sign-in.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { Assurance } from '../../../kernel/actor.ts';
import { hashOf, newSecret } from '../../../kernel/secret.ts';
import { tokenSeconds } from '../session-rules.ts';

/** @returns the token and its life in seconds */
export async function issueToken(
  app: App,
  accountId: string,
  assurance: Assurance,
): Promise<{ token: string; expiresIn: number }> {
  const now = app.clock.now();
  const token = newSecret();
  await impersonal(app, 'recognise-caller', (db) =>
    db
      .insertInto('identity.access_token')
      .values({
        token_hash: hashOf(token),
        account_id: accountId,
        assurance,
        created_at: now,
        expires_at: new Date(now.getTime() + tokenSeconds * 1000),
      })
      .execute(),
  );
  return { token, expiresIn: tokenSeconds };
}
