// XML as little as messages need it: elements with text or children. No document types, no entities of one's own, no depth without end.
import { Parser } from 'saxen';

/** Namespaces with the prefix by which this program names and writes them. */
export const namespaces = {
  'http://www.ech.ch/xmlns/eCH-0058/5': 'eCH-0058',
  'urn:drehscheibe:correction:1': 'correction',
} as const;
type Prefix = (typeof namespaces)[keyof typeof namespaces];

export interface Element {
  /** With the prefix of `namespaces`: `eCH-0058:header`. */
  name: string;
  /** Without blanks around it; of an element with children nothing. */
  text: string;
  children: Element[];
}

const deepest = 20;

/** @returns undefined for what is no well-formed XML, or has a document type */
export function readXml(xml: string): Element | undefined {
  const root: Element = { name: '', text: '', children: [] };
  const open = [root];
  let broken = false;
  const parser = new Parser();
  const fault = () => void (broken = true);
  parser
    .ns({ ...namespaces })
    .on('openTag', (name) => {
      const element: Element = { name, text: '', children: [] };
      open.at(-1)?.children.push(element);
      open.push(element);
      if (open.length > deepest) fault();
    })
    .on('closeTag', () => void open.pop())
    .on('text', (text, decode) => {
      const element = open.at(-1);
      if (element) element.text += decode(text);
    })
    .on('cdata', (text) => {
      const element = open.at(-1);
      if (element) element.text += text;
    })
    .on('attention', fault)
    .on('warn', fault)
    .on('error', fault);
  try {
    parser.parse(xml);
  } catch {
    return undefined;
  }
  const [element, ...others] = root.children;
  if (broken || !element || others.length > 0 || root.text.trim() !== '') return undefined;
  trim(element);
  return element;
}

function trim(element: Element): void {
  element.text = element.children.length > 0 ? '' : element.text.trim();
  element.children.forEach(trim);
}

export const childOf = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((each) => each.name === name);
export const textOf = (element: Element | undefined, name: string): string | undefined =>
  childOf(element, name)?.text;

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Whatever is no `Char` of XML 1.0; it can't be written, and is left out. */
const unwritable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Any text as content or as the value of an attribute in double quotes. */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(unwritable, '')
    .replace(/[&<>"]/g, (each) => escapes[each] ?? '');

/** An element with text or with others in it; nothing where there is no text. */
export function element(
  name: `${Prefix}:${string}`,
  content: string | readonly string[] | undefined,
): string {
  if (content === undefined) return '';
  const inner = typeof content === 'string' ? xmlText(content) : content.join('');
  return `<${name}>${inner}</${name}>`;
}

/** The document with the namespaces on its root, which `content` is: made by `element`. */
export function document(content: string): string {
  const declared = Object.entries(namespaces)
    .map(([uri, prefix]) => ` xmlns:${prefix}="${uri}"`)
    .join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${content.replace(/^<([^>]+)>/, `<$1${declared}>`)}\n`;
}
