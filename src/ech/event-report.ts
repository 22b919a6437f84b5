// The report that answers a correction (eCH-0058, eventReport): positive or negative, with a code, words, and what the register says now.
import { readHeader, writeHeader, type Header } from './header.ts';
import { readValue, writeValue } from './correction.ts';
import { childOf, document, element, readXml, textOf } from './xml.ts';

/** Why a correction was not made. */
export const refusals = [
  'not-found',
  'otherwise',
  'no-grant',
  'malformed',
  'number-used',
  'not-for-us',
] as const;
export type Refusal = (typeof refusals)[number];

export interface ReportedEntry {
  subject: string;
  /** What the field says now; null: nothing. */
  value: unknown;
  /** `YYYY-MM-DD` */
  asOf: string;
  /** To whom the wrong value went. */
  recipients: readonly { client: string; reader: string; purpose: string; at: string }[];
}

export interface EventReport {
  header: Header;
  result: 'corrected' | Refusal;
  /** For people who look at the message. */
  words: string;
  entry?: ReportedEntry | undefined;
}

const recipientParts = ['client', 'reader', 'purpose', 'at'] as const;

export function writeEventReport({ header, result, words, entry }: EventReport): string {
  const info = result === 'corrected' ? 'eCH-0058:positiveReport' : 'eCH-0058:negativeReport';
  return document(
    element('eCH-0058:eventReport', [
      writeHeader(header),
      element('eCH-0058:info', [
        element(info, [
          element('eCH-0058:notice', [element('correction:code', result), element('correction:text', words)]),
          element(
            'eCH-0058:data',
            entry && [
              element('correction:subject', entry.subject),
              element('correction:value', writeValue(entry.value)),
              element('correction:asOf', entry.asOf),
              ...entry.recipients.map((each) =>
                element(
                  'correction:recipient',
                  recipientParts.map((part) => element(`correction:${part}`, each[part])),
                ),
              ),
            ],
          ),
        ]),
      ]),
    ]),
  );
}

/** @returns undefined for what is no such report, or says both yes and no */
export function readEventReport(xml: string): EventReport | undefined {
  const root = readXml(xml);
  if (root?.name !== 'eCH-0058:eventReport') return undefined;
  const header = readHeader(childOf(root, 'eCH-0058:header'));
  const info = childOf(root, 'eCH-0058:info');
  const [report, ...others] = info?.children ?? [];
  if (!header || !report || others.length > 0) return undefined;
  const notice = childOf(report, 'eCH-0058:notice');
  const code = textOf(notice, 'correction:code');
  const positive = report.name === 'eCH-0058:positiveReport' && header.action === '9';
  const negative = report.name === 'eCH-0058:negativeReport' && header.action === '8';
  const refusal = refusals.find((each) => each === code);
  const result = positive && code === 'corrected' ? code : negative ? refusal : undefined;
  if (result === undefined) return undefined;
  const data = childOf(report, 'eCH-0058:data');
  const value = childOf(data, 'correction:value');
  return {
    ...{ header, result, words: textOf(notice, 'correction:text') ?? '' },
    ...(data && value
      ? {
          entry: {
            subject: textOf(data, 'correction:subject') ?? '',
            value: readValue(value),
            asOf: textOf(data, 'correction:asOf') ?? '',
            recipients: data.children
              .filter(({ name }) => name === 'correction:recipient')
              .map((each) => {
                const text = (part: string) => textOf(each, `correction:${part}`) ?? '';
                return {
                  ...{ client: text('client'), reader: text('reader') },
                  ...{ purpose: text('purpose'), at: text('at') },
                };
              }),
          },
        }
      : {}),
  };
}
