// Decimals as they are written, without ever being rounded: "4000.0" is 4000, "12.50" is 1250 hundredths.

/** `digits / 10^places`, with no zero at the end of the places. */
export interface Decimal {
  digits: bigint;
  places: number;
}

/** @returns undefined for what is no plain decimal: empty, with exponent, comma, spaces or a plus sign */
export function parseDecimal(text: string): Decimal | undefined {
  const found = /^(-?)(\d{1,18})(?:\.(\d{1,9}))?$/.exec(text);
  if (!found) return undefined;
  const [, sign = '', whole = '', fraction = ''] = found;
  const kept = fraction.replace(/0+$/, '');
  const digits = BigInt(whole + kept);
  return { digits: sign ? -digits : digits, places: kept.length };
}

/** The value in units of which `10^places` make one. @throws RangeError where it has more places, or no number holds it exactly */
export function inUnits({ digits, places }: Decimal, wanted: number): number {
  if (places > wanted) throw new RangeError(`${places} places do not fit in ${wanted}`);
  const value = Number(digits * 10n ** BigInt(wanted - places));
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is too large`);
  return value;
}
