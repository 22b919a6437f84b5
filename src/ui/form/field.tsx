/** The frame of every field: label above, hint below it, error below the hint, then the control. */
import type { VNode } from 'preact';
import type { UiLabels } from '../labels.ts';
import { words, type Children } from '../parts/link.tsx';

/** What every field takes. `V` is what was typed, exactly as sent, so that faults can be shown with it. */
export interface FieldProps<V = string> {
  labels: UiLabels;
  /** Unique on the page; the error summary links to it. */
  id: string;
  /** Name in the posted form. */
  name: string;
  label: string;
  hint?: Children;
  /** Says what is wrong and what to do. */
  error?: string | undefined;
  value: V | undefined;
  /** Marked "(freiwillig)"; what is required is not marked. */
  optional?: boolean | undefined;
  /** HTML autofill token (WCAG 1.3.5), e.g. `given-name`. */
  autocomplete?: string | undefined;
  /** The label is the question of the page: it becomes the h1 (one topic a page). */
  heading?: boolean | undefined;
}

export type InputMode = 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'search' | 'none' | 'url';

/** Ids for `aria-describedby`: the hint first, then the error (WCAG 1.3.1, 3.3.1). */
export function describedBy(
  field: { id: string; hint?: Children; error?: string | undefined },
  more?: string,
): string | undefined {
  const ids = [field.hint ? `${field.id}-hint` : '', field.error ? `${field.id}-error` : '', more ?? ''];
  return ids.filter((id) => id !== '').join(' ') || undefined;
}

/** A field with one control. The label is always visible and never a placeholder (WCAG 3.3.2). */
export function Field(props: Omit<FieldProps<unknown>, 'name' | 'value'> & { children?: Children }): VNode {
  const label = (
    <label class="ds-label" for={props.id}>
      {props.label}
      <Optional {...props} />
    </label>
  );
  return (
    <div class={props.error ? 'field field-err' : 'field'}>
      {props.heading ? <h1>{label}</h1> : label}
      <Hint id={props.id} hint={props.hint} />
      <FieldError id={props.id} error={props.error} labels={props.labels} />
      {props.children}
    </div>
  );
}

/** A question with several controls: fieldset and legend (WCAG 1.3.1, H71). */
export function FieldGroup(
  props: Omit<FieldProps<unknown>, 'name' | 'value'> & { children?: Children },
): VNode {
  const legend = (
    <>
      {props.label}
      <Optional {...props} />
    </>
  );
  return (
    <fieldset
      class={props.error ? 'ds-fieldset field field-err' : 'ds-fieldset field'}
      aria-describedby={describedBy(props)}
    >
      <legend>{props.heading ? <h1>{legend}</h1> : legend}</legend>
      <Hint id={props.id} hint={props.hint} />
      <FieldError id={props.id} error={props.error} labels={props.labels} />
      {props.children}
    </fieldset>
  );
}

function Optional({ optional, labels }: { optional?: boolean | undefined; labels: UiLabels }): VNode | null {
  return optional ? <span class="opt"> {labels.form.optional}</span> : null;
}

/** Help below the label, read together with the control. */
export function Hint({ id, hint }: { id: string; hint?: Children }): VNode | null {
  return hint ? (
    <span class="hint" id={`${id}-hint`}>
      {words(hint)}
    </span>
  ) : null;
}

/** The error in words, an icon and a bar beside it; "Fehler:" is spoken before it (WCAG 1.4.1, 3.3.1). */
export function FieldError(props: {
  id: string;
  error?: string | undefined;
  labels: UiLabels;
}): VNode | null {
  return props.error ? (
    <p class="ds-validation-message" id={`${props.id}-error`}>
      <span class="ds-sr-only">{props.labels.frame.errorPrefix} </span>
      {props.error}
    </p>
  ) : null;
}
