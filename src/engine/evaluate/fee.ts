// Fees in Swiss francs, computed in Rappen so that no sum of binary fractions is off.
export interface FeeItem {
  id: string;
  /** Swiss francs, a multiple of 0.05. */
  amount: number;
}

export interface Fee {
  /** Swiss francs; never below 0. */
  total: number;
  currency: 'CHF';
  items: FeeItem[];
}

/** Smallest Swiss coin: amounts are rounded to 5 Rappen, half up (commercial rounding), each item once at its end. */
const smallestCoin = 5;

/** Francs as a whole number of Rappen, rounded to 5 Rappen; 0.1 + 0.2 counts as 0.30. */
export function toRappen(francs: number): number {
  // Twelve significant digits drop the noise of binary fractions before rounding decides.
  const coins = Number(((francs * 100) / smallestCoin).toPrecision(12));
  return Math.sign(coins) * Math.round(Math.abs(coins)) * smallestCoin;
}

/** Adds items up; a reduction is a negative item, and the total is at least 0. */
export function sumFee(items: readonly { id: string; francs: number }[]): Fee {
  const inRappen = items.map(({ id, francs }) => ({ id, rappen: toRappen(francs) }));
  const total = inRappen.reduce((sum, { rappen }) => sum + rappen, 0);
  return {
    total: Math.max(0, total) / 100,
    currency: 'CHF',
    items: inRappen.map(({ id, rappen }) => ({ id, amount: rappen / 100 })),
  };
}
