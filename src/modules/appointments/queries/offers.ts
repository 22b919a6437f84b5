// What units offer, as `appointments.yaml` says today.
import { perApp, type App } from '../../../kernel/app.ts';
import type { Offer } from '../load-offers.ts';

export const offersState = perApp<Record<string, Offer>>('The offers of appointments');

/** By id. An offer may change at any time: it is not pinned to a version of a service. */
export function appointmentOffers(app: App): Readonly<Record<string, Offer>> {
  return offersState.of(app);
}

/** Undefined for one that has gone. */
export function appointmentOffer(app: App, id: string): Offer | undefined {
  const offers = offersState.of(app);
  return Object.hasOwn(offers, id) ? offers[id] : undefined;
}
