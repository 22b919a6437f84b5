/** A link as data, so that pages say where it leads and components decide how it looks. */
import type { ComponentChildren, VNode } from 'preact';
import { keepTogether } from '../format.ts';

export type Children = ComponentChildren;

/** Authored words: numbers stay with what they count. Anything but plain text passes as it is. */
export function words(children: Children): Children {
  return typeof children === 'string' ? keepTogether(children) : children;
}

export interface LinkItem {
  label: string;
  href: string;
  /** Addition for screen readers where the same link text occurs twice on a page (WCAG 2.4.4). */
  hidden?: string | undefined;
  /** True for the page itself (`aria-current="page"`). */
  current?: boolean | undefined;
}

/** A text link. Hidden words follow the visible ones, so that the visible label starts the name (WCAG 2.5.3). */
export function TextLink({ label, href, hidden, current }: LinkItem): VNode {
  return (
    <a href={href} aria-current={current ? 'page' : undefined}>
      {label}
      {hidden ? <span class="ds-sr-only"> {hidden}</span> : null}
    </a>
  );
}

/** A link that leads on, with an arrow: the next page of a thought ("Alle 31 Kommentare"). */
export function MoreLink({ label, href, hidden }: LinkItem): VNode {
  return (
    <a class="more" href={href}>
      {label}
      {hidden ? <span class="ds-sr-only"> {hidden}</span> : null}
    </a>
  );
}
