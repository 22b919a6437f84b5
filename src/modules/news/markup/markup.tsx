// Shows the markup of news as a page does, and as HTML for feeds, whose addresses have to be whole.
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { words } from '../../../ui/index.ts';
import { parseMarkup, type Inline } from './parse-markup.ts';

export interface MarkupProps {
  text: string;
  /** Of this site, where addresses have to be whole. */
  base?: string;
  /** Of its headings: 2 below the title of the page. */
  level?: 2 | 4;
}

export function Markup({ text, base = '', level = 2 }: MarkupProps): VNode {
  const Heading: 'h2' | 'h4' = `h${level}`;
  return (
    <div class="prose stack">
      {parseMarkup(text).map((block, index) =>
        block.kind === 'heading' ? (
          <Heading key={index}>{block.words}</Heading>
        ) : block.kind === 'list' ? (
          <ul key={index}>
            {block.items.map((item, at) => (
              <li key={at}>{inlines(item, base)}</li>
            ))}
          </ul>
        ) : (
          <p key={index}>{inlines(block.inlines, base)}</p>
        ),
      )}
    </div>
  );
}

const inlines = (all: readonly Inline[], base: string) =>
  all.map((each, index) =>
    typeof each === 'string' ? (
      words(each)
    ) : (
      <a key={index} href={each.href.startsWith('/') ? `${base}${each.href}` : each.href}>
        {each.words}
      </a>
    ),
  );

/** @param base of this site, without a slash at its end */
export const markupHtml = (text: string, base: string): string =>
  renderToString(<Markup text={text} base={base} />);
