// Files of banks: both versions, with prefixes, in collections; and all that is wrong with one, at its line.
import { describe, expect, it } from 'vitest';
import { qrReference } from '../reference.ts';
import { camtFile, type WrittenEntry } from './testing/camt-file.ts';
import { matchEntry } from './match.ts';
import { readCamt, type CamtEntry } from './read-camt.ts';

const paid: WrittenEntry = { amount: '25.50', reference: qrReference(7), payer: 'Anna Muster', bankId: 'B1' };
const entriesOf = (xml: string) => readCamt(xml).notices.flatMap(({ entries }) => entries);

describe('a camt.054', () => {
  it.each(['04', '08'] as const)('of version %s is read', (version) => {
    const { notices, faults } = readCamt(camtFile([paid, { ...paid, bankId: 'B2' }], { version }));
    expect(faults).toEqual([]);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatchObject({ version, iban: 'CH4431999123000889012' });
    expect(notices[0]?.entries).toHaveLength(2);
    expect(notices[0]?.entries[0]).toMatchObject({
      ...{ amount: 2550, currency: 'CHF', direction: 'credit', booked: true, reversal: false },
      ...{ bookedOn: '2026-11-24', reference: qrReference(7), payer: 'Anna Muster', bankId: 'B1' },
    });
  });

  it('may name its elements with a prefix, begin with a mark of order, and know entities', () => {
    const xml = camtFile([{ ...paid, payer: 'M&amp;M <![CDATA[<gmbh>]]>' }], { version: '08' })
      .replace(/<(\/?)(?=[A-Z])/g, '<$1c:')
      .replace('xmlns=', 'xmlns:c=');
    expect(entriesOf(`\ufeff${xml}`)[0]).toMatchObject({ amount: 2550, payer: 'M&M <gmbh>' });
  });

  it('gives each transaction of a collection by itself, whose sum must be right', () => {
    const collected = camtFile([paid, { ...paid, amount: '10', reference: '' }], {
      version: '08',
      collected: '35.50',
    });
    expect(entriesOf(collected).map(({ amount, bankId }) => [amount, bankId])).toEqual([
      [2550, 'B1'],
      [1000, 'B1'],
    ]);
    const wrong = readCamt(collected.replace('35.50', '36.50'));
    expect(wrong.notices[0]?.entries).toEqual([]);
    expect(wrong.faults).toMatchObject([{ code: 'sum', detail: '3550 / 3650' }]);
  });

  it('without details is one entry without a reference', () => {
    const xml = camtFile([paid], { version: '08' }).replace(/<NtryDtls>[^]*<\/NtryDtls>/, '');
    expect(entriesOf(xml)).toMatchObject([{ amount: 2550, reference: '', payer: '' }]);
  });

  it('in euro, as a debit, taken back or only announced is read as what it is', () => {
    const read = (entry: Partial<WrittenEntry>) =>
      entriesOf(camtFile([{ ...paid, ...entry }], { version: '08' }))[0];
    expect(read({ currency: 'EUR' })).toMatchObject({ currency: 'EUR' });
    expect(read({ direction: 'DBIT' })).toMatchObject({ direction: 'debit' });
    expect(read({ direction: 'DBIT', reversal: true })).toMatchObject({ reversal: true });
    expect(read({ status: 'PDNG' })).toMatchObject({ booked: false });
  });

  it('says at its line what is wrong with one entry, and gives the others', () => {
    const xml = camtFile([paid, { ...paid, amount: '1.005', bankId: 'B2' }, { ...paid, bankId: 'B3' }], {
      version: '08',
    });
    const { notices, faults } = readCamt(xml);
    expect(notices[0]?.entries.map(({ bankId }) => bankId)).toEqual(['B1', 'B3']);
    const line = xml.split('\n').findIndex((each) => each.includes('1.005')) + 1;
    expect(faults).toEqual([{ line, code: 'amount', detail: 'CHF 1.005' }]);
    expect(readCamt(camtFile([{ ...paid, day: '2026-02-30' }], { version: '08' })).faults).toMatchObject([
      { code: 'day' },
    ]);
    expect(readCamt(camtFile([{ ...paid, direction: 'X' }], { version: '08' })).faults).toMatchObject([
      { code: 'direction', detail: 'X' },
    ]);
  });

  it('that is broken, of another kind or version, or an attack is refused as a whole', () => {
    const good = camtFile([paid], { version: '08' });
    const codes = (xml: string) => readCamt(xml).faults.map(({ code }) => code);
    for (const [xml, code] of [
      [good.slice(0, 600), 'xml'],
      [good.replace('</Document>', ''), 'xml'],
      ['', 'xml'],
      ['kein XML', 'xml'],
      [good.replace('?>', '?>\n<!DOCTYPE x [<!ENTITY a "b">]>'), 'xml'],
      ['<a>'.repeat(100) + '</a>'.repeat(100), 'xml'],
      [good.replace('camt.054', 'camt.053'), 'kind'],
      [good.replace('<Document', '<Dokument').replace('</Document', '</Dokument'), 'kind'],
      [good.replace('001.08', '001.02'), 'version'],
      [good.replace(/<Ntfctn>[^]*<\/Ntfctn>/, ''), 'empty'],
      [good.replace(/<IBAN>.*<\/IBAN>/, ''), 'account'],
    ] as const)
      expect([xml.slice(0, 60), codes(xml)]).toEqual([xml.slice(0, 60), [code]]);
    const torn = good.replace('</Ntfctn>', '</Ntf>');
    const line = torn.split('\n').findIndex((each) => each.includes('</Ntf>')) + 1;
    expect(readCamt(torn).faults[0]?.line).toBe(line);
  });

  it.each(['&#0;', '&#x1;', '\u0000', '<![CDATA[\u0008]]>', '\ud800'])(
    'with the character %j, which no XML may hold, is refused at its line',
    (character) => {
      const xml = camtFile([{ ...paid, payer: 'PAYER' }], { version: '08' });
      const line = xml.split('\n').findIndex((each) => each.includes('PAYER')) + 1;
      expect(readCamt(xml.replace('PAYER', `A${character}B`))).toEqual({
        notices: [],
        faults: [{ line, code: 'xml', detail: 'a character that XML does not allow' }],
      });
    },
  );

  it('of three thousand entries is read at once', () => {
    const xml = camtFile(
      Array.from({ length: 3000 }, (_, at) => ({ ...paid, bankId: `B${at}` })),
      { version: '08' },
    );
    expect(entriesOf(xml)).toHaveLength(3000);
  });
});

describe('matching', () => {
  const entry = entriesOf(camtFile([paid], { version: '08' }))[0] as CamtEntry;
  const bill = { id: 'r1', open: 2550, cancelled: false };

  it('books what fits, and shows the rest with its reason', () => {
    expect(matchEntry(entry, false, bill)).toEqual({ do: 'assign', bill: 'r1' });
    expect(matchEntry(entry, false, { ...bill, open: 2000 })).toEqual({
      do: 'assign',
      bill: 'r1',
      check: 'too-much',
    });
    expect(matchEntry(entry, false, { ...bill, open: 0, cancelled: true })).toMatchObject({
      check: 'cancelled',
    });
    expect(matchEntry(entry, true, bill)).toEqual({ do: 'show', check: 'doubled' });
    expect(matchEntry({ ...entry, currency: 'EUR' }, false, bill)).toEqual({ do: 'show', check: 'currency' });
    expect(matchEntry({ ...entry, direction: 'debit' }, false, bill)).toEqual({ do: 'show', check: 'debit' });
    expect(matchEntry({ ...entry, reversal: true }, false, bill)).toEqual({ do: 'show', check: 'reversal' });
    expect(matchEntry({ ...entry, booked: false }, false, bill)).toEqual({ do: 'show', check: 'not-booked' });
    expect(matchEntry({ ...entry, reference: '' }, false, undefined)).toEqual({
      do: 'hold',
      check: 'no-reference',
    });
    expect(matchEntry(entry, false, undefined)).toEqual({ do: 'hold', check: 'unknown-reference' });
  });
});
