// References of payments: the QR reference with its check digit (modulo 10, recursive) and the creditor reference of ISO 11649.
import { remainder97 } from './remainder-97.ts';

/** Carry of the recursive modulo 10, as SIX prints the table in the guidelines of the QR-bill. */
const carries = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];

/** @param digits digits only */
export function checkDigit(digits: string): string {
  let carry = 0;
  for (const digit of digits) carry = carries[(carry + Number(digit)) % 10] ?? 0;
  return String((10 - carry) % 10);
}

/** 27 digits: the number with zeros before it, and the check digit. @throws RangeError for what has no place there */
export function qrReference(number: number): string {
  if (!Number.isSafeInteger(number) || number < 1) throw new RangeError(`${number} is no number of a bill`);
  const digits = String(number).padStart(26, '0');
  return digits + checkDigit(digits);
}

/** 27 digits of which the last one fits, and not nothing but zeros. */
export const isQrReference = (text: string): boolean =>
  /^\d{27}$/.test(text) && !/^0*$/.test(text) && checkDigit(text.slice(0, 26)) === text[26];

/** The number a reference was made of; undefined where it is none of ours. */
export function numberOfReference(text: string): number | undefined {
  const digits = isQrReference(text) ? text.slice(0, 26) : numberOfCreditorReference(text);
  const number = digits === undefined ? Number.NaN : Number(digits);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** `RF18539007547034`, for accounts that are no QR-IBAN. @throws RangeError as `qrReference` */
export function creditorReference(number: number): string {
  if (!Number.isSafeInteger(number) || number < 1) throw new RangeError(`${number} is no number of a bill`);
  const check = 98 - remainder97(`${number}RF00`);
  return `RF${String(check).padStart(2, '0')}${number}`;
}

export const isCreditorReference = (text: string): boolean =>
  /^RF\d\d[0-9A-Z]{1,21}$/.test(text) && remainder97(text.slice(4) + text.slice(0, 4)) === 1;

const numberOfCreditorReference = (text: string): string | undefined =>
  isCreditorReference(text) && /^[1-9]\d{0,15}$/.test(text.slice(4)) ? text.slice(4) : undefined;

/** As people read it: QR references in groups of five from the right, the other one in groups of four. */
export function shownReference(text: string): string {
  return isQrReference(text)
    ? `${text.slice(0, 2)} ${text.slice(2).replace(/(.{5})(?=.)/g, '$1 ')}`
    : text.replace(/(.{4})(?=.)/g, '$1 ');
}
