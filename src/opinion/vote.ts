// What a conversation consists of: who agreed with which statement, who disagreed, who passed.

/** Agrees, passes (seen, but neither), disagrees: as in exports of Polis. */
export type Choice = 1 | 0 | -1;

export interface Vote {
  voter: string;
  statement: string;
  choice: Choice;
  /** Milliseconds since 1970. Of several votes of one voter on one statement the latest counts. */
  at: number;
}

/** Ids in an order of their own, so that no result depends on the order of rows: 2 before 10, numbers before words. */
export function compareIds(a: string, b: string): number {
  const [whole, other] = [wholeNumber(a), wholeNumber(b)];
  if (whole !== undefined && other !== undefined && whole !== other) return whole - other;
  if ((whole === undefined) !== (other === undefined)) return whole === undefined ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function wholeNumber(id: string): number | undefined {
  return /^\d{1,15}$/.test(id) ? Number(id) : undefined;
}
