// The content of the Swiss QR code (SIX, implementation guidelines QR-bill, version 0200), which banks read from a bill.
import { isQrIban, isSwissIban } from './iban.ts';
import { francsOf, mostRappen } from './rappen.ts';
import { isCreditorReference, isQrReference } from './reference.ts';

/** A structured address: since November 2025 no other kind is allowed. */
export interface BillAddress {
  name: string;
  street: string;
  houseNumber: string;
  postalCode: string;
  town: string;
  /** ISO 3166-1, two letters. */
  country: string;
}

export interface QrBill {
  iban: string;
  creditor: BillAddress;
  /** Rappen; at least one. */
  amount: number;
  /** Absent where no full address is known: then whoever pays fills it in. */
  debtor: BillAddress | undefined;
  reference: string;
  /** A word for people, at most 140 characters. */
  message: string;
}

/** Longest texts by the guidelines. */
const longest = { name: 70, street: 70, houseNumber: 16, postalCode: 16, town: 35, message: 140 } as const;
/** Whatever is not in the character set of Swiss payments (Basic Latin, Latin-1, Latin Extended-A, Ș ș Ț ț, €). */
const foreign = /[^\x20-\x7e\u00a0-\u017f\u0218-\u021b\u20ac]/gu;

/**
 * One line of the code: characters that banks refuse lose their marks where there are any (ễ to e); what no Latin alphabet has
 * becomes a point.
 */
export function billText(text: string, most: number): string {
  const plain = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  const latin = plain.replace(foreign, (sign) => {
    const bare = sign.normalize('NFKD').replace(/\p{M}/gu, '');
    return bare.replace(foreign, '') === bare && bare !== '' ? bare : '.';
  });
  return latin.slice(0, most).trim();
}

/** Seven lines: structured address, or nothing at all. */
function addressLines(address: BillAddress | undefined): string[] {
  if (!address) return ['', '', '', '', '', '', ''];
  const text = (part: 'name' | 'street' | 'houseNumber' | 'postalCode' | 'town') =>
    billText(address[part], longest[part]);
  return [
    'S',
    text('name'),
    text('street'),
    text('houseNumber'),
    text('postalCode'),
    text('town'),
    address.country,
  ];
}

const isWhole = ({ name, postalCode, town, country }: BillAddress): boolean =>
  [name, postalCode, town].every((part) => billText(part, 70) !== '') && /^[A-Z]{2}$/.test(country);

/** What is wrong with a bill; nothing: its code can be made. */
export function billFaults({ iban, creditor, amount, reference }: QrBill): string[] {
  const faults: string[] = [];
  if (!isSwissIban(iban)) faults.push('The account is no IBAN of Switzerland or Liechtenstein.');
  if (!isWhole(creditor)) faults.push('The creditor has no name, postal code, town or country.');
  if (!Number.isSafeInteger(amount) || amount < 1 || amount > mostRappen)
    faults.push('The amount is not between 0.01 and 999 999 999.99.');
  // The two kinds of accounts and references belong together; banks refuse any other pair.
  if (isQrIban(iban) ? !isQrReference(reference) : !isCreditorReference(reference))
    faults.push('The reference does not fit its check digits, or not the account.');
  return faults;
}

/** @throws Error with all that is wrong */
export function qrBillText(bill: QrBill): string {
  const faults = billFaults(bill);
  if (faults.length > 0) throw new Error(faults.join(' '));
  return [
    ...['SPC', '0200', '1', bill.iban],
    ...addressLines(bill.creditor),
    // The ultimate creditor is for future use.
    ...addressLines(undefined),
    ...[francsOf(bill.amount), 'CHF'],
    ...addressLines(bill.debtor && isWhole(bill.debtor) ? bill.debtor : undefined),
    ...[isQrIban(bill.iban) ? 'QRR' : 'SCOR', bill.reference, billText(bill.message, longest.message), 'EPD'],
  ].join('\n');
}
