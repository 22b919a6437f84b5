// A session that still lacks its second factor: nobody is signed in by it, but its browser may show the passkey.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { hashOf, isSecret } from '../../../kernel/secret.ts';
import { idleSeconds, latestBegin } from '../session-rules.ts';

export interface HalfSession {
  id: string;
  accountId: string;
  name: string;
}

/** @param secret from the cookie of the session */
export async function halfSession(app: App, secret: string | undefined): Promise<HalfSession | undefined> {
  if (!isSecret(secret)) return undefined;
  const now = app.clock.now();
  return impersonal(app, 'recognise-caller', (db) =>
    db
      .selectFrom('identity.session as session')
      .innerJoin('identity.account as account', 'account.id', 'session.account_id')
      .select(['session.id', 'session.account_id as accountId', 'account.name'])
      .where('session.secret_hash', '=', hashOf(secret))
      .where('session.second_factor', '=', 'wanted')
      .where('session.ended_at', 'is', null)
      .where('session.expires_at', '>', now)
      .where('session.seen_at', '<=', latestBegin(now))
      .where('session.seen_at', '>', new Date(now.getTime() - idleSeconds * 1000))
      .executeTakeFirst(),
  );
}
