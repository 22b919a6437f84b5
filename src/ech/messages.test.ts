// Messages with an eCH-0058 envelope: written and read the same, in the order of the schema, and nothing else is taken.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctionType, readCorrection, writeCorrection, type CorrectionMessage } from './correction.ts';
import { readEventReport, writeEventReport, type EventReport } from './event-report.ts';
import { actions, participantOf, type Header } from './header.ts';
import { readXml } from './xml.ts';

const header: Header = {
  senderId: participantOf('CH-DEMO/GOV/BASEL-STADT/drehscheibe'),
  recipientId: participantOf('CH-DEMO/GOV/BASEL-STADT/einwohnerregister/personen'),
  messageId: '3f0e5a52-2b7e-8f10-8a31-9d6a3a1c0b77',
  messageType: correctionType,
  sendingApplication: { manufacturer: 'Drehscheibe', product: 'Drehscheibe', productVersion: '0.1.0' },
  messageDate: '2026-11-24T08:00:00.000Z',
  action: actions.correction,
  testDeliveryFlag: true,
};
const message: CorrectionMessage = {
  header,
  content: {
    ...{
      reader: 'correction',
      purpose: 'correction',
      legalBasis: 'request',
      subject: 'anna',
      field: 'address',
    },
    was: { street: 'Freie Strasse', houseNumber: '999', postalCode: '4051', town: 'Basel' },
    value: { street: 'Rue «A & B» <1>', houseNumber: '', postalCode: '4051', town: 'Basel' },
  },
};
const report: EventReport = {
  header: { ...header, action: actions.positiveReport, referenceMessageId: header.messageId },
  ...{ result: 'corrected', words: 'Die Angabe ist berichtigt.' },
  entry: {
    ...{ subject: 'anna', value: 68_400.5, asOf: '2026-11-24' },
    recipients: [{ client: 'A/B/C/d', reader: 'x', purpose: 'y', at: '2026-11-24T08:00:00.000Z' }],
  },
};

it('a correction and its report come back as they were sent', () => {
  expect(readCorrection(writeCorrection(message))).toEqual(message);
  expect(readEventReport(writeEventReport(report))).toEqual(report);
});

it('values of every kind keep their kind, and text that looks like markup is text', () => {
  const text = fc.string({ unit: 'grapheme' }).map((each) => each.trim().replace(/\s+/g, ' '));
  const scalar = fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), text);
  const value = fc.oneof(scalar, fc.dictionary(fc.constantFrom('street', 'town'), text, { minKeys: 1 }));
  fc.assert(
    fc.property(value, value, (was, next) => {
      const sent = { header, content: { ...message.content, was, value: next } };
      expect(readCorrection(writeCorrection(sent))).toEqual(JSON.parse(JSON.stringify(sent)));
    }),
  );
});

describe('is not taken:', () => {
  const xml = writeCorrection(message);
  const swapped = (one: string, other: string) => {
    const [a = '', b = ''] = [one, other].map(
      (name) => new RegExp(`<eCH-0058:${name}>.*?</eCH-0058:${name}>`).exec(xml)?.[0],
    );
    return xml.replace(a, '§').replace(b, a).replace('§', b);
  };
  it.each([
    ['no XML', 'nothing'],
    ['half a message', xml.slice(0, -30)],
    ['two roots', `${xml}<more/>`],
    ['a document type', xml.replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>')],
    ['another namespace', xml.replaceAll('eCH-0058/5', 'eCH-0058/4')],
    ['a header out of order', swapped('messageId', 'messageType')],
    [
      'an unknown element',
      xml.replace('<eCH-0058:action>', '<eCH-0058:new>1</eCH-0058:new><eCH-0058:action>'),
    ],
    ['no messageId', xml.replace(/<eCH-0058:messageId>.*?<\/eCH-0058:messageId>/, '')],
    ['a messageId of 37 characters', xml.replace(header.messageId, 'x'.repeat(37))],
    ['an action that does not exist', xml.replace('>4</eCH-0058:action>', '>2</eCH-0058:action>')],
    ['a sender that is no URI', xml.replace(header.senderId, 'Drehscheibe Basel')],
    ['a day for an instant', xml.replace(header.messageDate, '2026-11-24')],
    ['another root', xml.replaceAll('correction:delivery', 'correction:dispatch')],
  ])('%s', (_what, sent) => {
    expect(readCorrection(sent)).toBeUndefined();
  });

  it('a report that says both, neither, or yes with the action of a no', () => {
    const yes = writeEventReport(report);
    const block = /<eCH-0058:positiveReport>.*<\/eCH-0058:positiveReport>/s.exec(yes)?.[0] ?? '';
    expect(readEventReport(yes.replace(block, block + block))).toBeUndefined();
    expect(readEventReport(yes.replace(block, ''))).toBeUndefined();
    expect(readEventReport(yes.replace('>9<', '>8<'))).toBeUndefined();
    expect(readEventReport(yes.replace('>corrected<', '>perhaps<'))).toBeUndefined();
    expect(readEventReport(writeCorrection(message))).toBeUndefined();
  });

  it('what is nested without end', () => {
    expect(readXml(`${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}`)).toBeUndefined();
  });
});

it('a content that can’t be read leaves the header, so that it can be answered', () => {
  const xml = writeCorrection(message).replace(/<correction:subject>.*?<\/correction:subject>/, '');
  expect(readCorrection(xml)).toEqual({ header });
});
