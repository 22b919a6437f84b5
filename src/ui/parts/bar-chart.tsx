/** Bars of two parts, one below the other: words and figures in HTML, only the bars are drawn. */
import type { VNode } from 'preact';

/** @public */
export interface BarItem {
  label: string;
  href?: string | undefined;
  /** Filled part. */
  full: number;
  /** Outlined part. */
  open: number;
  /** Both figures in words; the bar itself is silent (WCAG 1.1.1). */
  text: string;
}

/** A list, so that it reads well without eyes for bars; the longest bar takes the whole width. */
export function BarChart({ label, items }: { label: string; items: readonly BarItem[] }): VNode {
  const longest = Math.max(1, ...items.map(({ full, open }) => full + open));
  const share = (value: number) => Math.round((value / longest) * 1000) / 10;
  return (
    <ol class="bars" role="list" aria-label={label}>
      {items.map((item) => (
        <li key={item.label}>
          <p>
            {item.href ? <a href={item.href}>{item.label}</a> : item.label}{' '}
            <span class="quiet">{item.text}</span>
          </p>
          <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
            <rect class="no" x="0" y="0" width={share(item.full + item.open)} height="4" />
            <rect class="yes" x="0" y="0" width={share(item.full)} height="4" />
          </svg>
        </li>
      ))}
    </ol>
  );
}
