// Which slots are booked out: as many bookings as people can come at once.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { appointmentOffer } from './offers.ts';

/** Whether a slot (an instant) of an offer is booked out. */
export type Taken = (offer: string, slot: string) => boolean;

const nothing: Taken = () => false;

/**
 * What is booked out among the coming slots of these offers, as it is now. Whoever books must hold the slots' lock before.
 * @param db the transaction, where a decision follows from it
 */
export async function takenSlots(app: App, db: Database, offers: readonly string[]): Promise<Taken> {
  if (offers.length === 0) return nothing;
  const rows = await impersonal(app, 'count', () =>
    db
      .selectFrom('appointments.booking')
      .select((eb) => ['offer', 'starts_at', eb.fn.countAll<number>().as('count')])
      .where('offer', 'in', [...new Set(offers)])
      .where('starts_at', '>=', app.clock.now())
      .groupBy(['offer', 'starts_at'])
      .execute(),
  );
  const full = new Set(
    rows
      .filter(({ offer, count }) => count >= (appointmentOffer(app, offer)?.capacity ?? 0))
      .map(({ offer, starts_at }) => `${offer} ${starts_at.getTime()}`),
  );
  return full.size === 0 ? nothing : (offer, slot) => full.has(`${offer} ${Date.parse(slot)}`);
}
