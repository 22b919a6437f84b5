// What was typed into the form for a mandate: kept as typed, and read as an offer where nothing is wrong.
import { isCalendarDay, normaliseUid } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { addressedCompany } from '../../data/index.ts';
import type { Offer } from '../actions/offer-mandate.ts';
import { longestYears } from '../rules.ts';

export interface DateText {
  day: string;
  month: string;
  year: string;
}

/** As typed; lists hold only what the form offered. */
export interface TypedOffer {
  to: string;
  scope: string;
  services: string[];
  matters: string[];
  from: DateText;
  until: DateText;
}

/** Field -> key of the sentence that says what is wrong. */
export type OfferFaults = Partial<
  Record<'to' | 'scope' | 'services' | 'from' | 'until', `fault.${OfferFaultName}`>
>;
type OfferFaultName =
  | 'to'
  | 'toUnknown'
  | 'toSelf'
  | 'toParent'
  | 'scope'
  | 'services'
  | 'date'
  | 'past'
  | 'order'
  | 'tooLong'
  | 'ofAge';

/** What may be chosen. */
export interface Offerable {
  services: readonly string[];
  matters: readonly string[];
}

export function typedOffer(body: Record<string, unknown>, offerable: Offerable): TypedOffer {
  const text = (name: string) => {
    const value = body[name];
    return typeof value === 'string' ? value.trim().slice(0, 300) : '';
  };
  const list = (name: string, allowed: readonly string[]) => {
    const chosen = [body[name]].flat();
    return allowed.filter((each) => chosen.includes(each));
  };
  const date = (name: string): DateText => ({
    day: text(`${name}.day`),
    month: text(`${name}.month`),
    year: text(`${name}.year`),
  });
  return {
    to: text('to'),
    scope: text('scope'),
    services: list('services', offerable.services),
    matters: list('matters', offerable.matters),
    from: date('from'),
    until: date('until'),
  };
}

/** `2026-11-24` of `24`, `11`, `2026`; undefined for a day that does not exist. */
function dayOf({ day, month, year }: DateText): string | undefined {
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return undefined;
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDay(text) ? text : undefined;
}

export const dateText = (day: string): DateText => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { day: String(Number(date)), month: String(Number(month)), year };
};

/** The same day some years later; 29 February becomes 1 March. */
export const yearsLater = (day: string, years: number): string => {
  const [year = '', month = '', date = ''] = day.split('-');
  const later = new Date(Date.UTC(Number(year) + years, Number(month) - 1, Number(date)));
  return later.toISOString().slice(0, 10);
};

type Terms = Omit<Offer, 'id' | 'to' | 'language' | 'matters'>;

/** For what and from when until when; with what is wrong there. */
export function readTerms(app: App, typed: TypedOffer): { terms?: Terms; faults: OfferFaults } {
  const faults: OfferFaults = {};
  const today = app.clock.today();
  const validFrom = dayOf(typed.from);
  const validUntil = dayOf(typed.until);
  const everything = typed.scope === 'all';
  if (!everything && typed.scope !== 'some') faults.scope = 'fault.scope';
  if (typed.scope === 'some' && typed.services.length + typed.matters.length === 0)
    faults.services = 'fault.services';
  if (validFrom === undefined) faults.from = 'fault.date';
  else if (validFrom < today) faults.from = 'fault.past';
  if (validUntil === undefined) faults.until = 'fault.date';
  else if (validUntil < (validFrom ?? today)) faults.until = 'fault.order';
  else if (validUntil > yearsLater(validFrom ?? today, longestYears)) faults.until = 'fault.tooLong';
  if (validFrom === undefined || validUntil === undefined || Object.keys(faults).length > 0)
    return { faults };
  return { terms: { everything, services: typed.services, validFrom, validUntil }, faults };
}

/**
 * @param latest last day that is possible, of a child's mandate that before its 18th birthday
 * @returns the offer, or what is wrong at which field
 */
export async function readOffer(
  app: App,
  typed: TypedOffer,
  language: Language,
  latest?: string | null,
): Promise<{ offer: Omit<Offer, 'id'> } | { faults: OfferFaults }> {
  const { terms, faults } = readTerms(app, typed);
  if (terms && latest && terms.validUntil > latest) faults.until = 'fault.ofAge';
  const to = await recipientOf(app, typed.to);
  if (to === undefined) faults.to = typed.to.includes('@') ? 'fault.to' : 'fault.toUnknown';
  if (to === undefined || !terms || faults.until) return { faults };
  return { offer: { ...terms, to, matters: typed.matters, language } };
}

/** A mail address, or the UID of an organisation in the register. */
async function recipientOf(app: App, text: string): Promise<Offer['to'] | undefined> {
  if (text.includes('@')) return isMailAddress(text) ? { email: text } : undefined;
  const uid = normaliseUid(text);
  const organisation = uid === undefined ? undefined : await addressedCompany(app, uid);
  return organisation && { organisation };
}
