/** The head of a page's content: breadcrumb, the one h1, the lead, one primary action. */
import type { VNode } from 'preact';
import type { UiLabels } from '../labels.ts';
import { words, type Children } from './link.tsx';

export interface Crumb {
  label: string;
  /** Absent for a plain word, e.g. the reference of the case that is open. */
  href?: string | undefined;
}

export interface TopProps {
  labels: UiLabels;
  /** The h1. Absent in forms, where the question is the h1 (`Question`). */
  title?: Children;
  crumbs?: readonly Crumb[] | undefined;
  /** At most three lines. */
  lead?: Children;
  /** A small quiet line below the heading (staff pages: who, when, which version). */
  meta?: Children;
  /** One primary action and, beside it, a short quiet remark. */
  action?: Children;
  actionNote?: Children;
  /** Stands at the right of the heading on wide screens (acting for someone, figures of a list). */
  aside?: Children;
  /** Anything below, e.g. the track of a case. */
  children?: Children;
  /** Less space below when the page goes on without a band. */
  tight?: boolean | undefined;
}

/** One h1 per page (WCAG 1.3.1, 2.4.6); the breadcrumb is a named navigation (WCAG 2.4.8). */
export function Top(props: TopProps): VNode {
  const heading = props.title ? <h1>{props.title}</h1> : null;
  return (
    <div class={props.tight ? 'top tight' : 'top'}>
      <Breadcrumb labels={props.labels} crumbs={props.crumbs ?? []} />
      {props.aside ? (
        <div class="beside">
          {heading}
          {props.aside}
        </div>
      ) : (
        heading
      )}
      {props.meta ? <p class="meta">{words(props.meta)}</p> : null}
      {props.lead ? <p class="lead">{words(props.lead)}</p> : null}
      {props.action ? (
        <div class="btns">
          {props.action}
          {props.actionNote ? <p class="quiet small">{props.actionNote}</p> : null}
        </div>
      ) : null}
      {props.children}
    </div>
  );
}

/** The way from the home page to here; the page itself is the h1 and not repeated. */
export function Breadcrumb({ labels, crumbs }: { labels: UiLabels; crumbs: readonly Crumb[] }): VNode | null {
  if (crumbs.length === 0) return null;
  return (
    <nav class="crumbs" aria-label={labels.frame.path}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.label}>{crumb.href ? <a href={crumb.href}>{crumb.label}</a> : crumb.label}</li>
        ))}
      </ol>
    </nav>
  );
}
