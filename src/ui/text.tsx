/** Plain text as paragraphs and lists: blank line = paragraph, "- " = list entry. Never HTML. */
import type { VNode } from 'preact';
import { keepTogether } from './format.ts';

export type TextBlock =
  { kind: 'paragraph'; lines: readonly string[] } | { kind: 'list'; items: readonly string[] };

/** Splits a text into blocks. Lines of a list entry that do not begin with "- " continue the entry before. */
export function textBlocks(text: string): readonly TextBlock[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n+/)
    .map((part) =>
      part
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    )
    .filter((lines) => lines.length > 0)
    .flatMap(blocksOf);
}

function blocksOf(lines: readonly string[]): readonly TextBlock[] {
  const start = lines.findIndex(isEntry);
  if (start === -1) return [{ kind: 'paragraph', lines }];
  const items: string[] = [];
  for (const line of lines.slice(start)) {
    if (isEntry(line)) items.push(line.slice(2).trim());
    else items.push(`${items.pop() ?? ''} ${line}`.trim());
  }
  const list: TextBlock = { kind: 'list', items };
  return start === 0 ? [list] : [{ kind: 'paragraph', lines: lines.slice(0, start) }, list];
}

function isEntry(line: string): boolean {
  return line.startsWith('- ') && line.length > 2;
}

export interface PlainTextProps {
  text: string;
  /** Keep single line breaks: what people wrote (questions, comments, letters). Authored texts flow. */
  breaks?: boolean | undefined;
  /** Language of the text where it differs from the page (WCAG 3.1.2). */
  lang?: string | undefined;
}

/** The only way texts of definitions and people become paragraphs; everything is escaped by preact. */
export function PlainText({ text, breaks, lang }: PlainTextProps): VNode {
  const blocks = textBlocks(text);
  return (
    <div class="prose stack" lang={lang} dir={breaks ? 'auto' : undefined}>
      {blocks.map((block, index) =>
        block.kind === 'list' ? (
          <ul key={index}>
            {block.items.map((item, at) => (
              <li key={at}>{breaks ? item : keepTogether(item)}</li>
            ))}
          </ul>
        ) : (
          <p key={index}>
            {breaks
              ? block.lines.flatMap((line, at) => (at === 0 ? [line] : [<br key={at} />, line]))
              : keepTogether(block.lines.join(' '))}
          </p>
        ),
      )}
    </div>
  );
}
