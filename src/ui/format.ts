/**
 * How dates, amounts and numbers are written, per language. Pure: the day of today is given, never asked for.
 * Spaces inside a value never break: U+00A0 between parts, U+202F (narrow) between thousands.
 */
import { type Lang, plural, uiLabels } from './labels.ts';
import type { Tone } from './tone.ts';

const nbsp = '\u00A0';
const narrow = '\u202F';
const minus = '\u2212';

/** A calendar day: `2026-11-24` or anything with year, month (1 to 12) and day, e.g. `Temporal.PlainDate`. */
export type DateLike = string | { readonly year: number; readonly month: number; readonly day: number };

/** A moment: ISO 8601 with offset, `Date`, or `Temporal.Instant`. Shown in Swiss time. */
export type InstantLike = string | Date | { readonly epochMilliseconds: number };

interface Day {
  year: number;
  month: number;
  day: number;
}

/** The day as numbers. Throws RangeError on anything that is no date. */
function dayOf(date: DateLike): Day {
  if (typeof date !== 'string') return { year: date.year, month: date.month, day: date.day };
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date);
  if (!match) throw new RangeError(`No date: ${date.slice(0, 40)}`);
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

function utc(date: DateLike): Date {
  const { year, month, day } = dayOf(date);
  return new Date(Date.UTC(year, month - 1, day));
}

const swiss = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Zurich',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function swissParts(instant: InstantLike): Record<string, string> {
  const moment =
    instant instanceof Date
      ? instant
      : typeof instant === 'string'
        ? new Date(instant)
        : new Date(instant.epochMilliseconds);
  return Object.fromEntries(swiss.formatToParts(moment).map(({ type, value }) => [type, value]));
}

/** The calendar day of a moment in Swiss time. */
export function swissDay(instant: InstantLike): { year: number; month: number; day: number } {
  const { year, month, day } = swissParts(instant);
  return { year: Number(year), month: Number(month), day: Number(day) };
}

const names = new Map<string, Intl.DateTimeFormat>();

function nameOf(date: DateLike, lang: Lang, what: 'month' | 'monthShort' | 'weekday'): string {
  const key = `${lang} ${what}`;
  let format = names.get(key);
  if (!format) {
    const options: Intl.DateTimeFormatOptions =
      what === 'weekday' ? { weekday: 'long' } : { month: what === 'month' ? 'long' : 'short' };
    format = new Intl.DateTimeFormat(`${lang}-CH`, { ...options, timeZone: 'UTC' });
    names.set(key, format);
  }
  return format.format(utc(date));
}

/** The number of the day as the language writes it before a month: 24. / 1er / 1º / 24. */
function dayNumber(day: number, lang: Lang): string {
  if (lang === 'de') return `${day}.`;
  if (lang === 'fr' && day === 1) return '1er';
  if (lang === 'it' && day === 1) return '1º';
  return String(day);
}

/**
 * - `long` 24. November 2026 · `day` 24. November · `weekday` Dienstag, 24. November 2026
 * - `short` 24. 11. 2026 · `shortDay` 24. 11. (tables, worklists)
 */
export type DateStyle = 'long' | 'day' | 'weekday' | 'short' | 'shortDay';

/** A calendar day in words or figures. Day and month never part. */
export function formatDate(date: DateLike, lang: Lang, style: DateStyle = 'long'): string {
  const { year, day } = dayOf(date);
  if (style === 'short' || style === 'shortDay') return shortDate(date, lang, style === 'short');
  const dayMonth = `${dayNumber(day, lang)}${nbsp}${nameOf(date, lang, 'month')}`;
  if (style === 'day') return dayMonth;
  const long = `${dayMonth}${nbsp}${year}`;
  if (style === 'long') return long;
  const comma = lang === 'de' ? ', ' : ' ';
  return `${nameOf(date, lang, 'weekday')}${comma}${long}`;
}

function shortDate(date: DateLike, lang: Lang, withYear: boolean): string {
  const { year, month, day } = dayOf(date);
  if (lang === 'en') {
    return `${day}${nbsp}${nameOf(date, lang, 'monthShort')}${withYear ? `${nbsp}${year}` : ''}`;
  }
  const gap = lang === 'de' ? nbsp : '';
  return `${day}.${gap}${month}.${withYear ? `${gap}${year}` : ''}`;
}

/** Time of day of a moment: 08.52 / 8 h 52 / 08.52 / 08:52; with `word` also "Uhr" in German. */
export function formatTime(instant: InstantLike, lang: Lang, word = false): string {
  const { hour = '', minute = '' } = swissParts(instant);
  if (lang === 'fr') return `${Number(hour)}${nbsp}h${nbsp}${minute}`;
  const separator = lang === 'en' ? ':' : '.';
  return `${hour}${separator}${minute}${word && lang === 'de' ? `${nbsp}Uhr` : ''}`;
}

/** Day and time of a moment: "24. 11., 08.52" (short, default) or "24. November 2026, 08.52 Uhr". */
export function formatDateTime(instant: InstantLike, lang: Lang, style: DateStyle = 'shortDay'): string {
  const isShort = style === 'short' || style === 'shortDay';
  return `${formatDate(swissDay(instant), lang, style)}, ${formatTime(instant, lang, !isShort)}`;
}

/** Whole days from one day to another; negative when `to` lies before `from`. */
export function daysBetween(from: DateLike, to: DateLike): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000);
}

/** How long until a day that is due: "noch 7 Tage", "heute fällig", "1 Tag überfällig". */
export function formatDue(due: DateLike, today: DateLike, lang: Lang): string {
  const words = uiLabels(lang).due;
  const days = daysBetween(today, due);
  if (days === 0) return words.dueToday;
  return unbroken(plural(days > 0 ? words.daysLeft : words.daysOverdue, Math.abs(days), lang));
}

/** A day near today in words: "heute", "morgen", "gestern", "noch 7 Tage", "vor 3 Tagen". */
export function formatRelative(date: DateLike, today: DateLike, lang: Lang): string {
  const words = uiLabels(lang).due;
  const days = daysBetween(today, date);
  if (days === 0) return words.today;
  if (days === 1) return words.tomorrow;
  if (days === -1) return words.yesterday;
  return unbroken(plural(days > 0 ? words.daysLeft : words.daysAgo, Math.abs(days), lang));
}

/** "10 Tage", never broken. */
export function formatDays(days: number, lang: Lang): string {
  return unbroken(plural(uiLabels(lang).due.days, days, lang));
}

/** Tone of a due date: past is danger, today and tomorrow warn, later is neutral. */
export function dueTone(due: DateLike, today: DateLike): Tone {
  const days = daysBetween(today, due);
  return days < 0 ? 'danger' : days <= 1 ? 'warning' : 'neutral';
}

function unbroken(text: string): string {
  return text.replaceAll(' ', nbsp);
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, narrow);
}

/**
 * A number. In text, thousands are parted from five digits on (1842, 144 000), in tables from four on.
 * Decimal comma, in English a point.
 */
export function formatNumber(
  value: number,
  lang: Lang,
  options: { decimals?: number; table?: boolean } = {},
): string {
  if (!Number.isFinite(value)) return String(value);
  const text =
    options.decimals === undefined ? plainDecimal(value) : Math.abs(value).toFixed(options.decimals);
  const [whole = '0', fraction] = text.split('.');
  const parted = whole.length > 4 || options.table ? grouped(whole) : whole;
  const isZero = !/[1-9]/.test(text);
  return `${value < 0 && !isZero ? minus : ''}${parted}${fraction ? (lang === 'en' ? '.' : ',') + fraction : ''}`;
}

/** At most six decimals, no exponent. */
function plainDecimal(value: number): string {
  return Math.abs(value).toLocaleString('en', { useGrouping: false, maximumFractionDigits: 6 });
}

/** "93 %", in English "93%". */
export function formatPercent(value: number, lang: Lang, decimals?: number): string {
  const number = formatNumber(value, lang, decimals === undefined ? {} : { decimals });
  return lang === 'en' ? `${number}%` : `${number}${nbsp}%`;
}

/** An amount in running text: "160 Franken", "81.43 Franken" (a point: it is money). In francs. */
export function formatMoney(francs: number, lang: Lang): string {
  const amount = formatAmount(francs).replace(/\.00$/, '');
  const text = /^\u2212?\d\u202F\d{3}(\.|$)/.test(amount) ? amount.replace(narrow, '') : amount;
  const forms = uiLabels(lang).amount.francs;
  const one = lang === 'fr' ? Math.abs(francs) < 2 : Math.abs(francs) === 1;
  return (one ? forms.one : forms.other).replace('{count}', text).replaceAll(' ', nbsp);
}

/** An amount in a table: always two decimals, thousands parted: 160.00, 1 160.00. In francs. */
export function formatAmount(francs: number): string {
  if (!Number.isFinite(francs)) return String(francs);
  const cents = Math.round(Math.abs(francs) * 100 + 1e-7);
  const whole = grouped(String(Math.floor(cents / 100)));
  const sign = francs < 0 && cents > 0 ? minus : '';
  return `${sign}${whole}.${String(cents % 100).padStart(2, '0')}`;
}

/** Puts a separator between groups of characters; what does not fit stays as it was typed. */
function inGroups(text: string, pattern: RegExp, separator: string, typed: string): string {
  const match = pattern.exec(text);
  return match ? match.slice(1).join(separator) : typed;
}

/** AHV number: 756.1234.5678.97. Anything else is returned as given. */
export function formatAhv(value: string): string {
  return inGroups(value.replace(/[\s.]/g, ''), /^(\d{3})(\d{4})(\d{4})(\d{2})$/, '.', value);
}

/** UID: CHE-123.456.789. Anything else is returned as given. */
export function formatUid(value: string): string {
  const match = /^(CHE|ADM)(\d{3})(\d{3})(\d{3})$/.exec(value.replace(/[\s.-]/g, '').toUpperCase());
  return match ? `${match[1]}-${match[2]}.${match[3]}.${match[4]}` : value;
}

/** IBAN in groups of four. Anything else is returned as given. */
export function formatIban(value: string): string {
  const iban = value.replace(/\s/g, '').toUpperCase();
  return /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(iban) ? (iban.match(/.{1,4}/g) ?? []).join(nbsp) : value;
}

/** Chip number of an animal: 756 0000 0000 0123. Anything else is returned as given. */
export function formatChip(value: string): string {
  return inGroups(value.replace(/\s/g, ''), /^(\d{3})(\d{4})(\d{4})(\d{4})$/, nbsp, value);
}

/** Swiss phone numbers as 061 267 81 81; foreign ones keep their country code: +49 7621 4150. */
export function formatPhone(value: string): string {
  const digits = value
    .replace(/[\s./()-]/g, '')
    .replace(/^00/, '+')
    .replace(/^\+41/, '0');
  const swissNumber = inGroups(digits, /^(0\d{2})(\d{3})(\d{2})(\d{2})$/, nbsp, '');
  return swissNumber || value.trim();
}

/**
 * Binds a number to the word after it, and a sign to its number, so that they never part at the end of a line:
 * 10 Tage, 24. November, § 5, Abs. 2, SG 365.100. Long words may part, they need the room on a phone. For authored texts; data is formatted by the functions above.
 */
export function keepTogether(text: string): string {
  return text
    .replace(/(\d[.%]?) (?=[\p{L}\d%]{1,9}(?![\p{L}\d]))/gu, `$1${nbsp}`)
    .replace(/(^|[\s(])(§§?|Art\.|Abs\.|Ziff\.|Nr\.|SG|SR|z\.|p\.) (?=\S)/g, `$1$2${nbsp}`);
}

/** Size of a file: "340 kB", "2,4 MB". `bytes` is a whole number. */
export function formatFileSize(bytes: number, lang: Lang): string {
  if (bytes < 1_000_000) return `${formatNumber(Math.max(1, Math.round(bytes / 1000)), lang)}${nbsp}kB`;
  return `${formatNumber(Math.round(bytes / 100_000) / 10, lang)}${nbsp}MB`;
}
