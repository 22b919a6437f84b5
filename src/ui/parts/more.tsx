/** Ends of lists: the next part of a list by key, and what to say when there is nothing. */
import type { VNode } from 'preact';
import { fill, type UiLabels } from '../labels.ts';
import type { Children } from './link.tsx';

export interface MoreProps {
  labels: UiLabels;
  /** Address with the key of the last entry; absent at the end of the list. */
  href?: string | undefined;
  /** How many are shown of how many, where the total is known. */
  shown?: number | undefined;
  total?: number | undefined;
  /** What is listed, for screen readers ("Leistungen"). */
  hidden?: string | undefined;
}

/** A link, not endless scrolling: the footer stays in reach and the place can be shared (WCAG 2.4.1). */
export function Pagination({ labels, href, shown, total, hidden }: MoreProps): VNode | null {
  const count =
    shown !== undefined && total !== undefined ? fill(labels.list.showing, { shown, total }) : undefined;
  if (!href && !count) return null;
  return (
    <div class="btns pages">
      {href ? (
        <a class="ds-button" data-variant="secondary" href={href} rel="next">
          {labels.list.more}
          {hidden ? <span class="ds-sr-only"> {hidden}</span> : null}
        </a>
      ) : null}
      {count ? <p class="small quiet">{count}</p> : null}
    </div>
  );
}

/** Nothing here: a sentence that says so, and the next step. */
export function EmptyState({ text, children }: { text: Children; children?: Children }): VNode {
  return (
    <div class="emptystate stack">
      <p>{text}</p>
      {children ? <div class="btns">{children}</div> : null}
    </div>
  );
}

/** More for those who want it; the browser's own disclosure, works without script (WCAG 4.1.2). */
export function Disclosure({
  summary,
  children,
  open,
}: {
  summary: string;
  children?: Children;
  open?: boolean | undefined;
}): VNode {
  return (
    <details class="disclosure" open={open}>
      <summary>{summary}</summary>
      <div class="stack">{children}</div>
    </details>
  );
}
