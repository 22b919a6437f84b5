// The code on each page of a paper form: what the scanner at the counter reads, `DS1|hund-anmelden|3|de|F-7K2P-9QXM|p1`.
import { asLanguage, type Language } from '../../../kernel/i18n/texts.ts';
import { qrPath } from '../../../kernel/qr-path.ts';
import { readFormNumber } from './form-number.ts';

export interface FormCode {
  serviceId: string;
  version: number;
  language: Language;
  number: string;
  page: number;
}

/** Name and edition of this code's shape. */
const shape = 'DS1';

export function formCode({ serviceId, version, language, number, page }: FormCode): string {
  return [shape, serviceId, version, language, number, `p${page}`].join('|');
}

/** Reads a scanned code, or only the number as typed by hand. Undefined when it is neither. */
export function readFormCode(typed: string): FormCode | { number: string } | undefined {
  const text = typed.trim();
  if (!text.includes('|')) {
    const number = readFormNumber(text);
    return number === undefined ? undefined : { number };
  }
  const [first, serviceId = '', version = '', tag = '', printed = '', page = '', ...rest] = text.split('|');
  const language = asLanguage(tag.toLowerCase());
  const number = readFormNumber(printed);
  if (first?.toUpperCase() !== shape || rest.length > 0 || !language || number === undefined)
    return undefined;
  // A scanner in the wrong case (caps lock) still reads right: ids of services are lower case.
  const id = serviceId.toLowerCase();
  if (!/^[a-z][a-z0-9-]{0,59}$/.test(id) || !/^\d{1,6}$/.test(version) || !/^p\d{1,3}$/i.test(page))
    return undefined;
  return { serviceId: id, version: Number(version), language, number, page: Number(page.slice(1)) };
}

/** The QR code as an SVG of its own. */
export function qrSvg(text: string): string {
  const { size, path } = qrPath(text);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${path}"/></svg>`;
}
