// The pages of following things and of notices, of visitors, residents and the hub.
import { bareDb } from '../../../support/unguarded.ts';
import type { TestProgram } from '../../../support/test-program.ts';
import { secretAddress, type AddressUse } from '../../../../src/modules/subscriptions/secret-addresses.ts';
import { look, type Visit } from '../visit.ts';

const subscriber = '3c1f5e0a-9b7d-4c2e-8f6a-1d0b2a394857';

/** A subscriber by address, as a confirmed question leaves it. */
const withSubscriber =
  (use: AddressUse, path: (token: string) => string) =>
  async ({ app }: TestProgram): Promise<string> => {
    const db = bareDb(app);
    const made = { created_at: app.clock.now(), language: 'de' };
    await db
      .insertInto('subscriptions.subscriber')
      .values({ ...made, id: subscriber, address: 'abo@example.org', address_hash: Buffer.alloc(32, 1) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await db
      .insertInto('subscriptions.subscription')
      .values({
        ...{ subscriber_id: subscriber, terms: ['area:riehen', 'topic:bauen'], match: 'all', pace: 1 },
        ...{ by_mail: true, by_push: false, created_at: app.clock.now() },
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return path(secretAddress(app, use, subscriber));
  };

export const subscriptionVisits: readonly Visit[] = [
  {
    who: 'someone who follows something',
    pages: [
      look('/abonnieren', '/abonnieren?topic=bauen&area=riehen'),
      '/abonnieren/gesendet',
      look(
        '/abonnieren/bestaetigen/:token',
        withSubscriber('confirm', (token) => `/abonnieren/bestaetigen/${token}`),
      ),
      '/abonnieren/beendet',
      look(
        '/abos/:token',
        withSubscriber('manage', (token) => `/abos/${token}`),
      ),
      look(
        '/abos/:token/abmelden',
        withSubscriber('manage', (token) => `/abos/${token}/abmelden?takt=daily`),
      ),
    ],
  },
  { who: 'resident-anna', first: '/konto', pages: ['/konto/abos', '/konto/benachrichtigungen'] },
  { who: 'hub-ines', first: '/vorhaben/bearbeiten', pages: ['/zustellung'] },
];
