// Makes words comparable: without case, accents and the two ways of writing an umlaut. Whatever is compared is folded alike.
import type { Language } from './definition/schema.ts';

/** Longest word that is compared; PostgreSQL refuses lexemes beyond 2 kB. */
export const longestWord = 40;

/**
 * `Zügeln`, `ZUEGELN` and `zugeln` become `zugeln` (German only for the `ue`: in French `rue` is a street).
 * @returns lower-case words of a to z and digits, one space between
 */
export function fold(text: string, language: Language): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae');
  // After a vowel or q, "ue" is not an umlaut: Steuer, neue, Quelle.
  const german = language === 'de' ? plain.replace(/(?<![aeiouq])([aou])e/g, '$1') : plain;
  return german
    .replace(/[^a-z0-9]+/g, ' ')
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => word.slice(0, longestWord))
    .join(' ');
}
