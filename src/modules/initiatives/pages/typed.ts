// What was typed into the forms of this module, read: lines, numbers and money.
import { isReadable, readText, typedText, type Typed } from '../../../engine/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import type { MeasureUnit } from '../../../kernel/measure.ts';
import { readTypedFrancs } from '../../../payments/rappen.ts';

/** The fields of a form by name; of one that waited while somebody signed in again, what they had typed. */
export const typedOf = ({ body, parked }: Request): Typed => (parked ?? body ?? {}) as Typed;

/** One line or several, trimmed and in NFC. */
export const lineOf = (typed: Typed, name: string): string => {
  const text = typedText(typed, name);
  return isReadable(text) ? (readText(text, true).value ?? text) : '';
};

export const manyOf = (typed: Typed, name: string): string[] =>
  [typed[name] ?? []].flat().filter((each) => each !== '');

/** Lines of a field that holds one thing on each. */
export const linesOf = (typed: Typed, name: string): string[] => [
  ...new Set(
    lineOf(typed, name)
      .split('\n')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
  ),
];

/** As people write numbers here: 1’000, 0,5 or 0.5. @returns undefined for anything else */
export function numberOf(typed: Typed, name: string): number | undefined {
  const text = typedText(typed, name)
    .replace(/[\s'’\u00a0\u202f]/g, '')
    .replace('−', '-')
    .replace(',', '.');
  if (!/^-?\d{1,12}(\.\d{1,6})?$/.test(text)) return undefined;
  return Number(text);
}

/** Francs with at most two decimals, in Rappen; below zero, too. */
export function rappenOf(typed: Typed, name: string): number | undefined {
  const text = typedText(typed, name).trim();
  const rappen = readTypedFrancs(text.replace(/^[-−]/, ''));
  return rappen !== undefined && /^[-−]/.test(text) ? -rappen : rappen;
}

/** Shares are typed in percent. */
export const fromTyped = (value: number, unit: MeasureUnit): number =>
  unit === 'share' ? value / 100 : value;
export const toTyped = (value: number, unit: MeasureUnit): string =>
  String(Math.round((unit === 'share' ? value * 100 : value) * 100) / 100);

/** The id of an address of our own: `/vorhaben/abc`, also with the site before it. */
export const idIn = (address: string, area: string): string | undefined =>
  new RegExp(`(?:^|//[^/]+)/${area}/([a-z0-9-]{1,60})$`).exec(address)?.[1];
