// The remainder by 97 that guards IBAN and creditor references (ISO 7064, MOD 97-10).

/** @param text digits and capital letters; letters count 10 to 35 */
export function remainder97(text: string): number {
  let rest = 0;
  for (const sign of text) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
