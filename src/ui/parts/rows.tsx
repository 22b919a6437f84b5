/** The basic list: when, what, act. Hairlines between, no boxes. */
import type { VNode } from 'preact';
import { words, type Children } from './link.tsx';

/** @public */
export interface RowItem {
  /** Date, channel or kind in the first column. */
  when?: string | undefined;
  whenNote?: string | undefined;
  /** Heading of the row; with `href` the link of the row. Absent in `say` lists. */
  title?: Children;
  href?: string | undefined;
  /** Addition for screen readers where titles repeat (WCAG 2.4.4). */
  hidden?: string | undefined;
  /** One or two quiet sentences. */
  text?: Children;
  /** Button, link or state at the right. */
  act?: Children;
  /** Anything below the text, e.g. a track. */
  children?: Children;
  /** Read already: the title is not bold (mailbox). */
  read?: boolean | undefined;
}

export interface RowsProps {
  items: readonly RowItem[];
  /** `when` (default) three columns; `two` without when; `one` stacked; `say` running text beside the date. */
  kind?: 'when' | 'two' | 'one' | 'say' | undefined;
  /** A numbered list, when the order is the message. */
  ordered?: boolean | undefined;
  /** Level of the row titles: 3 inside a band. */
  level?: 2 | 3 | 4 | undefined;
  small?: boolean | undefined;
}

/** A real list (WCAG 1.3.1); `role="list"` keeps it one in Safari, which drops it when bullets are off. */
export function Rows({ items, kind = 'when', ordered, level = 3, small }: RowsProps): VNode {
  const List = ordered ? 'ol' : 'ul';
  const kinds = ['rows', kind !== 'when' && kind, small && 'small'].filter(Boolean).join(' ');
  return (
    <List class={kinds} role="list">
      {items.map((item, index) => (
        <li key={index}>
          {kind !== 'two' && kind !== 'one' ? <When item={item} /> : null}
          {kind === 'say' ? <p>{words(item.text)}</p> : <What item={item} level={level} />}
          {item.act ? <div class="act">{item.act}</div> : null}
        </li>
      ))}
    </List>
  );
}

function When({ item }: { item: RowItem }): VNode {
  return (
    <p class="when">
      {words(item.when)}
      {item.whenNote ? <small> {words(item.whenNote)}</small> : null}
    </p>
  );
}

function What({ item, level }: { item: RowItem; level: 2 | 3 | 4 }): VNode {
  const Heading: 'h2' | 'h3' | 'h4' = `h${level}`;
  return (
    <div class="matter">
      {item.title ? (
        <Heading class={item.read ? 'row-title read' : 'row-title'}>
          {item.href ? (
            <a href={item.href}>
              {item.title}
              {item.hidden ? <span class="ds-sr-only"> {item.hidden}</span> : null}
            </a>
          ) : (
            item.title
          )}
        </Heading>
      ) : null}
      {item.text ? <p>{words(item.text)}</p> : null}
      {item.children}
    </div>
  );
}
