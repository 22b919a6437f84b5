// Corrections and their reports against the published schema of eCH-0058 version 5. Its file stands beside the checkout where there is one.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { correctionType, writeCorrection } from '../../src/ech/correction.ts';
import { refusals, writeEventReport } from '../../src/ech/event-report.ts';
import { actions, participantOf, type Header } from '../../src/ech/header.ts';
import { projectFolder } from '../../src/kernel/project-folder.ts';

const file = join(projectFolder, '..', 'shared', 'standards', 'ech', 'eCH-0058-5-0.xsd');
const there = existsSync(file);
const schema = () => ({ fileName: 'eCH-0058-5-0.xsd', contents: readFileSync(file, 'utf8') });

const header: Header = {
  senderId: participantOf('CH-DEMO/GOV/BASEL-STADT/drehscheibe'),
  recipientId: participantOf('CH-DEMO/GOV/BASEL-STADT/einwohnerregister/personen'),
  messageId: '3f0e5a52-2b7e-8f10-8a31-9d6a3a1c0b77',
  messageType: correctionType,
  sendingApplication: { manufacturer: 'Drehscheibe', product: 'Drehscheibe', productVersion: '0.1.0' },
  messageDate: '2026-11-24T08:00:00.000Z',
  action: actions.correction,
  testDeliveryFlag: true,
  responseExpected: true,
};
const content = {
  ...{
    reader: 'correction',
    purpose: 'correction',
    legalBasis: 'request',
    subject: 'anna',
    field: 'address',
  },
  was: { street: 'Freie Strasse', town: 'Basel & <Umgebung>' },
  value: null,
};

async function faults(xml: string, wrapper?: string): Promise<string[]> {
  const result = await validateXML({
    xml: [{ fileName: 'message.xml', contents: xml }],
    schema: [wrapper === undefined ? schema() : { fileName: 'wrapper.xsd', contents: wrapper }],
    preload: wrapper === undefined ? [] : [schema()],
  });
  return result.errors.map(({ message }) => message);
}

/** Our own message around the header of the standard; the rest of it is ours. */
const wrapper = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${correctionType}"
  xmlns:e="http://www.ech.ch/xmlns/eCH-0058/5" elementFormDefault="qualified">
  <xs:import namespace="http://www.ech.ch/xmlns/eCH-0058/5" schemaLocation="eCH-0058-5-0.xsd"/>
  <xs:element name="delivery"><xs:complexType><xs:sequence>
    <xs:element ref="e:header"/><xs:element name="content" type="xs:anyType"/>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>`;

it.skipIf(!there)('a correction has a header as the schema wants it', async () => {
  const xml = writeCorrection({ header, content });
  expect(await faults(xml, wrapper)).toEqual([]);
  // The schema is read: what it forbids is found.
  expect(await faults(xml.replace('>4</eCH-0058:action>', '>2</eCH-0058:action>'), wrapper)).not.toEqual([]);
});

it.skipIf(!there)('every report is one of the schema', async () => {
  const entry = {
    ...{ subject: 'anna', value: 'Anna', asOf: '2026-11-24' },
    recipients: [{ client: 'A/B/C/d', reader: 'x', purpose: 'y', at: '2026-11-24T08:00:00.000Z' }],
  };
  const referenceMessageId = header.messageId;
  const positive = { ...header, action: actions.positiveReport, referenceMessageId };
  const negative = { ...header, action: actions.negativeReport, referenceMessageId };
  const words = 'Die Angabe ist berichtigt.';
  expect(await faults(writeEventReport({ header: positive, result: 'corrected', words, entry }))).toEqual([]);
  for (const result of refusals)
    expect(await faults(writeEventReport({ header: negative, result, words }))).toEqual([]);
});
