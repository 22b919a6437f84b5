// The small markup of news: paragraphs, lists («- »), headings («## ») and links («[words](address)»); never HTML.
import { isLink } from '../is-link.ts';

export type Inline = string | { words: string; href: string };
export type Block =
  | { kind: 'heading'; words: string }
  | { kind: 'paragraph'; inlines: readonly Inline[] }
  | { kind: 'list'; items: readonly (readonly Inline[])[] };

const link = /\[([^[\]\n]{1,300})\]\(([^()\s]{1,500})\)/g;

/** What looks like a link and leads nowhere safe stays the text that it is. */
export function parseInlines(text: string): Inline[] {
  const inlines: Inline[] = [];
  let at = 0;
  for (const found of text.matchAll(link)) {
    const [whole, words = '', href = ''] = found;
    if (!isLink(href)) continue;
    if (found.index > at) inlines.push(text.slice(at, found.index));
    inlines.push({ words, href });
    at = found.index + whole.length;
  }
  if (at < text.length) inlines.push(text.slice(at));
  return inlines;
}

/** Addresses in links that lead nowhere safe, for whoever writes. */
export const brokenLinks = (text: string): string[] =>
  [...text.matchAll(link)].flatMap(([, , href = '']) => (isLink(href) ? [] : [href]));

export function parseMarkup(text: string): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  let items: string[] = [];
  const close = () => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', inlines: parseInlines(paragraph.join(' ')) });
    if (items.length > 0) blocks.push({ kind: 'list', items: items.map(parseInlines) });
    paragraph = [];
    items = [];
  };
  for (const line of text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((each) => each.trim())) {
    const isItem = line.startsWith('- ') && line.length > 2;
    if (line === '') close();
    else if (line.startsWith('## ') && line.length > 3) {
      close();
      blocks.push({ kind: 'heading', words: line.slice(3).trim() });
    } else if (isItem) {
      if (paragraph.length > 0) close();
      items.push(line.slice(2).trim());
    } else if (items.length > 0) items.push(`${items.pop() ?? ''} ${line}`);
    else paragraph.push(line);
  }
  close();
  return blocks;
}

/** Without marks, for the search. */
export const plainText = (text: string): string => text.replace(link, '$1').replace(/^(##|-) /gm, '');
