/** A form page: progress, error summary, question, fields, buttons, in this order. */
import type { VNode } from 'preact';
import { fill, plural, type UiLabels } from '../labels.ts';
import { Track, type Station } from '../parts/track.tsx';
import { words, type Children } from '../parts/link.tsx';
import { HiddenField } from './declaration.tsx';

export interface FormProps {
  action: string;
  method?: 'post' | 'get' | undefined;
  /** Anti-forgery token and other values that travel along. */
  hidden?: Readonly<Record<string, string>> | undefined;
  /** With file fields. */
  multipart?: boolean | undefined;
  /** What the Enter key sends; without it the first button of the page would be pressed, e.g. "Entfernen". */
  enter?: { name: string; value: string } | undefined;
  /** Column of a form page (default), or plain for small forms. */
  plain?: boolean | undefined;
  label?: string | undefined;
  id?: string | undefined;
  children?: Children;
}

/** `novalidate`: our own messages, in the page's language, with a summary (WCAG 3.3.1); all works without script. */
export function Form(props: FormProps): VNode {
  return (
    <form
      class={props.plain ? 'plainform' : 'ask'}
      id={props.id}
      action={props.action}
      method={props.method ?? 'post'}
      enctype={props.multipart ? 'multipart/form-data' : undefined}
      aria-label={props.label}
      novalidate
    >
      {Object.entries(props.hidden ?? {}).map(([name, value]) => (
        <HiddenField key={name} name={name} value={value} />
      ))}
      {props.enter ? (
        <button
          class="enter"
          type="submit"
          name={props.enter.name}
          value={props.enter.value}
          tabIndex={-1}
          aria-hidden="true"
        />
      ) : null}
      {props.children}
    </form>
  );
}

export interface ProgressProps {
  labels: UiLabels;
  /** Counted from 1. */
  number: number;
  total: number;
  /** Honest estimate; absent if unknown. */
  minutes?: number | undefined;
  stations: readonly Station[];
}

/** "Schritt 3 von 5, noch etwa 1 Minute" in words, the line of stations below; never a percentage. */
export function Progress({ labels, number, total, minutes, stations }: ProgressProps): VNode {
  const left = minutes ? `, ${plural(labels.form.minutesLeft, minutes, labels.lang)}` : '';
  const where = number >= total ? labels.form.lastStep : fill(labels.form.stepOf, { number, total }) + left;
  return (
    <div class="step">
      <p>
        <b>{words(where)}</b>
      </p>
      <Track labels={labels} label={labels.form.progress} stations={stations} short />
    </div>
  );
}

/** The question of the page and a sentence on why it is asked. */
export function Question({ title, children }: { title: Children; children?: Children }): VNode {
  return (
    <div class="question">
      <h1>{title}</h1>
      {typeof children === 'string' ? <p>{words(children)}</p> : children}
    </div>
  );
}

export interface FormError {
  /** Id of the control to go to. */
  fieldId: string;
  message: string;
}

/** What is wrong with a field, to be said beside it. */
export const errorOf = (errors: readonly FormError[], id: string): string | undefined =>
  errors.find(({ fieldId }) => fieldId === id)?.message;

/**
 * All errors at the top, each a link to its field (WCAG 3.3.1). It takes the focus when the page opens
 * (`autofocus` needs no script), so that screen readers begin here.
 */
export function ErrorSummary({
  labels,
  errors,
  id = 'fehler',
}: {
  labels: UiLabels;
  errors: readonly FormError[];
  id?: string;
}): VNode | null {
  if (errors.length === 0) return null;
  return (
    <div class="ds-error-summary" id={id} role="alert" tabIndex={-1} autofocus aria-labelledby={`${id}-h`}>
      <h2 id={`${id}-h`}>{plural(labels.form.errorSummary, errors.length, labels.lang)}</h2>
      <ul>
        {errors.map((error) => (
          <li key={error.fieldId + error.message}>
            <a href={`#${error.fieldId}`}>{error.message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** One part of a summary before sending: heading and facts, each with a link to change it. */
export function Sum({ id, title, children }: { id: string; title: string; children?: Children }): VNode {
  return (
    <section class="sum stack" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
      </header>
      {children}
    </section>
  );
}
