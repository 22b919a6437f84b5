// Amounts of money as whole Rappen: no sum of binary fractions is ever off.

/** Whole Rappen as francs with two decimals and a point, as payment messages write them: `1949.75`. */
export function francsOf(rappen: number): string {
  if (!Number.isSafeInteger(rappen)) throw new RangeError(`${rappen} is no amount in Rappen`);
  const sign = rappen < 0 ? '-' : '';
  const digits = String(Math.abs(rappen)).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Largest amount of a Swiss payment slip, CHF 999 999 999.99 (SIX, QR-bill). */
export const mostRappen = 99_999_999_999;

/**
 * Reads an amount of a payment message exactly, without going through a binary fraction: `25`, `25.5`, `25.50`.
 * @returns undefined for what is none, has more than two decimals that count, is negative or too large
 */
export function readFrancs(text: string): number | undefined {
  const match = /^(\d{1,12})(?:\.(\d{1,5}))?$/.exec(text);
  if (!match) return undefined;
  const decimals = (match[2] ?? '').replace(/0+$/, '');
  if (decimals.length > 2) return undefined;
  const rappen = Number(match[1]) * 100 + Number(decimals.padEnd(2, '0'));
  return rappen <= mostRappen ? rappen : undefined;
}

/**
 * Reads an amount as people type it, exactly: `12`, `12.5`, `12,50`, `1’000.00`; blanks do not count.
 * @returns Rappen; undefined for what is none, has more than two decimals, is negative or above 999 999 999 999.99
 */
export function readTypedFrancs(typed: string): number | undefined {
  const match = /^(\d{1,12})(?:[.,](\d{1,2}))?$/.exec(typed.replace(/[’'\s]/g, ''));
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined;
}
