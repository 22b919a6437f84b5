// A correction as a message: an eCH-0058 header with what an entry says, what it should say, and why somebody may ask for it.
import { readHeader, writeHeader, type Header } from './header.ts';
import { childOf, document, element, readXml, textOf, type Element } from './xml.ts';

/** The message's type, which is its namespace, too. No standard has one for corrections that a reader asks for. */
export const correctionType = 'urn:drehscheibe:correction:1';

export interface CorrectionContent {
  /** Who asks, what for and on which law, as the register's grants know it. */
  reader: string;
  purpose: string;
  legalBasis: string;
  /** Key of the entry. */
  subject: string;
  field: string;
  /** What the entry says, as whoever asks has seen it, and what it should say; null: nothing. */
  was: unknown;
  value: unknown;
}

export interface CorrectionMessage {
  header: Header;
  content: CorrectionContent;
}

const texts = ['reader', 'purpose', 'legalBasis', 'subject', 'field'] as const;

export function writeCorrection({ header, content }: CorrectionMessage): string {
  return document(
    element('correction:delivery', [
      writeHeader(header),
      element('correction:content', [
        ...texts.map((name) => element(`correction:${name}`, content[name])),
        element('correction:was', writeValue(content.was)),
        element('correction:value', writeValue(content.value)),
      ]),
    ]),
  );
}

/** @returns `header` alone where only the content can't be read: then it can be answered */
export function readCorrection(xml: string): CorrectionMessage | { header: Header } | undefined {
  const root = readXml(xml);
  if (root?.name !== 'correction:delivery') return undefined;
  const header = readHeader(childOf(root, 'eCH-0058:header'));
  if (!header) return undefined;
  const content = childOf(root, 'correction:content');
  const [was, value] = [childOf(content, 'correction:was'), childOf(content, 'correction:value')];
  const said = texts.map((name) => textOf(content, `correction:${name}`) ?? '');
  if (!was || !value || said.some((text) => text === '')) return { header };
  const [reader = '', purpose = '', legalBasis = '', subject = '', field = ''] = said;
  return {
    header,
    content: { reader, purpose, legalBasis, subject, field, was: readValue(was), value: readValue(value) },
  };
}

/** A value of a register: a text, number, yes or no, or parts by name such as an address; nothing for null. */
export function writeValue(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'object')
    return Object.entries(value).map(([name, part]) =>
      element('correction:part', [
        element('correction:name', name),
        element('correction:content', writeValue(part)),
      ]),
    );
  const kind = typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text';
  return [element(`correction:${kind}`, String(value as string | number | boolean))];
}

export function readValue(from: Element): unknown {
  const [first] = from.children;
  if (!first) return null;
  switch (first.name) {
    case 'correction:number':
      return Number(first.text);
    case 'correction:boolean':
      return first.text === 'true';
    case 'correction:part':
      return Object.fromEntries(
        from.children.flatMap((part) => {
          const content = childOf(part, 'correction:content');
          return content ? [[textOf(part, 'correction:name') ?? '', readValue(content)]] : [];
        }),
      );
    default:
      return first.text;
  }
}
