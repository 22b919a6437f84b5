// The challenge that a browser must answer with a passkey: one a session, once, for five minutes.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';

const challengeSeconds = 5 * 60;

/** A new one takes the place of the one before: the last page that was opened counts. */
export async function keepChallenge(app: App, sessionId: string, challenge: string): Promise<void> {
  await impersonal(app, 'recognise-caller', (db) =>
    db
      .updateTable('identity.session')
      .set({ challenge, challenge_expires_at: new Date(app.clock.now().getTime() + challengeSeconds * 1000) })
      .where('id', '=', sessionId)
      .execute(),
  );
}

/** @throws Fault PASSKEY_REFUSED when there is none, or its time is over */
export async function takeChallenge(app: App, sessionId: string): Promise<string> {
  return impersonal(app, 'recognise-caller', (connection) =>
    connection.transaction().execute(async (db) => {
      const row = await db
        .selectFrom('identity.session')
        .select('challenge')
        .where('id', '=', sessionId)
        .where('challenge_expires_at', '>', app.clock.now())
        .forUpdate()
        .executeTakeFirst();
      await db
        .updateTable('identity.session')
        .set({ challenge: null, challenge_expires_at: null })
        .where('id', '=', sessionId)
        .execute();
      if (typeof row?.challenge !== 'string') throw new Fault('PASSKEY_REFUSED');
      return row.challenge;
    }),
  );
}
