// What the canton says about money: money.yaml, read and checked when the program starts.
import { Type, type Static } from 'typebox';
import { perApp, type App } from '../../kernel/app.ts';
import { readCheckedFile, stopForFaults } from '../../kernel/canton-file.ts';
import { isQrIban, isSwissIban, plainIban } from '../../payments/iban.ts';
import { ledgerAccounts, type LedgerAccount } from '../../payments/ledger.ts';
import { billFaults, type BillAddress } from '../../payments/qr-bill.ts';
import { creditorReference, qrReference } from '../../payments/reference.ts';
import { unitOf } from '../organisation/index.ts';

const strict = { additionalProperties: false };
const Days = Type.Integer({ minimum: 1, maximum: 365 });
const Text = Type.String({ minLength: 1, maxLength: 70 });

const MoneySchema = Type.Object(
  {
    unit: Text,
    account: Type.Object(
      { iban: Text, name: Text, street: Text, houseNumber: Text, postalCode: Text, town: Text },
      strict,
    ),
    dueDays: Days,
    reminders: Type.Array(Type.Object({ after: Days, dueDays: Days }, strict), { maxItems: 9 }),
    chart: Type.Object(
      Object.fromEntries(ledgerAccounts.map((each) => [each, Text])) as Record<LedgerAccount, typeof Text>,
      strict,
    ),
    unverified: Type.Optional(Type.Array(Type.String())),
  },
  strict,
);
type MoneyFile = Static<typeof MoneySchema>;

export interface MoneyConfig extends Omit<MoneyFile, 'account' | 'unverified'> {
  /** Without blanks. */
  iban: string;
  creditor: BillAddress;
  /** The account is an example: every bill says so. */
  exampleAccount: boolean;
}

export const configOf = perApp<MoneyConfig>('money.yaml');

/** @throws StartFault with every fault of the file */
export async function startConfig(app: App): Promise<void> {
  const { data, faults, faultAt } = await readCheckedFile(app.canton, 'money.yaml', MoneySchema);
  if (data) {
    if (!unitOf(app, data.unit)) faults.push(faultAt(['unit'], `There is no unit ${data.unit}.`));
    const { iban: typed, ...address } = data.account;
    const iban = plainIban(typed);
    const creditor = { ...address, country: iban.slice(0, 2) === 'LI' ? 'LI' : 'CH' };
    const bill = {
      iban,
      creditor,
      amount: 5,
      debtor: undefined,
      reference: referenceFor(iban, 1),
      message: '',
    };
    faults.push(
      ...(isSwissIban(iban) ? billFaults(bill) : ['It is no IBAN of Switzerland or Liechtenstein.']).map(
        (each) => faultAt(['account'], each),
      ),
    );
    const { unit, dueDays, reminders, chart, unverified = [] } = data;
    const exampleAccount = unverified.includes('account');
    if (app.config.mode === 'production' && exampleAccount)
      app.log.warn('money.yaml names an unverified account: bills are marked as examples');
    configOf.set(app, { unit, dueDays, reminders, chart, iban, creditor, exampleAccount });
  }
  stopForFaults('The file money.yaml', faults);
}

/** The reference that the kind of account asks for. */
export const referenceFor = (iban: string, number: number): string =>
  isQrIban(iban) ? qrReference(number) : creditorReference(number);
