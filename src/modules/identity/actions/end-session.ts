// Ends a session at once: its cookie is worth nothing from then on.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';

/** @returns the provider and ID token of the sign-in, to tell that provider whose session ended; undefined when it had ended already */
export async function endSession(
  app: App,
  sessionId: string,
): Promise<{ issuer: string | undefined; idToken: string | undefined } | undefined> {
  const row = await impersonal(app, 'recognise-caller', (db) =>
    db
      .updateTable('identity.session')
      .set({ ended_at: app.clock.now() })
      .where('id', '=', sessionId)
      .where('ended_at', 'is', null)
      .returning(['issuer', 'id_token'])
      .executeTakeFirst(),
  );
  return row && { issuer: row.issuer ?? undefined, idToken: row.id_token ?? undefined };
}
