// Account numbers (IBAN, ISO 13616) of Switzerland and Liechtenstein, and which of them take QR references.
import { remainder97 } from './remainder-97.ts';

/** Without blanks, in capitals. */
export const plainIban = (typed: string): string => typed.replace(/\s/g, '').toUpperCase();

/** Whether it is a well-formed account number of a bank in Switzerland or Liechtenstein. */
export function isSwissIban(iban: string): boolean {
  return /^(CH|LI)\d{7}[0-9A-Z]{12}$/.test(iban) && remainder97(iban.slice(4) + iban.slice(0, 4)) === 1;
}

/** A QR-IBAN has a bank number from 30000 to 31999 and takes QR references only (SIX, QR-bill). */
export function isQrIban(iban: string): boolean {
  const bank = Number(iban.slice(4, 9));
  return isSwissIban(iban) && bank >= 30_000 && bank <= 31_999;
}

/** In groups of four, as people read it. */
export const shownIban = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1 ');
