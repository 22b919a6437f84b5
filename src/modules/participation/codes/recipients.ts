// The recipients of codes as staff paste them: one line each, with everything that is wrong.
export interface Recipient {
  /** Of the residents' register; empty: the code counts by itself. */
  key: string;
  /** Lines of the address. */
  address: readonly string[];
}

export type RecipientFault = { line: number; first?: number };

/** Letters are set one after the other while somebody waits. */
export const mostRecipients = 200;

/** `key; name; street; postcode and place`; blank lines are left out. */
export function readRecipients(text: string): { recipients: Recipient[]; faults: RecipientFault[] } {
  const recipients: Recipient[] = [];
  const faults: RecipientFault[] = [];
  const firstOf = new Map<string, number>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [key = '', ...address] = line.split(';').map((each) => each.trim());
    const first = firstOf.get(key);
    if (address.length < 2 || address.length > 5 || address.includes('') || !/^[\w.-]{0,60}$/.test(key))
      faults.push({ line: index + 1 });
    else if (key !== '' && first !== undefined) faults.push({ line: index + 1, first });
    else recipients.push({ key, address });
    if (first === undefined) firstOf.set(key, index + 1);
  }
  return { recipients, faults };
}
