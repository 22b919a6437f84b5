// Numbers of paper forms, with a check symbol: personal ones are rows, those of blank forms say all they stand for themselves.
import { createHash } from 'node:crypto';
import { addDays } from '../../../engine/index.ts';
import { languages, type Language } from '../../../kernel/i18n/texts.ts';
import { randomSymbols, readSymbols, symbols } from '../../../kernel/readable-symbols.ts';

/** What the number of a blank form stands for. */
export interface BlankForm {
  /** 19 bits of the service's id; compare with `serviceMark`. */
  mark: number;
  version: number;
  /** Day on which it was printed, `YYYY-MM-DD`. */
  day: string;
  language: Language;
}

/** Days count from here; 14 bits reach to 2064. */
const firstDay = '2020-01-01';

/** Luhn's algorithm over 32 symbols: finds every wrong symbol and nearly every two that are swapped. */
function checkSymbol(text: string): string {
  let sum = 0;
  [...text].reverse().forEach((symbol, index) => {
    const value = symbols.indexOf(symbol) * (index % 2 === 0 ? 2 : 1);
    sum += Math.floor(value / 32) + (value % 32);
  });
  return symbols[(32 - (sum % 32)) % 32] ?? '0';
}

/** `F-7K2P-9QXM`: 35 random bits and the check symbol. */
export function newFormNumber(): string {
  const random = randomSymbols(7);
  const all = random + checkSymbol(random);
  return `F-${all.slice(0, 4)}-${all.slice(4)}`;
}

/** What stands for a service in the numbers of its blank forms. */
export function serviceMark(serviceId: string): number {
  return createHash('sha256').update(serviceId).digest().readUInt32BE(0) >>> 13;
}

/** `B-7K2P9-QXM4C`: 19 bits service, 10 version, 14 day, 2 language, and the check symbol. The same all day. */
export function blankFormNumber(form: BlankForm): string {
  const days = Math.round((Date.parse(form.day) - Date.parse(firstDay)) / 86_400_000);
  let bits = BigInt(form.mark);
  bits = (bits << 10n) | BigInt(form.version & 1023);
  bits = (bits << 14n) | BigInt(days & 16383);
  bits = (bits << 2n) | BigInt(languages.indexOf(form.language));
  let text = '';
  for (let shift = 40n; shift >= 0n; shift -= 5n) text += symbols[Number((bits >> shift) & 31n)];
  const all = text + checkSymbol(text);
  return `B-${all.slice(0, 5)}-${all.slice(5)}`;
}

/** The number as it is printed; undefined when it is none or its check symbol does not fit. */
export function readFormNumber(typed: string): string | undefined {
  const read = readSymbols(typed.trim());
  const [, kind, rest] = /^([FB])(.+)$/.exec(read ?? '') ?? [];
  if (rest === undefined || rest.length !== (kind === 'F' ? 8 : 10)) return undefined;
  if (checkSymbol(rest.slice(0, -1)) !== rest.at(-1)) return undefined;
  const half = rest.length / 2;
  return `${kind}-${rest.slice(0, half)}-${rest.slice(half)}`;
}

/** What the number of a blank form stands for; undefined for a personal one. */
export function readBlankForm(number: string): BlankForm | undefined {
  if (!number.startsWith('B-')) return undefined;
  let bits = 0n;
  for (const symbol of number.slice(2).replace('-', '').slice(0, 9)) {
    bits = (bits << 5n) | BigInt(symbols.indexOf(symbol));
  }
  return {
    mark: Number(bits >> 26n),
    version: Number((bits >> 16n) & 1023n),
    day: addDays(firstDay, Number((bits >> 2n) & 16383n)),
    language: languages[Number(bits & 3n)] ?? 'de',
  };
}
