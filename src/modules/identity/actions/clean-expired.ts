// Removes what is over: sessions, tokens, sign-ins and requests for the E-ID that never came back, the demonstration's memory.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { idleSeconds } from '../session-rules.ts';

/** Runs every five minutes; deleting twice is harmless. */
export async function cleanExpired(app: App): Promise<void> {
  const now = app.clock.now();
  const idleSince = new Date(now.getTime() - idleSeconds * 1000);
  await impersonal(app, 'expire', async (db) => {
    await db
      .deleteFrom('identity.session')
      .where((eb) =>
        eb.or([eb('expires_at', '<=', now), eb('ended_at', 'is not', null), eb('seen_at', '<=', idleSince)]),
      )
      .execute();
    await db.deleteFrom('identity.access_token').where('expires_at', '<=', now).execute();
    await db.deleteFrom('identity.sign_in').where('expires_at', '<=', now).execute();
    await db.deleteFrom('identity.logout_token').where('expires_at', '<=', now).execute();
    await db.deleteFrom('identity.eid_request').where('expires_at', '<=', now).execute();
    await db.deleteFrom('identity.demo_wallet_request').where('expires_at', '<=', now).execute();
    await db.deleteFrom('identity.demo_provider_item').where('expires_at', '<=', now).execute();
  });
}
