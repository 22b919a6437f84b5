// How values are written for people, per language; the same conventions as the pages (`src/ui/format.ts`). Spaces inside a value never break.
import type { Language } from '../definition/schema.ts';
import { isCalendarDay, type CalendarDay } from '../deadline/calendar-day.ts';

const nbsp = '\u00a0';
const narrow = '\u202f';
const minus = '\u2212';

/** Language tags with Swiss names of months. */
const locales: Record<Language, string> = { de: 'de-CH', fr: 'fr-CH', it: 'it-CH', en: 'en-GB' };
const months = new Map<Language, Intl.DateTimeFormat>();
const weekdays = new Map<Language, Intl.DateTimeFormat>();

/** `24. November 2026`, `1er novembre 2026`; what is no day is returned as given. */
export function printDay(day: CalendarDay, language: Language): string {
  if (!isCalendarDay(day)) return day;
  let format = months.get(language);
  if (!format) {
    format = new Intl.DateTimeFormat(locales[language], { month: 'long', timeZone: 'UTC' });
    months.set(language, format);
  }
  const date = Number(day.slice(8));
  const first = { de: '1.', fr: '1er', it: '1º', en: '1' }[language];
  const number = date === 1 ? first : language === 'de' ? `${date}.` : String(date);
  return [number, format.format(new Date(`${day}T00:00:00Z`)), Number(day.slice(0, 4))].join(nbsp);
}

/** `Dienstag, 1. Dezember 2026, 08.30 Uhr`, `mardi 1er décembre 2026, 8 h 30`: day and time of an appointment. */
export function printMoment(day: CalendarDay, time: string, language: Language): string {
  if (!isCalendarDay(day)) return `${day} ${time}`.trim();
  let format = weekdays.get(language);
  if (!format) {
    format = new Intl.DateTimeFormat(locales[language], { weekday: 'long', timeZone: 'UTC' });
    weekdays.set(language, format);
  }
  const name = format.format(new Date(`${day}T00:00:00Z`));
  const [hours = '', minutes = ''] = time.split(':');
  const clock = {
    de: `${hours}.${minutes}${nbsp}Uhr`,
    fr: `${Number(hours)}${nbsp}h${nbsp}${minutes}`,
    it: `ore${nbsp}${hours}.${minutes}`,
    en: `${hours}:${minutes}`,
  }[language];
  return `${name}${language === 'de' ? ',' : ''} ${printDay(day, language)}, ${clock}`;
}

/** Digits in groups of three from five digits on: 1842, 144 000. */
function grouped(digits: string): string {
  return digits.length > 4 ? digits.replace(/\B(?=(\d{3})+$)/g, narrow) : digits;
}

/** `1842,5`, in English `1842.5`; at most six decimals. */
export function printNumber(value: number, language: Language): string {
  const [whole = '0', fraction] = Math.abs(value)
    .toLocaleString('en', { useGrouping: false, maximumFractionDigits: 6 })
    .split('.');
  const separator = language === 'en' ? '.' : ',';
  const negative = value < 0 && /[1-9]/.test(`${whole}${fraction ?? ''}`);
  return `${negative ? minus : ''}${grouped(whole)}${fraction === undefined ? '' : separator + fraction}`;
}

/** Swiss francs in words: `160 Franken`, `81.40 francs` (a point: it is money). */
export function printFrancs(value: number, language: Language): string {
  const [whole = '0', fraction = '00'] = Math.abs(value).toFixed(2).split('.');
  const amount = `${value < 0 ? minus : ''}${grouped(whole)}${fraction === '00' ? '' : `.${fraction}`}`;
  const one = language === 'fr' ? Math.abs(value) < 2 : Math.abs(value) === 1;
  const word = {
    de: 'Franken',
    fr: one ? 'franc' : 'francs',
    it: one ? 'franco' : 'franchi',
    en: one ? 'franc' : 'francs',
  }[language];
  return `${amount}${nbsp}${word}`;
}

/** `061 267 11 11` for `+41612671111`; numbers of other countries as they are. */
export function printPhone(value: string): string {
  return value.replace(/^\+41(\d\d)(\d{3})(\d\d)(\d\d)$/, ['0$1', '$2', '$3', '$4'].join(nbsp));
}

/** In groups of four: `CH93 0076 2011 6238 5295 7`. */
export function printIban(value: string): string {
  return value.replace(/(.{4})(?=.)/g, `$1${nbsp}`);
}
