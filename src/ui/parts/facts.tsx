/** A definition list on the grid: term, value with its source, a link to act on it. */
import type { VNode } from 'preact';
import { words, type Children } from './link.tsx';

export interface FactItem {
  term: string;
  value: Children;
  /** "Einwohnerregister, Stand 23. November 2026": who says so and since when. */
  source?: string | undefined;
  /** Link at the right ("Ändern", "Stimmt nicht?"); the term is added for screen readers. */
  act?: { label: string; href: string; hidden?: string | undefined } | undefined;
  /** A sign at the right instead of a link, e.g. the data class. */
  mark?: Children;
}

export interface FactsProps {
  items: readonly FactItem[];
  small?: boolean | undefined;
  /** The terms are questions of a form: their column is wider. */
  asked?: boolean | undefined;
}

/** Term and value belong together (WCAG 1.3.1); repeated link texts get the term added (WCAG 2.4.4). */
export function Facts({ items, small, asked }: FactsProps): VNode {
  const kinds = ['facts', small && 'small', asked && 'asked'].filter(Boolean).join(' ');
  return (
    <dl class={kinds}>
      {items.map((item, index) => (
        <div key={index} class={item.mark ? 'act3 marked' : item.act ? 'act3' : undefined}>
          <dt>{item.term}</dt>
          <dd>
            {item.value}
            {item.source ? <span class="src"> {words(item.source)}</span> : null}
          </dd>
          {item.act ? (
            <dd>
              <a href={item.act.href}>
                {item.act.label}
                <span class="ds-sr-only"> {item.act.hidden ?? item.term}</span>
              </a>
            </dd>
          ) : item.mark ? (
            <dd>{item.mark}</dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}
