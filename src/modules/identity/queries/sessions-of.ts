// The sessions in which somebody is signed in now.
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { idleSeconds } from '../session-rules.ts';

export interface OpenSession {
  id: string;
  /** `Firefox, Windows`; empty where the browser did not say. */
  device: string;
  createdAt: Date;
  /** To the minute. */
  seenAt: Date;
  expiresAt: Date;
}

/** More than anybody has; the newest are shown. */
const most = 100;

/** Latest used first. */
export async function sessionsOf(app: App, accountId: string): Promise<OpenSession[]> {
  const now = app.clock.now();
  return ownData(app, { id: accountId }, (db) =>
    db
      .selectFrom('identity.session')
      .select(['id', 'device', 'created_at as createdAt', 'seen_at as seenAt', 'expires_at as expiresAt'])
      .where('account_id', '=', accountId)
      .where('ended_at', 'is', null)
      .where('second_factor', '!=', 'wanted')
      .where('expires_at', '>', now)
      .where('seen_at', '>', new Date(now.getTime() - idleSeconds * 1000))
      .orderBy('seen_at', 'desc')
      .orderBy('id')
      .limit(most)
      .execute(),
  );
}
