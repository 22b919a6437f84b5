/** Once-only: what registers already know is shown with source and date, and can be disputed, but is not asked. */
import type { VNode } from 'preact';
import type { UiLabels } from '../labels.ts';
import { Facts, type FactItem } from './facts.tsx';
import type { Children } from './link.tsx';

export interface KnownProps {
  labels: UiLabels;
  id: string;
  items: readonly FactItem[];
  /** Default: "Das wissen wir bereits". */
  title?: string | undefined;
  intro?: Children;
}

/** No one enters again what is already there (WCAG 3.3.7 redundant entry). */
export function Known({ labels, id, items, title, intro }: KnownProps): VNode {
  return (
    <section class="known" aria-labelledby={id}>
      <h2 id={id}>{title ?? labels.form.known}</h2>
      <p>{intro ?? labels.form.knownIntro}</p>
      <Facts items={items} />
    </section>
  );
}

/** What a register says about something that was just typed, beside its field; tinted, because it comes from there. */
export function FromRegister(props: { id: string; label: string; items: readonly FactItem[] }): VNode {
  return (
    <div class="known" id={props.id} role="group" aria-label={props.label}>
      <Facts small items={props.items} />
    </div>
  );
}
