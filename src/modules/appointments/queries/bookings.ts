// The appointments of a case, with where and how long.
import type { App } from '../../../kernel/app.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { printMoment, swissMoment } from '../../../engine/index.ts';
import { unitName, unitOf } from '../../organisation/index.ts';
import { appointmentOffer } from './offers.ts';

export interface Booking {
  id: string;
  offer: string;
  startsAt: Date;
  /** The field that was answered with it. */
  pointer: string;
}

/** In the order of time. */
export async function bookingsOf(db: Database, caseRef: string): Promise<Booking[]> {
  const rows = await db
    .selectFrom('appointments.booking')
    .select(['id', 'offer', 'starts_at', 'pointer'])
    .where('case_ref', '=', caseRef)
    .orderBy('starts_at')
    .execute();
  return rows.map(({ starts_at, ...row }) => ({ ...row, startsAt: starts_at }));
}

/** Those of several cases, for the copy of somebody's own data. The caller answers for the use. */
export async function bookingsOfCases(
  db: Database,
  caseRefs: readonly string[],
): Promise<(Booking & { caseRef: string })[]> {
  const rows = await db
    .selectFrom('appointments.booking')
    .select(['id', 'offer', 'starts_at', 'pointer', 'case_ref'])
    .where('case_ref', 'in', caseRefs)
    .orderBy('starts_at')
    .execute();
  return rows.map(({ starts_at, case_ref, ...row }) => ({ ...row, startsAt: starts_at, caseRef: case_ref }));
}

export interface BookingWords {
  /** `Dienstag, 1. Dezember 2026, 08.30 Uhr` */
  when: string;
  /** `Passamt, Spiegelgasse 6, 4001 Basel`; empty for an offer that has gone. */
  where: string;
  minutes: number;
}

export function bookingWords(app: App, booking: Booking, language: Language): BookingWords {
  const offer = appointmentOffer(app, booking.offer);
  const { day, time } = swissMoment(booking.startsAt.getTime());
  const unit = offer && unitOf(app, offer.unit);
  return {
    when: printMoment(day, time, language),
    where: offer ? `${unitName(app, unit?.id ?? offer.unit, language)}, ${offer.place[language]}` : '',
    minutes: offer?.minutes ?? 0,
  };
}
