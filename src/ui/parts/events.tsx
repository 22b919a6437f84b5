/** Life events as type, the count of services at the right; and short links in a line. */
import type { VNode } from 'preact';
import { TextLink, words, type Children, type LinkItem } from './link.tsx';

export interface EventItem {
  label: string;
  href: string;
  /** Number of services behind it. */
  count?: number | undefined;
  /** Three words of what is inside. */
  text?: string | undefined;
}

/** A list of large links; rows line up across columns (WCAG 1.3.1, 2.5.8). */
export function Events({ items }: { items: readonly EventItem[] }): VNode {
  return (
    <ul class="events" role="list">
      {items.map((item) => (
        <li key={item.href + item.label}>
          <a href={item.href}>
            {item.label}
            {item.count === undefined ? null : <span> {item.count}</span>}
          </a>
          {item.text ? <p>{item.text}</p> : null}
        </li>
      ))}
    </ul>
  );
}

/** A line of short links ("Oft gebraucht"). */
export function Hints({ links }: { links: readonly LinkItem[] }): VNode {
  return (
    <ul class="hints" role="list">
      {links.map((link) => (
        <li key={link.href + link.label}>
          <TextLink {...link} />
        </li>
      ))}
    </ul>
  );
}

export interface FigureItem {
  /** Numeral as written ("1,4"). */
  value: string;
  unit?: string | undefined;
  /** What was counted, over which time. */
  text: string;
  /** Target or comparison; missed targets are shown and said. */
  target?: Children;
}

/** Numerals first, always with their target. */
export function Figures({ items }: { items: readonly FigureItem[] }): VNode {
  return (
    <ul class="figures" role="list">
      {items.map((item) => (
        <li key={item.text}>
          <b>
            {item.value}
            {item.unit ? ' ' : null}
            {item.unit ? <small>{item.unit}</small> : null}
          </b>
          <p>{words(item.text)}</p>
          {item.target ? <p class="quiet">{words(item.target)}</p> : null}
        </li>
      ))}
    </ul>
  );
}
