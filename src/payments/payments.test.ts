// Amounts, references and the content of the QR code: by rules of SIX, by an independent library, and decoded again from the picture.
import fc from 'fast-check';
import jsQrModule from 'jsqr';
import encodeQr from 'qr';
import { describe, expect, it } from 'vitest';
import { isQrIban, isSwissIban, plainIban, shownIban } from './iban.ts';
import { billFaults, billText, qrBillText, type QrBill } from './qr-bill.ts';
import { francsOf, mostRappen, readFrancs, readTypedFrancs } from './rappen.ts';
import {
  creditorReference,
  isCreditorReference,
  isQrReference,
  numberOfReference,
  qrReference,
  shownReference,
} from './reference.ts';

// The package is CommonJS; its types know only the ES form.
const jsQr = ((jsQrModule as { default?: unknown }).default ?? jsQrModule) as (
  data: Uint8ClampedArray,
  width: number,
  height: number,
) => { data: string } | null;

const numbers = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

describe('amounts', () => {
  it('are written and read without loss', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: mostRappen }), (rappen) => {
        expect(readFrancs(francsOf(rappen))).toBe(rappen);
      }),
    );
    expect([5, 105, -5].map(francsOf)).toEqual(['0.05', '1.05', '-0.05']);
  });

  it('of messages are read exactly, or not at all', () => {
    expect(['25', '25.5', '25.50', '25.50000', '0.07'].map(readFrancs)).toEqual([2500, 2550, 2550, 2550, 7]);
    for (const text of ['', '-1', '1e3', '1,50', '1.005', ' 1', '1234567890123', '999999999999.00'])
      expect([text, readFrancs(text)]).toEqual([text, undefined]);
  });

  it('of people are read as they write them, or not at all', () => {
    const typed = ['12', '12.5', '12,50', '1’000.00', "1'000", '1 000', '0.07', '999999999999.99'];
    expect(typed.map(readTypedFrancs)).toEqual([
      1200, 1250, 1250, 100_000, 100_000, 100_000, 7, 99_999_999_999_999,
    ]);
    for (const text of ['', '-1', '1e3', '1.005', '1.000,5', '.5', '12 CHF', '1234567890123'])
      expect([text, readTypedFrancs(text)]).toEqual([text, undefined]);
  });
});

describe('references', () => {
  it('that others have published are accepted', () => {
    // Examples of the guidelines and of the style guide.
    for (const each of [
      '210000000003139471430009017',
      '110001234560000000000813457',
      '000008207791225857421286694',
      '120000000000234478943216899',
    ])
      expect([each, isQrReference(each)]).toEqual([each, true]);
    expect(isCreditorReference('RF18539007547034')).toBe(true);
  });

  it('lead back to their number; each wrong digit and most swaps are noticed', () => {
    fc.assert(
      fc.property(numbers, fc.nat(26), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
        const reference = qrReference(number);
        expect(numberOfReference(reference)).toBe(number);
        const wrong =
          reference.slice(0, at) + String((Number(reference[at]) + by) % 10) + reference.slice(at + 1);
        expect(isQrReference(wrong)).toBe(false);
        const other = creditorReference(number);
        expect(isCreditorReference(other)).toBe(true);
        expect(numberOfReference(other)).toBe(number);
      }),
    );
  });

  it('that are none lead nowhere', () => {
    for (const text of [
      '',
      '0'.repeat(27),
      '210000000003139471430009018',
      'RF00',
      'RF18539007547035',
      '٣'.repeat(27),
    ])
      expect([text, numberOfReference(text)]).toEqual([text, undefined]);
    expect(() => qrReference(0)).toThrow(RangeError);
    expect(() => creditorReference(1.5)).toThrow(RangeError);
  });

  it('are shown in the groups that people type', () => {
    expect(shownReference('210000000003139471430009017')).toBe('21 00000 00003 13947 14300 09017');
    expect(shownReference('RF18539007547034')).toBe('RF18 5390 0754 7034');
    expect(shownIban('CH4431999123000889012')).toBe('CH44 3199 9123 0008 8901 2');
  });
});

const bill: QrBill = {
  // Example of the guidelines of SIX.
  iban: 'CH4431999123000889012',
  creditor: {
    ...{ name: 'Kanton Beispiel', street: 'Amtsgasse', houseNumber: '1', postalCode: '4001', town: 'Basel' },
    country: 'CH',
  },
  amount: 194_975,
  debtor: {
    ...{
      name: 'Zoë Müller-Đặng',
      street: 'Quai d’Été',
      houseNumber: '12a',
      postalCode: '4051',
      town: 'Basel',
    },
    country: 'CH',
  },
  reference: '210000000003139471430009017',
  message: 'Hund anmelden 2026-7KQ4-M2XD',
};

describe('the QR-bill', () => {
  it('says line by line what the guidelines ask', () => {
    expect(qrBillText(bill).split('\n')).toEqual([
      ...['SPC', '0200', '1', 'CH4431999123000889012'],
      ...['S', 'Kanton Beispiel', 'Amtsgasse', '1', '4001', 'Basel', 'CH'],
      ...['', '', '', '', '', '', ''],
      ...['1949.75', 'CHF'],
      // ’ (U+2019) is not in the character set, ặ neither; Đ is.
      ...['S', 'Zoë Müller-Đang', 'Quai d.Été', '12a', '4051', 'Basel', 'CH'],
      ...['QRR', '210000000003139471430009017', 'Hund anmelden 2026-7KQ4-M2XD', 'EPD'],
    ]);
  });

  it('is decoded from its picture as it was made, also with the longest texts', () => {
    const long = 'Übergrösse '.repeat(20);
    const address = {
      name: long,
      street: long,
      houseNumber: long,
      postalCode: long,
      town: long,
      country: 'CH',
    };
    for (const each of [bill, { ...bill, creditor: address, debtor: address, message: long }]) {
      const text = qrBillText(each);
      const rows = encodeQr(text, 'raw', { ecc: 'medium', border: 4 });
      // 25 is the largest version that the guidelines allow: 117 modules.
      expect(rows.length - 8).toBeLessThanOrEqual(117);
      const scale = 4;
      const side = rows.length * scale;
      const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
      for (let y = 0; y < side; y++)
        for (let x = 0; x < side; x++)
          if (rows[Math.floor(y / scale)]?.[Math.floor(x / scale)])
            pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
      expect(jsQr(pixels, side, side)?.data).toBe(text);
    }
  });

  it('leaves out whom no full address is known of, and never has a line too many', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (name, message) => {
        const debtor = {
          name,
          street: name,
          houseNumber: '',
          postalCode: '4051',
          town: 'Basel',
          country: 'CH',
        };
        const lines = qrBillText({ ...bill, debtor, message }).split('\n');
        expect(lines).toHaveLength(31);
        expect(lines.join('\n').length).toBeLessThanOrEqual(997);
        expect(lines.every((line) => /^[\x20-\x7e\u00a0-\u017f\u0218-\u021b\u20ac]*$/u.test(line))).toBe(
          true,
        );
      }),
    );
    const foreign = { ...bill, debtor: { ...bill.debtor, name: '' } } as QrBill;
    expect(qrBillText(foreign).split('\n').slice(20, 27)).toEqual(['', '', '', '', '', '', '']);
  });

  it('is not made with account and reference that do not belong together, or for nothing', () => {
    expect(billFaults(bill)).toEqual([]);
    for (const wrong of [
      { reference: 'RF18539007547034' },
      { reference: '210000000003139471430009018' },
      { iban: 'CH9300762011623852957' },
      { amount: 0 },
      { amount: 0.5 },
      { amount: mostRappen + 1 },
      { creditor: { ...bill.creditor, town: ' ' } },
    ])
      expect([wrong, billFaults({ ...bill, ...wrong }).length]).toEqual([wrong, 1]);
    // Without an account, no reference fits it either.
    for (const iban of ['CH4431999123000889013', 'DE89370400440532013000', ''])
      expect(billFaults({ ...bill, iban })).toHaveLength(2);
    expect(billFaults({ ...bill, iban: 'CH9300762011623852957', reference: 'RF18539007547034' })).toEqual([]);
    expect([isQrIban(bill.iban), isQrIban('CH9300762011623852957')]).toEqual([true, false]);
    expect(isSwissIban(plainIban('ch93 0076 2011 6238 5295 7'))).toBe(true);
    expect(billText('  漢\u202e\n字 ', 70)).toBe('.. .');
  });
});
